/** Runs with and without momentum whose effective learning rate is the same: how their losses compare. Pure. */
import { type Interval, interval } from '../../evidence/statistics';
import { cameToItsEnd } from '../came-to-its-end';
import type { RecordedRun } from '../recorded';

/** Epochs at the end over which the loss of a bouncing run is averaged. */
const lastEpochs = 5;
/** Losses within this factor of each other count as the same. */
export const sameWithin = 1.25;

/** Mean of the logarithm of the last training losses; NaN where a run did not come to its end. */
export function lateLogLoss({ data }: RecordedRun): number {
  const losses = [...data.evaluations.get('trainLoss')].slice(-lastEpochs);
  const usable = losses.length === lastEpochs && losses.every((loss) => Number.isFinite(loss) && loss > 0);
  return usable && cameToItsEnd(data)
    ? losses.reduce((sum, loss) => sum + Math.log(loss), 0) / lastEpochs
    : Number.NaN;
}

/** Logarithm of the loss with momentum over that without, seed by seed. */
export function logRatio(plain: readonly RecordedRun[], momentum: readonly RecordedRun[]): Interval {
  const ratios = momentum.flatMap((run) => {
    const other = plain.find(({ seed }) => seed === run.seed);
    const ratio = other ? lateLogLoss(run) - lateLogLoss(other) : Number.NaN;
    return Number.isFinite(ratio) ? [ratio] : [];
  });
  return interval(ratios);
}

export type Answer = 'lower' | 'same' | 'higher';

/** What momentum did to the loss; undefined while there are no two runs of one seed. */
export function answerOf({ mean, count }: Interval): Answer | undefined {
  if (count === 0) return undefined;
  if (Math.abs(mean) <= Math.log(sameWithin)) return 'same';
  return mean < 0 ? 'lower' : 'higher';
}
