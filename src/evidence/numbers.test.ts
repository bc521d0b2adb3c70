/** Numbers of a run from its readings, against ones worked out by hand. */
import { expect, it } from 'vitest';
import { accuracyAt, commonLevel, levelOf, Runs, unknownNumbers } from './numbers';
import { meanText } from './texts';

const readings = (trainLoss: number[]) => ({ trainLoss, testAccuracy: trainLoss.map((_, i) => i / 10) });

it('the level is the geometric mean over the last fifth of the epochs', () => {
  expect(levelOf(readings([9, 9, 9, 9, 9, 9, 9, 9, 9, 1, 4]))).toBeCloseTo(2, 12);
  expect(levelOf(readings([9, 0.5]))).toBeCloseTo(0.5, 12);
});

it('runs are compared at the lowest loss that all come down to', () => {
  const [fast, slow] = [readings([2, 1, 0.1, 0.2]), readings([2, 1.5, 0.6, 0.4])];
  const level = commonLevel([fast, slow]);
  expect(level).toBe(0.4);
  expect([accuracyAt(fast, level), accuracyAt(slow, level)]).toEqual([0.2, 0.3]);
  expect(accuracyAt(slow, 0.3)).toBeNaN();
  expect(commonLevel([])).toBeNaN();
});

it('values of arms come in the order of seeds, whatever order they were trained in', () => {
  const run = (arm: string, seed: number) => ({
    ...{ arm, seed, divergedAt: 0 },
    numbers: { ...unknownNumbers, trainLoss: seed },
  });
  const runs = new Runs([run('a', 3), run('b', 1), run('a', 1), run('a', 2)]);
  expect(runs.values('a', 'trainLoss')).toEqual([1, 2, 3]);
  expect(runs.values('none', 'trainLoss')).toEqual([]);
});

it('means are printed with the digits that their errors call for', () => {
  expect(meanText(0.68642, 0.00412, 100)).toBe('68.64 ± 0.41');
  expect(meanText(1234.4, 56)).toBe('1234 ± 56');
  expect(meanText(-0.0213, 0.0034)).toBe('−0.0213 ± 0.0034');
  expect(meanText(0.5, Number.NaN)).toBe('0.500');
  expect(meanText(Number.NaN, 1)).toBe('–');
});
