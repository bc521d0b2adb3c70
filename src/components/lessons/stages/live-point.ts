/** A point of a sweep that was trained here: what came of it, in words. Pure. */
import { type Measure, measures } from '../../../runs/sweeps/measures';
import type { LiveRun } from './stage';

/** What the run of a point is called among the live runs of a lesson. */
export const pointName = (sweep: string, x: number, y: number) => `${sweep} ${x} ${y}`;

/** Its last reading, once it has finished; NaN before, and for what a whole run does not read. */
export function liveValue({ entry }: LiveRun, measure: Measure): number {
  if (entry.state !== 'finished' || (measure !== 'trainLoss' && measure !== 'testAccuracy'))
    return Number.NaN;
  return entry.data.evaluations.last(measure) ?? Number.NaN;
}

/** "Trained here: test accuracy 38 % after 60 epochs." */
export function liveText(run: LiveRun, measure: Measure): string {
  const { state, data } = run.entry;
  if (state === 'diverged') return `Trained here (${run.label}): it diverged.`;
  if (state === 'failed') return `Trained here (${run.label}): the run failed.`;
  if (state !== 'finished') return `Training here (${run.label}).`;
  const { label, text } = measures[measure];
  const value = liveValue(run, measure);
  const { epochs } = data.config;
  const after = `after ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  return `Trained here (${run.label}): ${label.toLowerCase()} ${Number.isNaN(value) ? 'unknown' : text(value)} ${after}.`;
}
