/** The runs of a stage as they are drawn, each in a colour and with marks of its own. Pure. */

import type { Lesson } from '../../../lessons/lesson';
import type { LiveRun } from '../../../lessons/live';
import { difference } from '../../../runs/difference';
import type { RecordedLesson } from '../../../runs/lesson-recording';
import type { RunData } from '../../../runs/run-data';
import type { RunEntry } from '../../../runs/run-entry';

export interface ShownRun {
  /** Unique among the runs of the stage. */
  id: string;
  /** In the plan. */
  name: string;
  /** "Two phases, recorded", "Two phases, trained here". */
  label: string;
  /** Place in the palette of run styles. */
  style: number;
  data: RunData;
  /** Where it was trained here. */
  entry: RunEntry | undefined;
}

type Plan = Pick<Lesson, 'plan'>['plan'];

/**
 * Places in the palette of run styles, by the place in the plan: a run looks the same in every step. The marks of
 * neighbours differ, and those of a run and its live repetition, and so do the colours of what a lesson compares.
 */
export const recordedStyle = (plan: Plan, name: string): number =>
  Math.max(0, Object.keys(plan.runs).indexOf(name));
const liveStyle = (plan: Plan, name: string) => recordedStyle(plan, name) + 6;

/** First seeds of the runs with these names that were recorded, then those that were trained here. */
export function shownRuns(
  { plan }: Pick<Lesson, 'plan'>,
  names: readonly string[],
  recorded: RecordedLesson,
  live: readonly LiveRun[],
): ShownRun[] {
  const before = names.flatMap((name): ShownRun[] => {
    const data = recorded.runs.get(name)?.[0]?.data;
    const label = `${plan.runs[name]?.label ?? name}, recorded`;
    return data
      ? [{ id: `recorded ${name}`, name, label, style: recordedStyle(plan, name), data, entry: undefined }]
      : [];
  });
  const here = names.flatMap((name): ShownRun[] => {
    const run = live.findLast((each) => each.name === name);
    if (!run) return [];
    const { entry, config } = run;
    const planned = plan.runs[name]?.config;
    const other = planned ? difference(planned, config) : '';
    const label = `${run.label}, trained here${other && ` (${other})`}`;
    return [{ id: entry.id, name, label, style: liveStyle(plan, name), data: entry.data, entry }];
  });
  return [...before, ...here];
}
