/** Runs up to the end of an epoch, so that nothing tells how they go on. */
import type { RecordedLesson, RecordedRun } from '../../../runs/lesson-recording';
import type { RunData } from '../../../runs/run-data';

/** The recorded runs up to the end of an epoch. */
export function pastOf(recorded: RecordedLesson, until: number | undefined): RecordedLesson {
  if (until === undefined) return recorded;
  const first = ({ seed, data }: RecordedRun) => ({ seed, data: cut(data, until) });
  return { ...recorded, runs: new Map([...recorded.runs].map(([name, [run]]) => [name, [first(run)]])) };
}

const cuts = new WeakMap<RunData, Map<number, RunData>>();
const pasts = new WeakSet<RunData>();

export const isCut = (data: RunData): boolean => pasts.has(data);

/** A run up to the end of an epoch; itself as long as it has not come further. The same run gives the same cut. */
export function cut(data: RunData, until: number | undefined): RunData {
  if (until === undefined || !((data.steps.last('step') ?? 0) > until * data.stepsPerEpoch)) return data;
  const known = cuts.get(data) ?? new Map<number, RunData>();
  const past = known.get(until) ?? data.upTo(until * data.stepsPerEpoch);
  cuts.set(data, known.set(until, past));
  pasts.add(past);
  return past;
}
