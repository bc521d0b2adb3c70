import { expect, test } from 'vitest';
import { RunData } from '../runs/run-data';
import { SweepResults } from '../runs/sweeps/sweep-results';
import { defaultConfig } from '../training/config';
import type { SweepResult } from '../training/sweep/sweep';
import type { RecordingPlan } from './lesson';
import { measuredOf } from './measured';

const plan: RecordingPlan = {
  runs: {},
  sweeps: {
    map: {
      base: defaultConfig,
      kind: 'grid',
      x: { field: 'learningRate', values: [0.1, 0.2] },
      y: { field: 'momentum', values: [0, 0.9] },
      also: [],
      seeds: [1, 2],
      targetLoss: 1,
    },
  },
};

/** Ten steps an epoch, an evaluation after each. */
function run(losses: readonly number[]): RunData {
  const data = new RunData(defaultConfig, 10);
  const column = (values: readonly number[]) => Float32Array.from(values);
  const accuracies = losses.map((loss) => 1 - loss / 4);
  data.append({
    evaluations: {
      step: column(losses.map((_, i) => 10 * i)),
      trainLoss: column(losses),
      testLoss: column(losses),
      trainAccuracy: column(accuracies),
      testAccuracy: column(accuracies),
    },
  });
  return data;
}

const measured = (runs: Record<string, RunData[]>, sweeps: Record<string, SweepResults> = {}) =>
  measuredOf(plan, {
    runs: new Map(
      Object.entries(runs).map(([name, list]) => [name, list.map((data, i) => ({ seed: i + 1, data }))]),
    ),
    sweeps: new Map(Object.entries(sweeps)),
  });

test('last readings: mean and standard error over seeds', () => {
  const { final } = measured({ three: [run([3, 1]), run([3, 2]), run([3, 3])], one: [run([3, 0.5])] });
  // Standard deviation 1 over the square root of 3.
  expect(final('three', 'trainLoss')).toEqual({ mean: 2, error: expect.closeTo(0.57735), seeds: 3 });
  expect(final('one', 'trainLoss')).toEqual({ mean: 0.5, error: Number.NaN, seeds: 1 });
  expect(final('one', 'testAccuracy').mean).toBe(0.875);
});

test('without runs, or where a loss is not finite, there is no value', () => {
  const { final, at } = measured({ broken: [run([3, Number.NaN]), run([3, 2])] });
  expect(final('absent', 'trainLoss')).toEqual({ mean: Number.NaN, error: Number.NaN, seeds: 0 });
  expect(final('broken', 'trainLoss')).toMatchObject({ mean: 2, seeds: 1 });
  expect(at('absent', 'trainLoss', 1)).toBeNaN();
});

test('at an epoch: the last reading that is not after it, of the first seed', () => {
  const { at } = measured({ two: [run([4, 3, 2]), run([9, 9, 9])] });
  expect([0, 1, 1.5, 2, 50].map((epoch) => at('two', 'trainLoss', epoch))).toEqual([4, 3, 3, 2, 2]);
  expect(at('two', 'sharpness', 2)).toBeNaN();
  expect(() => at('two', 'sharpnes', 2)).toThrow('There is no quantity “sharpnes”.');
});

test('points of a sweep by the values of its axes; a seed that diverged has none', () => {
  const results = new SweepResults();
  const result = (trainLoss: number, divergedAt = 0) => ({ trainLoss, divergedAt }) as SweepResult;
  results.add({ x: 1, y: 0, seed: 1 }, result(2));
  results.add({ x: 1, y: 0, seed: 2 }, result(4));
  results.add({ x: 1, y: 1, seed: 1 }, result(Number.NaN, 7));
  const { point } = measured({}, { map: results });
  expect(point('map', 0.2, 0, 'trainLoss')).toEqual({ mean: 3, error: 1, seeds: 2 });
  expect(point('map', 0.2, 0.9, 'trainLoss').seeds).toBe(0);
  expect(point('map', 0.3, 0, 'trainLoss').seeds).toBe(0);
  expect(point('other', 0.2, 0, 'trainLoss').seeds).toBe(0);
});
