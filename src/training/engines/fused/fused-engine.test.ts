import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { fields, type LossName } from '../../fields';
import { placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import { viewStep } from '../../probes/step-view';
import type { EngineName, StepColumns } from '../../protocol';
import { randomStream } from '../../random';
import type { Rates } from '../../schedules/schedule';
import type { Calibration } from '../calibration';
import type { Engine } from '../engine';
import {
  norm,
  referenceGradient,
  referenceLoss,
  relativeError,
  type Weights,
} from '../tfjs/testing/reference';
import { gpuErrors, startForTest } from '../tfjs/testing/start';
import type { TfjsEngine } from '../tfjs/tfjs-engine';
import { FusedEngine } from './fused-engine';

function tinyData(inputShape: number[], classes: number, count: number): Dataset {
  const random = randomStream(1, 'data');
  const width = inputShape.reduce((a, b) => a * b, 1);
  const split = (size: number) => ({
    inputs: Float32Array.from({ length: size * width }, () => random.normal()),
    labels: Int32Array.from({ length: size }, () => random.integer(classes)),
  });
  return { inputShape, classes, train: split(count), test: split(count + 70) };
}

const steps = (count: number, learningRate: number, momentum = 0): Rates[] =>
  Array.from({ length: count }, () => ({ learningRate, momentum }));

const rowsOf = ({ train: { inputs, labels } }: Dataset) =>
  Array.from(labels, (_, i) => {
    const width = inputs.length / labels.length;
    return Float64Array.from(inputs.subarray(i * width, (i + 1) * width));
  });

const asFloat64 = (arrays: readonly Float32Array[]): Weights => arrays.map((each) => Float64Array.from(each));

const networks: [string, Partial<RunConfig>, number[]][] = [
  ['logistic regression', { model: 'logistic' }, [5]],
  ['MLP, ReLU', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'relu' }, [5]],
  ['MLP, tanh', { model: 'mlp', hiddenLayers: 4, width: 4, activation: 'tanh' }, [5]],
  ['MLP, GELU', { model: 'mlp', hiddenLayers: 3, width: 9, activation: 'gelu' }, [5]],
  ['MLP, wide', { model: 'mlp', hiddenLayers: 1, width: 70, activation: 'relu' }, [5]],
  ['1-D CNN, ReLU', { model: 'cnn1d', activation: 'relu' }, [12]],
  ['1-D CNN, tanh', { model: 'cnn1d', activation: 'tanh' }, [12]],
  ['1-D CNN, GELU', { model: 'cnn1d', activation: 'gelu' }, [12]],
];

const losses = Object.keys(fields.loss.options) as LossName[];
const problems = losses.flatMap((loss) =>
  networks.map(
    ([name, changes, shape]) =>
      [`${name}, ${loss}`, { ...changes, loss }, shape] as (typeof networks)[number],
  ),
);

/** Everything with every option of the optimizer, at a small learning rate: 100 steps, some of them measured. */
const optimizers: [string, Partial<RunConfig>, number][] = [
  ['plain', {}, 0],
  ['momentum', {}, 0.9],
  ['Nesterov and weight decay', { nesterov: true, weightDecay: 0.01 }, 0.9],
];
const long = problems.flatMap(([network, changes, shape]) =>
  optimizers.map(([optimizer, options, momentum]) => {
    const config: RunConfig = { ...defaultConfig, ...changes, ...options, batchSize: 8, seed: 5 };
    return { name: `${network}, ${optimizer}`, config, momentum, dataset: tinyData(shape, 3, 44) };
  }),
);
const hundred = async (engine: Engine, { config, dataset, momentum }: (typeof long)[number]) => {
  await engine.load(config, dataset);
  const measured = { measureEvery: 4, landingEvery: 8 };
  return engine.advance({ firstStep: 1, rates: steps(100, 0.01, momentum), ...measured });
};

let tfjs: TfjsEngine;
let fused: FusedEngine;
const onCpu = new Map<string, StepColumns>();
beforeAll(async () => {
  const cpu = await startForTest('cpu');
  for (const each of long) onCpu.set(each.name, await hundred(cpu, each));
  cpu.dispose();
  tfjs = await startForTest('webgpu');
  fused = new FusedEngine(tfjs);
});
afterAll(() => {
  fused.dispose();
  expect(gpuErrors).toEqual([]);
});

describe('fused kernels', () => {
  test.each(networks)('%s: loss and gradient of a step against float64', async (_name, changes, shape) => {
    const config: RunConfig = { ...defaultConfig, ...changes, batchSize: 5, trainSize: 20, seed: 3 };
    const dataset = tinyData(shape, 3, 5);
    const layers = placeLayers(models.of(config.model).layers(config, dataset.classes), dataset.inputShape);
    await fused.load(config, dataset);
    expect(fused.info.engine).toBe('fused');
    const count = layers.flatMap((each) => each.parameters).length;
    const before = (await fused.snapshot(0)).tensors.slice(0, count);
    const columns = await fused.advance({ firstStep: 1, rates: steps(1, 1) });
    const after = (await fused.snapshot(1)).tensors;
    const weights = asFloat64(before);
    const loss = (w: Weights) =>
      referenceLoss(layers, w, rowsOf(dataset), [...dataset.train.labels], config.loss);
    const expected = referenceGradient(loss, weights);
    // With momentum 0 the velocity is the gradient itself, without the rounding of a difference of weights.
    expect(relativeError(after.slice(count), expected)).toBeLessThan(1e-5);
    expect(
      relativeError(
        after.slice(0, count),
        weights.map((w, a) => w.map((x, i) => x - expected[a][i])),
      ),
    ).toBeLessThan(1e-5);
    expect(Math.abs(columns.batchLoss[0] / loss(weights) - 1)).toBeLessThan(1e-6);
    expect(columns.gradientNorm[0] / norm(expected)).toBeCloseTo(1, 5);
    expect(columns.stepNorm[0] / norm(expected)).toBeCloseTo(1, 5);
    expect(columns.slope[0] / -(norm(expected) ** 2)).toBeCloseTo(1, 5);
  });

  test.each(long)('$name: 100 steps as on tfjs-cpu', async (each) => {
    const own = await hundred(fused, each);
    const theirs = onCpu.get(each.name) as StepColumns;
    for (const name of ['batchLoss', 'gradientNorm', 'stepNorm'] as const) {
      const off = Math.max(...own[name].map((value, i) => Math.abs(value / theirs[name][i] - 1)));
      expect(off, name).toBeLessThan(1e-5);
    }
    const measured = [...own.step.keys()].filter((i) => own.step[i] % 4 === 0);
    // Differences of losses carry the rounding of the losses.
    const changes =
      each.momentum > 0 ? (['lossChange', 'gradientChange'] as const) : (['lossChange'] as const);
    for (const name of changes) {
      for (const i of measured) expect(Math.abs(own[name][i] - theirs[name][i])).toBeLessThan(3e-7);
    }
    expect([...own.lossChange.keys()].filter((i) => !Number.isNaN(own.lossChange[i]))).toEqual(measured);
    const landed = [...own.step.keys()].filter((i) => own.step[i] % 8 === 0);
    expect([...own.landingSlope.keys()].filter((i) => !Number.isNaN(own.landingSlope[i]))).toEqual(landed);
    for (const i of landed) {
      const off = Math.abs(own.landingSlope[i] - theirs.landingSlope[i]);
      expect(off / (own.gradientNorm[i] * own.stepNorm[i])).toBeLessThan(1e-5);
    }
    expect(Number.isNaN(own.gradientProduct[0])).toBe(true);
    for (let i = 1; i < 100; i++) {
      const scale = own.gradientNorm[i] * own.gradientNorm[i - 1];
      expect(Math.abs(own.gradientProduct[i] - theirs.gradientProduct[i]) / scale).toBeLessThan(1e-5);
    }
  });

  test.each(losses)('kappa and landing of %s are those of the tfjs probe on the same steps', async (loss) => {
    const config: RunConfig = { ...defaultConfig, loss, hiddenLayers: 2, width: 12, batchSize: 8, seed: 4 };
    const dataset = tinyData([6], 3, 40);
    const run = { firstStep: 1, rates: steps(20, 0.5), measureEvery: 1, landingEvery: 1 };
    await tfjs.load(config, dataset);
    const theirs = await tfjs.advance(run);
    await fused.load(config, dataset);
    const own = await fused.advance(run);
    const kappa = ({ lossChange, slope }: StepColumns) =>
      lossChange.map((change, i) => 2 * (1 - change / slope[i]));
    kappa(own).forEach((value, i) => {
      expect(Math.abs(value - kappa(theirs)[i])).toBeLessThan(1e-3);
    });
    const landing = ({ landingSlope, slope }: StepColumns) =>
      landingSlope.map((end, i) => 1 - end / slope[i]);
    landing(own).forEach((value, i) => {
      expect(Math.abs(value - landing(theirs)[i])).toBeLessThan(1e-3);
    });
  });

  test('a run is the same bit for bit, however it is cut, looked at, or taken up again', async () => {
    const config: RunConfig = { ...defaultConfig, hiddenLayers: 2, width: 8, batchSize: 4 };
    const dataset = tinyData([5], 3, 10);
    const rates = steps(12, 0.2, 0.5);
    await fused.load(config, dataset);
    const whole = await fused.advance({ firstStep: 1, rates });
    const end = await fused.snapshot(12);
    await fused.load(config, dataset);
    await fused.advance({ firstStep: 1, rates: rates.slice(0, 5), measureEvery: 2, remember: true });
    const view = await viewStep(
      fused.surface,
      await fused.advance({ firstStep: 6, rates: rates.slice(0, 1), remember: true }),
    );
    await fused.scores(dataset.test.inputs);
    await fused.evaluate('test');
    const checkpoint = await fused.snapshot(6);
    await fused.advance({ firstStep: 7, rates: steps(3, 9, 0.5) });
    await fused.load(config, dataset);
    await fused.restore(checkpoint);
    const rest = await fused.advance({ firstStep: 7, rates: rates.slice(6), measureEvery: 1 });
    expect(rest.batchLoss).toEqual(whole.batchLoss.slice(6));
    expect(rest.stepNorm).toEqual(whole.stepNorm.slice(6));
    expect((await fused.snapshot(12)).tensors).toEqual(end.tensors);
    // The microscope saw the step that was taken.
    expect(view.lossBefore / whole.batchLoss[5]).toBeCloseTo(1, 5);
    expect(view.gradientNorm / whole.gradientNorm[5]).toBeCloseTo(1, 5);
    await expect(fused.restore({ step: 1, tensors: [] })).rejects.toThrow('another network');
  });

  test('checkpoints go from tfjs to the fused kernels and back', async () => {
    const config: RunConfig = { ...defaultConfig, hiddenLayers: 1, width: 7, batchSize: 4 };
    const dataset = tinyData([5], 3, 12);
    await tfjs.load(config, dataset);
    await tfjs.advance({ firstStep: 1, rates: steps(3, 0.2, 0.5) });
    const theirs = await tfjs.snapshot(3);
    await fused.load(config, dataset);
    await fused.restore(theirs);
    expect((await fused.snapshot(3)).tensors).toEqual(theirs.tensors);
    const scores = await fused.scores(dataset.test.inputs);
    await tfjs.load(config, dataset);
    await tfjs.restore(theirs);
    expect(await tfjs.scores(dataset.test.inputs)).toEqual(scores);
  });

  test.each(problems)('%s: evaluation is the mean over the whole split', async (_name, changes, shape) => {
    const config: RunConfig = { ...defaultConfig, ...changes, batchSize: 4 };
    const dataset = tinyData(shape, 3, 131);
    await tfjs.load(config, dataset);
    const theirs = [await tfjs.evaluate('train'), await tfjs.evaluate('test')];
    await fused.load(config, dataset);
    const own = [await fused.evaluate('train'), await fused.evaluate('test')];
    own.forEach(({ loss, accuracy }, i) => {
      expect(loss / theirs[i].loss).toBeCloseTo(1, 6);
      expect(accuracy).toBeCloseTo(theirs[i].accuracy, 9);
    });
  });

  test('the faster engine is measured once, and measuring leaves no trace in the run', async () => {
    const memory = new Map<string, EngineName>();
    let asked = 0;
    const calibration: Calibration = {
      known: async (key) => {
        asked++;
        return memory.get(key);
      },
      remember: async (key, faster) => void memory.set(key, faster),
    };
    const config: RunConfig = { ...defaultConfig, hiddenLayers: 1, width: 8, batchSize: 4 };
    const dataset = tinyData([5], 3, 10);
    const rates = steps(8, 0.2, 0.5);
    await fused.load(config, dataset);
    const plain = await fused.advance({ firstStep: 1, rates });
    await tfjs.load(config, dataset);
    const plainTfjs = await tfjs.advance({ firstStep: 1, rates });
    const choosing = new FusedEngine(tfjs, calibration);
    await choosing.load(config, dataset);
    // Which one it is depends on the machine and on what else it does.
    const [measured, ...others] = memory.values();
    expect(others).toEqual([]);
    expect(choosing.info.engine).toBe(measured);
    const expected = { fused: plain, tfjs: plainTfjs }[measured];
    expect(await choosing.advance({ firstStep: 1, rates })).toEqual(expected);
    for (const key of memory.keys()) memory.set(key, 'tfjs');
    await choosing.load(config, dataset);
    expect(choosing.info).toMatchObject({ engine: 'tfjs', reason: 'faster here than the fused kernels' });
    expect(asked).toBe(2);
  });

  test('a network that does not fit trains on tfjs, and says why', async () => {
    await fused.load({ ...defaultConfig, batchNorm: true, batchSize: 4 }, tinyData([5], 3, 12));
    expect(fused.info).toMatchObject({
      engine: 'tfjs',
      reason: 'the fused kernels lack batch normalization',
    });
    expect((await fused.advance({ firstStep: 1, rates: steps(2, 0.1) })).batchLoss).toHaveLength(2);
    await fused.load({ ...defaultConfig, model: 'cnn2d', batchSize: 4 }, tinyData([6, 6, 1], 3, 12));
    expect(fused.info.reason).toBe('the fused kernels lack a convolution in two dimensions');
    await fused.load({ ...defaultConfig, batchSize: 4 }, tinyData([5], 3, 12));
    expect(fused.info.engine).toBe('fused');
  });
});
