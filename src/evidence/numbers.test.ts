/** Numbers of a run from its readings, against ones worked out by hand. */
import { expect, it } from 'vitest';
import { commonLevel, levelOf, matchedAt, Runs, soonAfterHalf, unknownNumbers } from './numbers';
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
  expect(matchedAt(fast, level)).toEqual({ matchedAccuracy: 0.2, matchedEpoch: 2 });
  expect(matchedAt(slow, level)).toEqual({ matchedAccuracy: 0.3, matchedEpoch: 3 });
  expect(matchedAt(slow, 0.3)).toEqual({ matchedAccuracy: Number.NaN, matchedEpoch: Number.NaN });
  expect(commonLevel([])).toBeNaN();
});

it('a dip of large steps is not where a run came down to', () => {
  const dips = readings([2, 0.3, 1, 1, 0.4, 0.1]);
  expect(matchedAt(dips, 0.5).matchedEpoch).toBe(1);
  expect(matchedAt(dips, 0.5, 3)).toEqual({ matchedAccuracy: 0.4, matchedEpoch: 4 });
});

it('soon after half way is a twentieth of the epochs later, one at least', () => {
  const epochs = (count: number) => readings(Array.from({ length: count + 1 }, (_, i) => i));
  expect([60, 30, 20, 4].map((count) => soonAfterHalf(epochs(count)))).toEqual([33, 17, 11, 3]);
  expect(soonAfterHalf(readings([]))).toBeNaN();
});

it('values of arms come in the order of seeds, whatever order they were trained in', () => {
  const run = (arm: string, seed: number) => ({
    arm,
    seed,
    divergedAt: 0,
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
