import { expect, test } from 'vitest';
import { spearman } from './rank-correlation';

test('known values: order, reversed order, an example with a tie, no variation', () => {
  expect(spearman([1, 2, 3, 9], [0, 5, 6, 7])).toBeCloseTo(1, 12);
  expect(spearman([1, 2, 3, 9], [7, 6, 5, 0])).toBeCloseTo(-1, 12);
  // Without ties rho is 1 - 6 sum d^2 / (n (n^2 - 1)): here d = 1, -1, 0, 1, -1.
  expect(spearman([1, 2, 3, 4, 5], [2, 1, 3, 5, 4])).toBeCloseTo(1 - (6 * 4) / (5 * 24), 12);
  // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: covariance 4.5 over sqrt(4.5 * 5).
  expect(spearman([1, 2, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNaN();
});
