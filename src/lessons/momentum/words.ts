/** What the runs with and without momentum gave, in sentences. Pure. */
import type { Interval } from '../../evidence/statistics';
import type { SweepResults } from '../../runs/sweeps/sweep-results';
import type { Sweep } from '../../training/sweep/sweep';
import type { Measured } from '../lesson';
import { number } from '../numbers';
import type { RecordedRun } from '../recorded';
import { diagonalsOf, type Gain, gainOf, spreadsOf, stepAside } from './diagonals';
import { logRatio, sameWithin } from './pairs';

/** 1.04, 0.90, 12: hundredths tell near ones apart. */
function factor(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString('en');
}

export function ratioText(plain: readonly RecordedRun[], momentum: readonly RecordedRun[]): string {
  const logs = logRatio(plain, momentum);
  const { mean, low, high, count } = logs;
  if (count === 0) return 'There are no two runs to compare yet.';
  const average = count > 1 ? 'on average ' : '';
  const range =
    count > 1
      ? ` (95\u00a0% interval ${factor(Math.exp(low))} to ${factor(Math.exp(high))}, ${count} seeds)`
      : ' (one seed)';
  return `Over the last five epochs the training loss with momentum is ${average}${factor(Math.exp(mean))} times that without, at the same effective rate${range}.${nearText(Math.log(sameWithin), logs)}`;
}

/** A difference that counts as none here may be more than chance all the same. */
function nearText(near: number, { mean, low, high }: Interval): string {
  const certain = low > 0 || high < 0;
  return certain && Math.abs(mean) <= near ? ' A small difference, and more than chance.' : '';
}

export function slowText({ final }: Measured): string {
  const [slow, sped] = [final('slow', 'trainLoss'), final('small-matched', 'trainLoss')];
  const over = slow.seeds > 1 ? ` (means over ${slow.seeds} seeds)` : '';
  return `Learning rate 0.003 without momentum comes to a training loss of ${number(slow.mean)} in 20 epochs. With momentum 0.9 and the same 0.003 it comes to ${number(sped.mean)}${over}.`;
}

export function mapText(sweep: Sweep | undefined, results: SweepResults | undefined): string {
  if (!sweep || !results) return 'This map is not recorded yet.';
  const { middle, diagonals } = spreadsOf(diagonalsOf(sweep, results));
  if (diagonals === 0) return 'No line has two runs that came to their end.';
  const lines = diagonals === 1 ? 'one line' : `${diagonals} lines`;
  return `Along a line the largest final loss is ${factor(middle)} times the smallest (median of ${lines} with no run that diverged). From one learning rate to the next, without momentum, it changes by a factor of ${factor(stepAside(sweep, results))} (median).`;
}

export function gains({ results }: Pick<Measured, 'results'>, sweeps: Readonly<Record<string, Sweep>>) {
  const of = (name: string): Gain => {
    const found = results(name);
    const sweep = sweeps[name];
    return found && sweep
      ? gainOf(sweep, found)
      : { without: Number.NaN, with: Number.NaN, factor: Number.NaN };
  };
  return { small: of('small-batch'), full: of('full-batch') };
}

const one = (where: string, { without, with: least }: Gain) =>
  `${where} the lowest loss of the map is ${number(without)} without momentum and ${number(least)} with it`;

export function gainSentence({ small, full }: ReturnType<typeof gains>): string {
  return `${one('With batches of 32', small)}; ${one('with all examples at once', full)}.`;
}
