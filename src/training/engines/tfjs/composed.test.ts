/**
 * The compositions of stock operations, which webgl runs by: the same numbers as our own kernels, here on cpu with
 * those kernels taken away.
 */
import { getKernelsForBackend, unregisterKernel } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../config';
import { loadDataset } from '../../data/load';
import { startForTest } from './testing/start';
import { TfjsEngine } from './tfjs-engine';

let own: TfjsEngine;
let composed: TfjsEngine;
const results = new Map<string, Float32Array[]>();

const networks: [string, Partial<RunConfig>][] = [
  ['MLP, ReLU', { hiddenLayers: 2, width: 5 }],
  ['MLP, tanh', { hiddenLayers: 1, width: 5, activation: 'tanh' }],
  ['MLP, GELU, batch norm', { hiddenLayers: 1, width: 5, activation: 'gelu', batchNorm: true }],
  ['logistic regression', { model: 'logistic' }],
  ['MLP, squared error', { loss: 'squared-error', hiddenLayers: 1, width: 5, activation: 'tanh' }],
  ['1-D CNN', { model: 'cnn1d', activation: 'gelu', dataset: 'mnist1d', trainSize: 20, batchSize: 4 }],
];

async function train(engine: TfjsEngine, changes: Partial<RunConfig>): Promise<Float32Array[]> {
  const config: RunConfig = {
    ...defaultConfig,
    dataset: 'moons',
    trainSize: 40,
    batchSize: 10,
    weightDecay: 0.01,
    nesterov: true,
    ...changes,
  };
  await engine.load(config, await loadDataset(config, { baseUrl: 'http://x/', onProgress: () => {} }));
  const rates = Array.from({ length: 6 }, () => ({ learningRate: 0.2, momentum: 0.5 }));
  const columns = await engine.advance({
    firstStep: 1,
    rates,
    measureEvery: 2,
    landingEvery: 2,
    remember: true,
  });
  const direction = Float32Array.from({ length: engine.parameters }, (_, i) => Math.sin(i) / 10);
  return [
    ...Object.values<ArrayLike<number>>(columns).map((column) => Float32Array.from(column)),
    ...(await engine.snapshot(6)).tensors,
    await engine.surface.hessianProduct(direction),
  ];
}

beforeAll(async () => {
  own = await startForTest('cpu');
  for (const [name, changes] of networks) results.set(name, await train(own, changes));
  const kernels = getKernelsForBackend('cpu').filter(({ kernelName }) => kernelName.startsWith('TwoRegimes'));
  expect(kernels.length).toBeGreaterThan(6);
  for (const { kernelName } of kernels) unregisterKernel(kernelName, 'cpu');
  // On webgl the update is composed too.
  composed = new TfjsEngine({ ...own.info, backend: 'webgl' });
});

test.each(networks)('%s: columns, weights and a Hessian product', async (name, changes) => {
  const values = await train(composed, changes);
  const expected = results.get(name) ?? [];
  expect(values).toHaveLength(expected.length);
  values.forEach((each, i) => {
    const scale = Math.max(1e-3, ...Array.from(expected[i], Math.abs).filter(Number.isFinite));
    each.forEach((x, k) => {
      if (Number.isNaN(expected[i][k])) expect(x).toBeNaN();
      else expect(Math.abs(x - expected[i][k]) / scale).toBeLessThan(2e-4);
    });
  });
});
