import { expect, test } from 'vitest';
import { measuringShare } from './engine';

test('a step is worth three passes: kappa every fourth step is a thirteenth of the time, with momentum a seventh', () => {
  expect(measuringShare(4, 1)).toBeCloseTo(1 / 13, 12);
  expect(measuringShare(4, 2)).toBeCloseTo(1 / 7, 12);
  expect(measuringShare(4, 0)).toBe(0);
});
