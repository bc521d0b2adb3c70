import { backend as currentBackend, memory } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { emptyTable, stepColumns } from '../../columns';
import { defaultConfig, type RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { fields, type LossName } from '../../fields';
import { placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import { criticalRate } from '../../probes/critical-rate';
import { Curvature } from '../../probes/curvature';
import { readProbeSet } from '../../probes/probe-set';
import { viewStep } from '../../probes/step-view';
import { randomStream } from '../../random';
import type { Rates } from '../../schedules/schedule';
import { norm, referenceGradient, referenceLoss, relativeError, type Weights } from './testing/reference';
import { startAround, testedBackends } from './testing/start';
import type { TfjsEngine } from './tfjs-engine';

function tinyData(inputShape: number[], classes: number, count: number, seed = 1): Dataset {
  const random = randomStream(seed, 'data');
  const width = inputShape.reduce((a, b) => a * b, 1);
  const split = () => ({
    inputs: Float32Array.from({ length: count * width }, () => random.normal()),
    labels: Int32Array.from({ length: count }, () => random.integer(classes)),
  });
  return { inputShape, classes, train: split(), test: split() };
}

const steps = (count: number, learningRate: number, momentum = 0): Rates[] =>
  Array.from({ length: count }, () => ({ learningRate, momentum }));

const rowsOf = (dataset: Dataset) =>
  Array.from(dataset.train.labels, (_, i) => {
    const width = dataset.train.inputs.length / dataset.train.labels.length;
    return Float64Array.from(dataset.train.inputs.subarray(i * width, (i + 1) * width));
  });

const layersOf = (config: RunConfig, { classes, inputShape }: Dataset) =>
  placeLayers(models.of(config.model).layers(config, classes), inputShape);

const asFloat64 = (arrays: readonly Float32Array[]): Weights => arrays.map((each) => Float64Array.from(each));

const networks: [string, Partial<RunConfig>, number[]][] = [
  ['logistic regression', { model: 'logistic' }, [5]],
  ['MLP, ReLU', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'relu' }, [5]],
  ['MLP, tanh', { model: 'mlp', hiddenLayers: 4, width: 4, activation: 'tanh' }, [5]],
  ['MLP, GELU', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'gelu' }, [5]],
  ['MLP, batch norm', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'tanh', batchNorm: true }, [5]],
  ['1-D CNN', { model: 'cnn1d', activation: 'gelu' }, [12]],
  ['2-D CNN', { model: 'cnn2d', activation: 'gelu' }, [6, 6, 1]],
];
const losses = Object.keys(fields.loss.options) as LossName[];
const problems = losses.flatMap((loss) =>
  networks.map(
    ([name, changes, shape]) =>
      [`${name}, ${loss}`, { ...changes, loss }, shape] as (typeof networks)[number],
  ),
);

describe.each(testedBackends)('tfjs engine on %s', (backend) => {
  let engine: TfjsEngine;
  startAround(backend, (started) => {
    engine = started;
  });

  test.each(problems)('%s: loss and gradient of a step against float64', async (_name, changes, shape) => {
    const config: RunConfig = { ...defaultConfig, ...changes, batchSize: 4, trainSize: 20, seed: 3 };
    const dataset = tinyData(shape, 3, 4);
    const layers = layersOf(config, dataset);
    await engine.load(config, dataset);
    const count = layers.flatMap((each) => each.parameters).length;
    const before = (await engine.snapshot(0)).tensors.slice(0, count);
    const columns = await engine.advance({ firstStep: 1, rates: steps(1, 1) });
    const after = (await engine.snapshot(1)).tensors.slice(0, count);

    const loss = (weights: Weights) =>
      referenceLoss(layers, weights, rowsOf(dataset), [...dataset.train.labels], config.loss);
    const weights = asFloat64(before);
    const expected = referenceGradient(loss, weights);
    const taken = before.map((each, i) => Float64Array.from(each, (x, k) => x - after[i][k]));
    expect(columns.batchLoss[0] / loss(weights)).toBeCloseTo(1, 5);
    expect(relativeError(taken, expected)).toBeLessThan(1e-4);
    expect(columns.gradientNorm[0] / norm(expected)).toBeCloseTo(1, 4);
    expect(columns.stepNorm[0] / norm(expected)).toBeCloseTo(1, 4);
  });

  test.each(problems)('%s: where a step landed against float64', async (_name, changes, shape) => {
    const config: RunConfig = { ...defaultConfig, ...changes, batchSize: 4, trainSize: 20, seed: 3 };
    const dataset = tinyData(shape, 3, 4);
    const layers = layersOf(config, dataset);
    await engine.load(config, dataset);
    const count = layers.flatMap((each) => each.parameters).length;
    const weightsAt = async (step: number) =>
      asFloat64((await engine.snapshot(step)).tensors.slice(0, count));
    const measured = { measureEvery: 1, landingEvery: 2 };
    await engine.advance({ firstStep: 1, rates: steps(1, 0.3, 0.9), ...measured });
    const before = await weightsAt(1);
    const columns = await engine.advance({ firstStep: 2, rates: steps(2, 0.3, 0.9), ...measured });
    await engine.load(config, dataset);
    await engine.advance({ firstStep: 1, rates: steps(2, 0.3, 0.9) });
    const after = await weightsAt(2);
    const loss = (weights: Weights) =>
      referenceLoss(layers, weights, rowsOf(dataset), [...dataset.train.labels], config.loss);
    const slopeAt = (weights: Weights) =>
      referenceGradient(loss, weights).reduce(
        (sum, gradient, a) => sum + gradient.reduce((own, g, i) => own + g * (after[a][i] - before[a][i]), 0),
        0,
      );
    const expected = 1 - slopeAt(after) / slopeAt(before);
    expect(Math.abs(1 - columns.landingSlope[0] / columns.slope[0] - expected)).toBeLessThan(1e-3);
    // The other end of the step has another slope.
    expect(Math.abs(expected)).toBeGreaterThan(0.01);
    expect(columns.landingSlope[1]).toBeNaN();
  });

  test.each([
    ['plain', { nesterov: false, weightDecay: 0 }],
    ['weight decay', { nesterov: false, weightDecay: 0.05 }],
    ['Nesterov and weight decay', { nesterov: true, weightDecay: 0.05 }],
    ['squared error', { nesterov: false, weightDecay: 0, loss: 'squared-error' as const }],
  ])('SGD with momentum, %s: 20 steps against float64', async (_name, options) => {
    const config: RunConfig = { ...defaultConfig, ...options, model: 'logistic', batchSize: 6, seed: 2 };
    const dataset = tinyData([3], 2, 6);
    const layers = layersOf(config, dataset);
    await engine.load(config, dataset);
    const weights = asFloat64((await engine.snapshot(0)).tensors.slice(0, 2));
    const rates = [...steps(10, 0.3, 0), ...steps(10, 0.1, 0.9)];
    const columns = await engine.advance({ firstStep: 1, rates, measureEvery: 1, landingEvery: 1 });
    const loss = (w: Weights) =>
      referenceLoss(layers, w, rowsOf(dataset), [...dataset.train.labels], config.loss);
    const velocity = weights.map((each) => new Float64Array(each.length));
    rates.forEach(({ learningRate, momentum }, t) => {
      expect(columns.batchLoss[t]).toBeCloseTo(loss(weights), 5);
      const gradient = referenceGradient(loss, weights);
      const moved = weights.map((each, a) =>
        each.map((w, i) => {
          const d = gradient[a][i] + options.weightDecay * w;
          velocity[a][i] = momentum * velocity[a][i] + d;
          return learningRate * (options.nesterov ? d + momentum * velocity[a][i] : velocity[a][i]);
        }),
      );
      expect(columns.stepNorm[t]).toBeCloseTo(norm(moved), 5);
      weights.forEach((each, a) => {
        each.forEach((w, i) => {
          each[i] = w - moved[a][i];
        });
      });
      const landed = referenceGradient(loss, weights);
      const along = moved.reduce(
        (sum, each, a) => each.reduce((own, s, i) => own - s * landed[a][i], sum),
        0,
      );
      const scale = norm(landed) * norm(moved);
      expect(Math.abs(columns.landingSlope[t] - along) / scale).toBeLessThan(1e-5);
    });
    expect(relativeError((await engine.snapshot(20)).tensors.slice(0, 2), weights)).toBeLessThan(1e-5);
  });

  test.each(losses)(
    'a run with %s is the same bit for bit, however it is cut, also across a checkpoint',
    async (loss) => {
      const network: Partial<RunConfig> = { loss, hiddenLayers: 1, width: 8, batchNorm: true };
      const config: RunConfig = { ...defaultConfig, ...network, batchSize: 4 };
      const dataset = tinyData([5], 3, 10);
      const whole = await (async () => {
        await engine.load(config, dataset);
        return engine.advance({ firstStep: 1, rates: steps(12, 0.2, 0.5) });
      })();
      await engine.load(config, dataset);
      await engine.advance({ firstStep: 1, rates: steps(5, 0.2, 0.5) });
      const checkpoint = await engine.snapshot(5);
      await engine.advance({ firstStep: 6, rates: steps(3, 9, 0.5) });
      await engine.load(config, dataset);
      await engine.restore(checkpoint);
      const rest = await engine.advance({ firstStep: 6, rates: steps(7, 0.2, 0.5) });
      expect(rest.batchLoss).toEqual(whole.batchLoss.slice(5));
      expect(rest.stepNorm).toEqual(whole.stepNorm.slice(5));
      await expect(engine.restore({ step: 1, tensors: [] })).rejects.toThrow('another network');
    },
  );

  test('full batches too are the same bit for bit', async () => {
    const config: RunConfig = { ...defaultConfig, hiddenLayers: 1, width: 8, batchSize: 4100 };
    const dataset = tinyData([4], 3, 4100);
    const runs: Float32Array[] = [];
    for (let i = 0; i < 2; i++) {
      await engine.load(config, dataset);
      await engine.advance({ firstStep: 1, rates: steps(2, 0.2, 0.5) });
      runs.push(...(await engine.snapshot(2)).tensors);
    }
    expect(runs.slice(0, runs.length / 2)).toEqual(runs.slice(runs.length / 2));
  });

  test.each(losses)('evaluation is the mean over the whole split: %s', async (name) => {
    const config: RunConfig = { ...defaultConfig, loss: name, model: 'logistic', batchSize: 4 };
    const dataset = tinyData([3], 3, 30);
    const layers = layersOf(config, dataset);
    await engine.load(config, dataset);
    const weights = asFloat64((await engine.snapshot(0)).tensors.slice(0, 2));
    const labels = [...dataset.train.labels];
    const rows = rowsOf(dataset);
    const { loss, accuracy } = await engine.evaluate('train');
    expect(loss).toBeCloseTo(referenceLoss(layers, weights, rows, labels, name), 5);
    // An example is right when giving it any other label costs more.
    const costs = (row: Float64Array) =>
      [0, 1, 2].map((label) => referenceLoss(layers, weights, [row], [label], name));
    const right = rows.filter((row, i) => costs(row).every((cost) => cost >= costs(row)[labels[i]]));
    expect(accuracy).toBeCloseTo(right.length / 30, 6);
  });

  test.each([
    ['MLP', { hiddenLayers: 1, width: 4 }, [4]],
    ['MLP, batch norm', { hiddenLayers: 1, width: 4, batchNorm: true }, [4]],
    ['1-D CNN', { model: 'cnn1d' }, [12]],
    ['MLP, squared error', { loss: 'squared-error', hiddenLayers: 1, width: 4 }, [4]],
  ] as [string, Partial<RunConfig>, number[]][])(
    '%s: 60 steps leave no tensor behind and read nothing back synchronously',
    async (_name, changes, shape) => {
      const config: RunConfig = { ...defaultConfig, ...changes, batchSize: 8 };
      await engine.load(config, tinyData(shape, 3, 20));
      const measured = { measureEvery: 4, remember: true };
      await engine.advance({ firstStep: 1, rates: steps(3, 0.1), ...measured });
      const tensors = memory().numTensors;
      const current = currentBackend();
      const readSync = current.readSync;
      current.readSync = () => {
        throw new Error('synchronous read');
      };
      try {
        for (let i = 0; i < 3; i++) {
          await engine.advance({ firstStep: 4 + 20 * i, rates: steps(20, 0.1, 0.9), ...measured });
        }
      } finally {
        current.readSync = readSync;
      }
      const { surface } = engine;
      const questions: Record<string, () => Promise<unknown>> = {
        start: () => surface.start(),
        distance: () => surface.distance(),
        'along the step, batch': () => surface.alongStep('batch', [-0.5, 0, 1, 2]),
        'along the step, probe set': () => surface.alongStep('probe', [0, 1]),
        'along the gradient': () => surface.alongGradient([0, 0.1, 1]),
        'Hessian product': () => surface.hessianProduct(new Float32Array(engine.parameters).fill(0.1)),
        'critical rate': () => criticalRate(surface, 0.1),
        batch: () => surface.batch(3),
        'step under the microscope': () => viewStep(surface, emptyTable(stepColumns, 1)),
        curvature: () => new Curvature(1).measure(surface, 2, 1, 0.1),
        'probe set': () => readProbeSet(surface, 1, 1),
      };
      for (const [name, ask] of Object.entries(questions)) {
        await ask();
        expect(memory().numTensors, name).toBe(tensors);
      }
    },
    120_000,
  );
});
