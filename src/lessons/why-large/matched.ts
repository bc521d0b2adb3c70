/** Test accuracy of two kinds of run at one and the same training loss, seed by seed. Pure. */
import { type Interval, interval, pairedDifference } from '../../evidence/statistics';
import { firstAt, pairsOf, quantityNamed } from '../../runs/quantities';
import type { RecordedRun } from '../recorded';

/** The lowest training loss that every one of the runs comes to; NaN without runs. */
export function commonLoss(runs: readonly RecordedRun[]): number {
  const least = runs.map(({ data }) => Math.min(...data.evaluations.get('trainLoss')));
  return least.length === 0 ? Number.NaN : Math.max(...least);
}

/** Test accuracy when the training loss first came to `loss`; NaN where it never did. */
export function accuracyAt({ data }: RecordedRun, loss: number): number {
  return firstAt(pairsOf(data, quantityNamed('trainLoss'), quantityNamed('testAccuracy')), loss);
}

export interface Matched {
  loss: number;
  first: Interval;
  second: Interval;
  /** Second minus first. */
  difference: Interval;
}

/** Both kinds at the lowest training loss that all their runs come to. */
export function matchedLoss(first: readonly RecordedRun[], second: readonly RecordedRun[]): Matched {
  const pairs = first.flatMap((run) => {
    const other = second.find(({ seed }) => seed === run.seed);
    return other ? [[run, other]] : [];
  });
  const loss = commonLoss(pairs.flat());
  const values = pairs
    .map((pair) => pair.map((run) => accuracyAt(run, loss)))
    .filter((pair) => pair.every(Number.isFinite));
  const column = (i: number) => values.map((pair) => pair[i]);
  return {
    loss,
    first: interval(column(0)),
    second: interval(column(1)),
    difference: values.length === 0 ? interval([]) : pairedDifference(column(1), column(0)),
  };
}

/** Which of the two the 95 % interval of the difference speaks for; undefined for fewer than two seeds. */
export function favoured({ low, high }: Interval): 'first' | 'second' | 'open' | undefined {
  if (Number.isNaN(low)) return undefined;
  if (low > 0) return 'second';
  return high < 0 ? 'first' : 'open';
}
