/**
 * Abrupt changes of the effective rate eta / (1 - mu). What was read before one says nothing about the steps
 * after it, so no window looks back across it.
 */
import type { ByRow } from './types';

/** A change within one step by more than this factor ... */
const factor = 2;
/** ... and by more than this share of the largest of the last rates: a smooth decay to zero is no jump. */
const share = 0.1;
const recentSteps = 16;

export const effectiveRate = (rate: number, momentum: number): number => rate / (1 - momentum);

/** Whether the rate of this row is an abrupt change from the row before it. */
export function isJump(rates: ByRow, row: number): boolean {
  if (row < 1) return false;
  const rateAt = (i: number) => rates.at(i) ?? Number.NaN;
  const [before, now] = [rateAt(row - 1), rateAt(row)];
  const larger = Math.max(before, now);
  const smaller = Math.min(before, now);
  if (!(larger > factor * smaller)) return false;
  let largest = larger;
  for (let i = Math.max(0, row - recentSteps); i < row; i++) largest = Math.max(largest, rateAt(i));
  return larger - smaller > share * largest;
}

/**
 * Last step before the rate jumped, looking at steps after `from` up to `to`; `from` when it did not. The weights
 * after that step are the first that the new rate moves.
 */
export function lastJump(steps: ArrayLike<number>, rates: ByRow, from: number, to: number): number {
  for (let row = countUpTo(steps, to) - 1; row >= 0 && steps[row] > from; row--) {
    if (isJump(rates, row)) return Math.max(from, steps[row] - 1);
  }
  return from;
}

/** Number of leading entries of an ascending list that are not above `limit`. */
export function countUpTo(ascending: ArrayLike<number>, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle] <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
