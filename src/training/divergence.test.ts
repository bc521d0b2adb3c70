import { expect, test } from 'vitest';
import { hasDiverged } from './divergence';

test('no number, no end, or a loss that nothing comes back from', () => {
  const beyond = [Number.NaN, Number.POSITIVE_INFINITY, 1e9, 1e30];
  expect(beyond.map((loss) => hasDiverged(loss))).toEqual([true, true, true, true]);
  // The first loss of five layers with weights ten times as large.
  expect([0, 2.3, 1e6, 9e8].map((loss) => hasDiverged(loss))).toEqual([false, false, false, false]);
  expect(hasDiverged(1, Number.POSITIVE_INFINITY)).toBe(true);
  expect(hasDiverged(1, Number.NaN)).toBe(true);
  expect(hasDiverged(1, 1e20)).toBe(false);
});
