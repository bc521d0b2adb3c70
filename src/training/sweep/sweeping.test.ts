import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../config';
import { loadDataset } from '../data/load';
import { startForTest } from '../engines/tfjs/testing/start';
import { ratesAtStep } from '../schedules/plan';
import { jobsOf, type Sweep, type SweepResult } from './sweep';
import { keepingLoader, sweepAlone } from './sweeping';

const base: RunConfig = {
  ...defaultConfig,
  dataset: 'moons',
  trainSize: 50,
  width: 6,
  hiddenLayers: 1,
  batchSize: 10,
  epochs: 6,
  switchEpoch: 3,
};
const sweep: Sweep = {
  base,
  kind: 'grid',
  also: [],
  seeds: [1, 2],
  targetLoss: 0.3,
  x: { field: 'learningRate', values: [0.1, 0.5] },
  y: { field: 'labelNoise', values: [0, 20] },
};

test('every job is the run that it would be alone, and waits at the gate', async () => {
  const engine = await startForTest('cpu');
  const listed = jobsOf(sweep);
  if (!listed.ok) throw new Error(listed.message);
  const results = new Map<string, SweepResult>();
  let [steps, gates, loads] = [0, 0, 0];
  const load = keepingLoader((config) => {
    loads++;
    return loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} });
  });
  await sweepAlone(listed.jobs, engine, {
    load,
    targetLoss: sweep.targetLoss,
    onSteps: (count) => {
      steps += count;
    },
    onResult: ({ x, y, seed }, result) => results.set(`${x} ${y} ${seed}`, result),
    onMisfit: () => {},
    gate: async () => void gates++,
  });
  expect(results.size).toBe(8);
  expect(steps).toBe(8 * 30);
  expect(gates).toBeGreaterThan(16);
  // Two noises and two seeds make four data sets.
  expect(loads).toBe(4);
  for (const { x, y, seed, config } of listed.jobs) {
    await engine.load(config, await load(config));
    const rates = Array.from({ length: 30 }, (_, i) => ratesAtStep(i, config, 5));
    await engine.advance({ firstStep: 1, rates });
    const { loss, accuracy } = await engine.evaluate('test');
    expect(results.get(`${x} ${y} ${seed}`)).toMatchObject({ testLoss: loss, testAccuracy: accuracy });
  }
  engine.dispose();
});
