/** Probes of the loss against float64: values along the step, gradients, Hessian-vector products, eigenvalues. */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { fields, type LossName } from '../../fields';
import { placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import { lanczos } from '../../probes/lanczos';
import { randomStream } from '../../random';
import { referenceGradient, referenceLoss, relativeError, type Weights } from './testing/reference';
import { startAround, testedBackends } from './testing/start';
import type { TfjsEngine } from './tfjs-engine';

function tinyData(inputShape: number[], classes: number, count: number): Dataset {
  const random = randomStream(5, 'data');
  const width = inputShape.reduce((a, b) => a * b, 1);
  const split = () => ({
    inputs: Float32Array.from({ length: count * width }, () => random.normal()),
    labels: Int32Array.from({ length: count }, () => random.integer(classes)),
  });
  return { inputShape, classes, train: split(), test: split() };
}

/** The probe set of so few examples is the whole training set, in another order. */
function lossOf(config: RunConfig, { classes, inputShape, train }: Dataset): (weights: Weights) => number {
  const layers = placeLayers(models.of(config.model).layers(config, classes), inputShape);
  const width = train.inputs.length / train.labels.length;
  const rows = Array.from(train.labels, (_, i) =>
    Float64Array.from(train.inputs.subarray(i * width, (i + 1) * width)),
  );
  return (weights) => referenceLoss(layers, weights, rows, [...train.labels], config.loss);
}

const flat = (arrays: readonly ArrayLike<number>[]) =>
  Float64Array.from(arrays.flatMap((each) => Array.from(each)));

function split(vector: ArrayLike<number>, like: Weights): Weights {
  let at = 0;
  return like.map((each) => {
    at += each.length;
    return Float64Array.from(Array.from(vector).slice(at - each.length, at));
  });
}

/**
 * Central difference of float64 gradients: their own error of 1e-9 over a step of 1e-4 gives 1e-5. For ReLU the
 * step must not reach a kink, which these seeds keep away from.
 */
function referenceProduct(loss: (w: Weights) => number, weights: Weights, direction: Float32Array) {
  const h = 1e-4;
  const along = split(direction, weights);
  const at = (sign: number) =>
    flat(
      referenceGradient(
        loss,
        weights.map((each, a) => each.map((w, i) => w + sign * h * along[a][i])),
      ),
    );
  const [up, down] = [at(1), at(-1)];
  return up.map((x, i) => (x - down[i]) / (2 * h));
}

const unitVector = (size: number, seed: number) => {
  const random = randomStream(seed, 'probes');
  const raw = Float64Array.from({ length: size }, () => random.normal());
  const length = Math.hypot(...raw);
  return Float32Array.from(raw, (x) => x / length);
};

const networks: [string, Partial<RunConfig>, number[]][] = [
  ['logistic regression', { model: 'logistic' }, [5]],
  ['MLP, ReLU', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'relu' }, [5]],
  ['MLP, tanh', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'tanh' }, [5]],
  ['MLP, GELU', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'gelu' }, [5]],
  ['MLP, batch norm', { model: 'mlp', hiddenLayers: 2, width: 6, activation: 'tanh', batchNorm: true }, [5]],
  ['1-D CNN', { model: 'cnn1d', activation: 'gelu' }, [12]],
  ['2-D CNN', { model: 'cnn2d', activation: 'tanh' }, [6, 6, 1]],
];
const losses = Object.keys(fields.loss.options) as LossName[];
const surfaces = losses.flatMap((loss) =>
  networks.map(
    ([name, changes, shape]) =>
      [`${name}, ${loss}`, { ...changes, loss }, shape] as (typeof networks)[number],
  ),
);

const examples = 6;
const plan = (count: number, learningRate: number, momentum = 0) => ({
  firstStep: 1,
  rates: Array.from({ length: count }, () => ({ learningRate, momentum })),
  remember: true,
});

describe.each(testedBackends)('loss surface on %s', (backend) => {
  let engine: TfjsEngine;
  startAround(backend, (started) => {
    engine = started;
  });

  async function load(changes: Partial<RunConfig>, shape: number[]) {
    const config: RunConfig = { ...defaultConfig, ...changes, batchSize: examples, seed: 3 };
    const dataset = tinyData(shape, 3, examples);
    await engine.load(config, dataset);
    const { parameters } = engine;
    /** Weights now, in float64; velocities and statistics come after them. */
    const weights = async () => {
      const { tensors } = await engine.snapshot(0);
      const own: Weights = [];
      for (let size = 0; size < parameters; size += own[own.length - 1].length) {
        own.push(Float64Array.from(tensors[own.length]));
      }
      return own;
    };
    return { loss: lossOf(config, dataset), weights };
  }

  test.each(surfaces)(
    '%s: Hessian-vector product',
    async (_name, changes, shape) => {
      const { loss, weights } = await load(changes, shape);
      const direction = unitVector(engine.parameters, 1);
      const product = await engine.surface.hessianProduct(direction);
      const expected = referenceProduct(loss, await weights(), direction);
      expect(relativeError([product], [expected])).toBeLessThan(2e-3);
    },
    120_000,
  );

  test.each(losses)('%s and its slope along a step, and its gradient', async (name) => {
    const changes: Partial<RunConfig> = { loss: name, width: 6, hiddenLayers: 1, activation: 'tanh' };
    const { loss, weights } = await load(changes, [5]);
    const before = await weights();
    const columns = await engine.advance(plan(1, 0.7));
    const after = await weights();
    const step = before.map((each, a) => each.map((w, i) => after[a][i] - w));
    const alphas = [-0.5, 0, 0.5, 1, 2];
    const expected = alphas.map((alpha) =>
      loss(before.map((each, a) => each.map((w, i) => w + alpha * step[a][i]))),
    );
    for (const set of ['batch', 'probe'] as const) {
      const losses = await engine.surface.alongStep(set, alphas);
      losses.forEach((each, i) => {
        expect(each).toBeCloseTo(expected[i], 5);
      });
    }
    const gradient = referenceGradient(loss, before);
    const slope = flat(gradient).reduce((sum, g, i) => sum + g * flat(step)[i], 0);
    const square = flat(gradient).reduce((sum, g) => sum + g * g, 0);
    const start = await engine.surface.start();
    expect(start.loss).toBeCloseTo(expected[1], 5);
    expect(start.slope / slope).toBeCloseTo(1, 4);
    expect(start.square / square).toBeCloseTo(1, 4);
    expect(columns.slope[0] / slope).toBeCloseTo(1, 4);
    expect(await engine.surface.distance()).toBeCloseTo(columns.stepNorm[0], 5);
    const [here, there] = await engine.surface.alongGradient([0, 0.3]);
    const onward = referenceGradient(loss, after);
    expect(here).toBeCloseTo(expected[3], 5);
    expect(there).toBeCloseTo(loss(after.map((each, a) => each.map((w, i) => w - 0.3 * onward[a][i]))), 5);
    const { layers, size } = await engine.surface.batch(4);
    expect(size).toBe(examples);
    expect(engine.surface.batchSize).toBe(examples);
    expect(Math.hypot(...layers.map(({ gradientNorm }) => gradientNorm)) ** 2 / square).toBeCloseTo(1, 4);
  });

  test.each(losses)(
    'measured steps: change of the %s, also along the gradient; product of successive gradients',
    async (name) => {
      const changes: Partial<RunConfig> = { loss: name, width: 6, hiddenLayers: 1, activation: 'tanh' };
      const { loss, weights } = await load(changes, [5]);
      const before = await weights();
      await engine.advance({ ...plan(1, 0.5, 0.9), firstStep: 1 });
      const middle = await weights();
      const columns = await engine.advance({ ...plan(2, 0.5, 0.9), firstStep: 2, measureEvery: 2 });
      const [first, second] = [before, middle].map((each) => referenceGradient(loss, each));
      const along = middle.map((each, a) => each.map((w, i) => w - 0.5 * second[a][i]));
      // Momentum: the step is 0.5 (0.9 v + g).
      const moved = middle.map((each, a) => each.map((w, i) => w - 0.5 * (0.9 * first[a][i] + second[a][i])));
      expect(columns.lossChange[0]).toBeCloseTo(loss(moved) - loss(middle), 5);
      expect(columns.gradientChange[0]).toBeCloseTo(loss(along) - loss(middle), 5);
      const product = flat(first).reduce((sum, g, i) => sum + g * flat(second)[i], 0);
      expect(columns.gradientProduct[0] / product).toBeCloseTo(1, 4);
      // Step 3 is not measured.
      expect([columns.lossChange[1], columns.gradientChange[1]]).toEqual([NaN, NaN]);
    },
  );

  test('the last batch of an epoch has its own size', async () => {
    const config: RunConfig = { ...defaultConfig, model: 'logistic', batchSize: 4 };
    await engine.load(config, tinyData([3], 3, 6));
    const sizes: number[] = [];
    for (let step = 1; step <= 4; step++) {
      await engine.advance({ ...plan(1, 0.1), firstStep: step });
      sizes.push(engine.surface.batchSize);
    }
    expect(sizes).toEqual([4, 2, 4, 2]);
  });

  test('measuring changes nothing that is trained, bit for bit', async () => {
    const run = async (measure: boolean) => {
      await load({ width: 6, hiddenLayers: 2, batchNorm: true }, [5]);
      for (let step = 1; step <= 6; step++) {
        const options = measure ? { measureEvery: 1, remember: true } : { remember: false };
        await engine.advance({ ...plan(1, 0.3, 0.5), firstStep: step, ...options });
        if (!measure) continue;
        const { surface } = engine;
        await surface.start();
        await surface.alongStep('batch', [-0.5, 0, 1, 2]);
        await surface.alongGradient([0, 1]);
        await surface.hessianProduct(unitVector(surface.parameters, step));
        await surface.batch(3);
      }
      return (await engine.snapshot(6)).tensors;
    };
    expect(await run(true)).toEqual(await run(false));
  });

  test('Lanczos against the dense eigenvalues of the explicit Hessian of some 150 parameters', async () => {
    const { loss, weights } = await load({ hiddenLayers: 2, width: 8, activation: 'tanh' }, [6]);
    const size = engine.parameters;
    expect(size).toBeGreaterThan(140);
    const at = await weights();
    const h = 1e-4;
    const unit = (i: number, by: number) => {
      const moved = flat(at);
      moved[i] += by;
      return split(moved, at);
    };
    const matrix = new Matrix(size, size);
    for (let i = 0; i < size; i++) {
      const [up, down] = [h, -h].map((by) => flat(referenceGradient(loss, unit(i, by))));
      for (let j = 0; j < size; j++) matrix.set(i, j, (up[j] - down[j]) / (2 * h));
    }
    const symmetric = Matrix.add(matrix, matrix.transpose()).mul(0.5);
    const { realEigenvalues } = new EigenvalueDecomposition(symmetric, { assumeSymmetric: true });
    const expected = realEigenvalues.sort((a, b) => b - a).slice(0, 3);
    const { values } = await lanczos((v) => engine.surface.hessianProduct(v), unitVector(size, 2), {
      count: 3,
      mostProducts: 60,
      tolerance: 1e-4,
    });
    values.forEach((value, i) => {
      expect(Math.abs(value / expected[i] - 1)).toBeLessThan(1e-3);
    });
  }, 120_000);
});
