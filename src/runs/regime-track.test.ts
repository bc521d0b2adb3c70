import { describe, expect, test } from 'vitest';
import { emptyTable, probeColumns, stepColumns } from '../training/columns';
import { defaultConfig, type RunConfig } from '../training/config';
import { RunData } from './run-data';
import { makeRunFile, readRunFile } from './run-file';

/** Expected squared norm of a gradient over `size` examples: |G|^2 + S / size. */
const [signal, noise] = [2, 300];
const square = (size: number) => signal + noise / size;
const probeSize = 128;

/** A run whose steps in an epoch use batches of `sizes`, each measured on the probe set; sizes told or not. */
function runOf(sizes: number[], config: Partial<RunConfig>, told = true): RunData {
  const data = new RunData({ ...defaultConfig, ...config }, sizes.length);
  const count = 40 * sizes.length;
  const steps = emptyTable(stepColumns, count);
  const probes = emptyTable(probeColumns, count);
  for (let i = 0; i < count; i++) {
    const size = sizes[i % sizes.length];
    Object.assign(steps.step, { [i]: i + 1 });
    for (const name of ['learningRate', 'batchLoss', 'gradientNorm', 'stepNorm'] as const) steps[name][i] = 1;
    steps.momentum[i] = 0;
    probes.step[i] = i + 1;
    probes.change[i] = -0.5;
    probes.slope[i] = -1;
    probes.gradientSquare[i] = square(probeSize);
    probes.batchGradientSquare[i] = square(size);
    if (told) probes.batchSize[i] = size;
  }
  data.append({ steps, probes });
  data.settle();
  return data;
}

const lastNoise = (data: RunData) => data.regime.noise.last('noiseScale');

describe('the noise scale of a run', () => {
  test('counts a short last batch by its own size', () => {
    const data = runOf([32, 32, 4], { batchSize: 32, trainSize: 2000 });
    expect(lastNoise(data)).toBeCloseTo(noise / signal, 3);
  });

  test('takes the size from the configuration where a file does not hold it', () => {
    expect(lastNoise(runOf([32], { batchSize: 32, trainSize: 3200 }, false))).toBeCloseTo(noise / signal, 3);
    // A batch is never larger than the training set.
    expect(lastNoise(runOf([200], { batchSize: 4000, trainSize: 200 }, false))).toBeCloseTo(
      noise / signal,
      3,
    );
  });

  test('is unknown where batches are as large as the probe set', () => {
    expect(lastNoise(runOf([128], { batchSize: 128 }))).toBeNaN();
    // Full batches of a set that is smaller than the usual probe set.
    expect(lastNoise(runOf([100], { batchSize: 4000, trainSize: 100 }))).toBeNaN();
  });
});

test('a long run that comes at once is measured bit by bit', () => {
  const data = new RunData(defaultConfig, 125);
  const steps = emptyTable(stepColumns, 60_000);
  steps.step.forEach((_, i) => {
    steps.step[i] = i + 1;
  });
  for (const column of [steps.slope, steps.lossChange]) column.fill(-1);
  steps.batchLoss.fill(1);
  data.steps.append(steps);
  const counts: number[] = [];
  while (data.regime.update(data) && counts.length < 2) counts.push(data.regime.kappas.length);
  expect(counts[0]).toBeGreaterThan(0);
  expect(counts[1]).toBe(2 * counts[0]);
  expect(counts[1]).toBeLessThan(30_000);
  data.settle();
  expect(data.regime.kappas.length).toBe(60_000);
});

test('the reading with momentum is one of heavy-ball momentum only', () => {
  const readingOf = (nesterov: boolean) => {
    const data = new RunData({ ...defaultConfig, nesterov }, 10);
    const steps = emptyTable(stepColumns, 1);
    const row = {
      step: 1,
      learningRate: 0.5,
      momentum: 0.75,
      batchLoss: 1,
      gradientNorm: 1,
      stepNorm: 1,
      slope: -1,
      lossChange: -0.5,
      gradientChange: -0.25,
    };
    for (const [name, value] of Object.entries(row)) steps[name as keyof typeof row][0] = value;
    data.append({ steps });
    return data.regime.kappas.last('momentumKappa');
  };
  // The plain step of 0.5 |g|^2 gains half of what it promised, kappa 1; 1 / (1 - 0.75) of it.
  expect(readingOf(false)).toBeCloseTo(4, 6);
  expect(readingOf(true)).toBeNaN();
});

/** A run whose loss is low, then climbs far above guessing with every step landing higher. */
function climbing(
  origin: 'run' | 'log',
  lengths: (step: number) => number,
  changes: Partial<RunConfig> = {},
): RunData {
  const own: Partial<RunConfig> = { dataset: 'own', ownData: 7, trainSize: 320, batchSize: 32 };
  const config: RunConfig = { ...defaultConfig, ...own, ...changes };
  const data = new RunData(config, 10, origin);
  const count = 300;
  const steps = emptyTable(stepColumns, count);
  for (let i = 0; i < count; i++) {
    Object.assign(steps.step, { [i]: i + 1 });
    steps.learningRate[i] = 0.1;
    steps.momentum[i] = 0;
    steps.batchLoss[i] = i < 200 ? 0.2 : 0.2 + (i - 199) * 0.1;
    steps.slope[i] = -1;
    // kappa = 2 (1 + change): 1 before, 2.6 while it climbs.
    steps.lossChange[i] = i < 200 ? -0.5 : 0.3;
    steps.stepNorm[i] = lengths(i + 1);
  }
  data.append({ steps });
  return data;
}
const readAs = (data: RunData) => {
  data.settle();
  return data.regime.segments.at(-1)?.regime;
};

describe('divergence', () => {
  test('of own data is told once the number of classes is known, from a file too', () => {
    const unknown = climbing('run', () => 1);
    expect(readAs(unknown)).not.toBe('diverged');
    const known = climbing('run', () => 1);
    known.classes = 3;
    expect(readAs(known)).toBe('diverged');
    const file = readRunFile(JSON.parse(JSON.stringify(makeRunFile(known, undefined, '1'))));
    expect(file.ok && file.data.classes).toBe(3);
  });

  test('of squared error is told whatever the number of classes', () => {
    expect(readAs(climbing('run', () => 1, { loss: 'squared-error' }))).toBe('diverged');
    expect(readAs(climbing('log', () => 1, { loss: 'squared-error' }))).not.toBe('diverged');
  });

  test('is not read from a log that holds the lengths of some steps only', () => {
    expect(readAs(climbing('log', (step) => (step % 10 === 0 ? 1 : Number.NaN)))).not.toBe('diverged');
    expect(readAs(climbing('run', (step) => (step === 150 ? Number.NaN : 1)))).toBe('diverged');
  });
});
