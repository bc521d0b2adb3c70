import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { emptyTable, stepColumns } from '../training/columns';
import { defaultConfig } from '../training/config';
import { type NewRows, RunData } from './run-data';

/** The real one, whatever clock a test has. */
const turn = setImmediate;

const steps = (from: number, losses: number[]): NewRows => ({
  steps: {
    ...emptyTable(stepColumns, losses.length),
    step: Float32Array.from(losses, (_, i) => from + i),
    learningRate: new Float32Array(losses.length).fill(0.5),
    momentum: new Float32Array(losses.length).fill(0.75),
    batchLoss: Float32Array.from(losses),
    stepNorm: new Float32Array(losses.length).fill(2),
  },
});

test('derived columns: the first means are plain means, distance sums the rates, rate over 1 - momentum, path', () => {
  const data = new RunData(defaultConfig, 1000);
  data.append(steps(1, [4, 2]));
  data.append(steps(3, [0]));
  expect([...data.derived.get('smoothedLoss')]).toEqual([4, 3, 2]);
  expect([...data.derived.get('distance')]).toEqual([0.5, 1, 1.5]);
  expect([0, 1, 2].map((row) => data.rates.values('effectiveRate').at(row))).toEqual([2, 2, 2]);
  expect([...data.derived.get('path')]).toEqual([2, 4, 6]);
});

test('going back to a checkpoint and on again gives the columns of an unbroken run', () => {
  const losses = Array.from({ length: 3000 }, (_, i) => Math.sin(i));
  const whole = new RunData(defaultConfig, 10);
  whole.append(steps(1, losses));
  const broken = new RunData(defaultConfig, 10);
  broken.append(steps(1, losses.slice(0, 2000)));
  broken.truncateAfter(1500);
  expect(broken.steps.last('step')).toBe(1500);
  broken.append(steps(1501, losses.slice(1500)));
  for (const name of ['smoothedLoss', 'distance'] as const) {
    expect(broken.derived.get(name)).toEqual(whole.derived.get(name));
  }
});

test('columns of unequal length are refused', () => {
  const data = new RunData(defaultConfig, 10);
  const rows = { ...emptyTable(stepColumns, 1), momentum: new Float32Array(0) };
  expect(() => data.append({ steps: rows })).toThrow('same number of rows');
});

test('listeners hear of every change until they leave', () => {
  const data = new RunData(defaultConfig, 10);
  let heard = 0;
  const leave = data.subscribe(() => heard++);
  data.append(steps(1, [1]));
  data.truncateAfter(0);
  leave();
  data.append(steps(1, [1]));
  expect(heard).toBe(2);
});

test('a run that nobody has any more is not kept for what the detector still has to do', async () => {
  // From here on the page is never idle.
  vi.useFakeTimers();
  try {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const made = (): WeakRef<RunData> => {
      const data = new RunData(defaultConfig, 10);
      data.append(
        steps(
          1,
          Array.from({ length: 3000 }, (_, i) => Math.sin(i)),
        ),
      );
      expect(data.settled).toBe(false);
      return new WeakRef(data);
    };
    const run = made();
    await new Promise(turn);
    collect();
    expect(run.deref()).toBeUndefined();
  } finally {
    vi.useRealTimers();
  }
});

test('the drop is where it was taken: later plans move only what is still to come', () => {
  const data = new RunData(defaultConfig, 100);
  expect(data.dropStep).toBe(3000);
  data.change({ step: 1000, config: { ...defaultConfig, switchEpoch: 20 } });
  expect(data.dropStep).toBe(2000);
  data.change({ step: 2500, config: { ...defaultConfig, switchEpoch: 40 } });
  expect(data.dropStep).toBe(2000);
  data.truncateAfter(500);
  expect(data.dropStep).toBe(2000);
  data.change({ step: 1000, config: { ...defaultConfig, schedule: 'constant' } });
  expect(data.dropStep).toBeUndefined();
});

test('memory of a run of 50,000 steps, with what the figures shown at first want: at most 1.5 x its numbers', () => {
  const data = new RunData(defaultConfig, 125);
  for (let from = 0; from < 50_000; from += 500) {
    const table = emptyTable(stepColumns, 500);
    for (let i = 0; i < 500; i++) {
      const step = from + i + 1;
      for (const name of stepColumns) table[name][i] = Math.sin(step) + 2;
      table.step[i] = step;
      if (step % 4 !== 0) table.lossChange[i] = Number.NaN;
      table.slope[i] = -1;
    }
    const evaluation = Float32Array.of(from + 500);
    data.append({
      steps: table,
      evaluations: {
        step: evaluation,
        trainLoss: evaluation,
        trainAccuracy: evaluation,
        testLoss: evaluation,
        testAccuracy: evaluation,
      },
    });
  }
  data.settle();
  data.derived.get('smoothedLoss');
  data.rates.blocks('effectiveRate');
  data.trim();
  const { recorded, all } = data.bytes;
  expect(recorded).toBeGreaterThan(50_000 * 4 * stepColumns.length);
  expect(all / recorded).toBeLessThan(1.5);
});
