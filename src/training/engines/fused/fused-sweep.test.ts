import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../config';
import { loadDataset } from '../../data/load';
import { ratesAtStep } from '../../schedules/plan';
import { jobsOf, type Sweep, type SweepResult } from '../../sweep/sweep';
import { keepingLoader } from '../../sweep/sweeping';
import { gpuErrors, startForTest } from '../tfjs/testing/start';
import type { TfjsEngine } from '../tfjs/tfjs-engine';
import { FusedEngine } from './fused-engine';
import { type FusedSweeping, sweepFused } from './fused-sweep';

let tfjs: TfjsEngine;
beforeAll(async () => {
  tfjs = await startForTest('webgpu');
});
afterAll(() => expect(gpuErrors).toEqual([]));

const base: RunConfig = {
  ...defaultConfig,
  dataset: 'moons',
  trainSize: 60,
  width: 6,
  hiddenLayers: 1,
  epochs: 6,
  switchEpoch: 3,
  smallLearningRate: 0.05,
};
const load = keepingLoader((config: RunConfig) =>
  loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }),
);
const contextOf = (changes: Partial<FusedSweeping> = {}): FusedSweeping => ({
  device: (backend() as WebGPUBackend).device,
  software: true,
  load,
  targetLoss: 0.3,
  onSteps: () => {},
  onResult: () => {},
  onMisfit: () => {},
  gate: async () => {},
  ...changes,
});

async function swept(sweep: Sweep) {
  const listed = jobsOf(sweep);
  if (!listed.ok) throw new Error(listed.message);
  const results = new Map<string, SweepResult>();
  let steps = 0;
  const misfits = await sweepFused(
    listed.jobs,
    contextOf({
      onSteps: (count) => {
        steps += count;
      },
      onResult: ({ x, y, seed }, result) => results.set(`${x} ${y} ${seed}`, result),
    }),
  );
  return { jobs: listed.jobs, results, steps, misfits };
}

test('every job is the run that it would be alone; a diverging one is marked and leaves the others alone', async () => {
  const sweep: Sweep = {
    base,
    kind: 'grid',
    also: [],
    targetLoss: 0.3,
    seeds: [1, 2],
    x: { field: 'learningRate', values: [0.1, 0.5, 10] },
    y: { field: 'batchSize', values: [10, 25] },
  };
  const wild = {
    ...sweep,
    base: { ...base, initScale: 10, weightDecay: 0.1, momentum: 0.99, hiddenLayers: 4 },
  };
  const squared: Sweep = {
    ...sweep,
    base: { ...base, loss: 'squared-error' },
    x: { field: 'learningRate', values: [0.05, 0.2] },
  };
  for (const each of [sweep, squared, wild]) {
    const { jobs, results, misfits } = await swept(each);
    expect(misfits).toEqual([]);
    expect(results.size).toBe(jobs.length);
    expect([...results.values()].some(({ divergedAt }) => divergedAt > 0)).toBe(each === wild);
    const alone = new FusedEngine(tfjs);
    for (const { x, y, seed, config } of jobs) {
      await alone.load(config, await load(config));
      const total = alone.stepsPerEpoch * config.epochs;
      const rates = Array.from({ length: total }, (_, i) => ratesAtStep(i, config, alone.stepsPerEpoch));
      const columns = await alone.advance({ firstStep: 1, rates });
      const result = results.get(`${x} ${y} ${seed}`);
      const bad = columns.batchLoss.findIndex((loss, i) => !(loss < 1e9 && columns.stepNorm[i] < Infinity));
      const test = await alone.evaluate('test');
      const train = await alone.evaluate('train');
      // The last step may lead beyond the bound, which only the whole sets show.
      const end = Math.max(test.loss, train.loss) < 1e9 ? 0 : total;
      expect(result?.divergedAt).toBe(bad >= 0 ? bad + 1 : end);
      if (result?.divergedAt !== 0) continue;
      expect(result?.testLoss).toBeCloseTo(test.loss, 6);
      expect(result?.testAccuracy).toBeCloseTo(test.accuracy, 9);
      expect(result?.trainLoss).toBeCloseTo(train.loss, 6);
    }
    alone.dispose();
  }
});

test('networks of other widths train together; those that do not fit are named', async () => {
  const sweep: Sweep = {
    base,
    kind: 'grid',
    also: [],
    targetLoss: 0.3,
    seeds: [1],
    x: { field: 'width', values: [4, 9, 16] },
    y: { field: 'labelNoise', values: [0, 20] },
  };
  const { results, steps } = await swept(sweep);
  expect(results.size).toBe(6);
  expect(steps).toBe(6 * 6 * 2);
  const other = await swept({ ...sweep, base: { ...base, batchNorm: true } });
  expect(other.results.size).toBe(0);
  expect(other.misfits.map(({ reason }) => reason)).toEqual(
    Array(6).fill('the fused kernels lack batch normalization'),
  );
});
