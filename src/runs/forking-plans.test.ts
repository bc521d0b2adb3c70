/** The plans that part where a run is forked, and where that is. */
import { expect, test } from 'vitest';
import { stepColumns, type Table } from '../training/columns';
import { defaultConfig, type RunConfig } from '../training/config';
import { ratesAtStep } from '../training/schedules/plan';
import { dropAt, fallOf, forkSteps, keepRate, twoPlans } from './forking';
import { RunData } from './run-data';

test('the plans of the two forks: the rate in force to the end, or the small one from there on', () => {
  for (const schedule of ['two-phase', 'cosine', 'linear', 'one-cycle', 'step', 'constant'] as const) {
    const config = { ...defaultConfig, schedule };
    const now = ratesAtStep(1000, config, 125);
    const large = keepRate(config, 1000, 125);
    for (const step of [1000, 4000, 7499]) expect(ratesAtStep(step, large, 125)).toEqual(now);
    const small = dropAt(config, 1000, 125);
    for (const step of [1000, 4000, 7499]) {
      expect(ratesAtStep(step, small, 125)).toEqual({ learningRate: 0.003, momentum: 0.9 });
    }
    expect(ratesAtStep(999, small, 125).learningRate).toBeCloseTo(
      ratesAtStep(999, config, 125).learningRate,
      12,
    );
  }
});

test('after a drop, keeping the large rate keeps the one before it', () => {
  for (const [schedule, step] of [
    ['two-phase', 3750],
    ['two-phase', 5000],
    ['step', 2500],
    ['step', 7000],
  ] as const) {
    const config = { ...defaultConfig, schedule };
    expect(ratesAtStep(7400, keepRate(config, step, 125), 125)).toEqual({ learningRate: 0.4, momentum: 0 });
  }
  // What has dropped has dropped where it did: “Drop at epoch” stays.
  for (const step of [3750, 5000]) expect(dropAt(defaultConfig, step, 125)).toEqual(defaultConfig);
});

test.each([
  ['planned', {}, [], 300],
  ['at a fraction of an epoch, rounded', { switchEpoch: 23.783333 }, [], 238],
  ['on a whole step, in spite of rounding', { switchEpoch: 30.1 }, [], 301],
  ['by step decay', { schedule: 'step' as const }, [], 200],
  ['by hand', { schedule: 'constant' as const }, [{ step: 123, learningRate: 0.01 }], 123],
  [
    'by hand, a little only',
    { schedule: 'constant' as const },
    [{ step: 123, learningRate: 0.3 }],
    undefined,
  ],
  ['not yet', { switchEpoch: 50 }, [], undefined],
  ['never', { schedule: 'cosine' as const }, [], undefined],
])('where the rate fell: %s', (_, plan, changes, fall) => {
  const data = recorded({ ...defaultConfig, ...plan }, 450);
  for (const { step, learningRate } of changes)
    data.change({ step, config: { ...data.config, learningRate } });
  expect(fallOf(data)).toBe(fall);
  expect(forkSteps(data, undefined, true)).toEqual({ one: fall ?? 450, both: fall ?? 450 });
  expect(forkSteps(data, undefined, false)).toEqual({ one: 450, both: fall ?? 450 });
  expect(forkSteps(data, 77, true)).toEqual({ one: 77, both: 77 });
  if (fall === undefined) return;
  const [keep] = twoPlans(data, fall + 20);
  expect(ratesAtStep(599, keep, 10).learningRate).toBe(0.4);
});

test('a rate that was made large again is the one that is kept', () => {
  const data = recorded({ ...defaultConfig, schedule: 'constant', learningRate: 0.5 }, 450);
  data.change({ step: 100, config: { ...data.config, learningRate: 0.05 } });
  data.change({ step: 200, config: { ...data.config, learningRate: 1 } });
  expect(ratesAtStep(599, twoPlans(data, 150)[0], 10).learningRate).toBe(0.5);
  expect(ratesAtStep(599, twoPlans(data, 300)[0], 10).learningRate).toBe(1);
});

/** A run of 10 steps an epoch, as far as some step. */
function recorded(config: RunConfig, last: number): RunData {
  const data = new RunData(config, 10);
  const step = Float32Array.from({ length: last }, (_, i) => i + 1);
  const rows = Object.fromEntries(stepColumns.map((name) => [name, step])) as Table<
    (typeof stepColumns)[number]
  >;
  data.append({ steps: rows });
  return data;
}
