import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialize } from '../../models/initialize';
import { placeLayers } from '../../models/model';
import { randomStream } from '../../random';
import { expectNewWork } from '../from-device';
import { gpuErrors, startForTest } from '../tfjs/testing/start';
import { type FusedShape, fusedShape, packWeights } from './shape';
import { StepPlan } from './step-plan';
import { FusedTrainer } from './trainer';
import { ringWidth } from './wgsl/memory';

let device: GPUDevice;
beforeAll(async () => {
  await startForTest('webgpu');
  device = (backend() as WebGPUBackend).device;
});
afterAll(() => expect(gpuErrors).toEqual([]));

const [features, classes, examples, steps] = [6, 3, 40, 30];
const random = randomStream(1, 'data');
const data = {
  inputs: Float32Array.from({ length: examples * features }, () => random.normal()),
  labels: Uint32Array.from({ length: examples }, () => random.integer(classes)),
};
const order = Uint32Array.from(randomStream(2, 'order').permutation(examples));

/** Networks of different widths, learning rates, momenta, batch sizes and weights. */
const specs = Array.from({ length: 64 }, (_, n) => ({
  placed: placeLayers(
    [
      { kind: 'dense', units: 4 + (n % 7) },
      { kind: 'activation', name: 'tanh' },
      { kind: 'dense', units: classes },
    ],
    [features],
  ),
  batch: 1 + (n % 11),
  rates: { learningRate: n === 5 ? 1e30 : 0.05 * (1 + (n % 5)), momentum: (n % 3) * 0.4 },
  seed: n + 1,
}));

/** Kernels of a graphics processor take as long as the processor that plays one does. */
async function trainerOf(setup: Parameters<typeof FusedTrainer.create>[1]): Promise<FusedTrainer> {
  const trainer = await FusedTrainer.create(device, setup);
  expectNewWork(true);
  return trainer;
}

/** The ring of training some of the networks together. */
async function train(chosen: typeof specs, software: boolean): Promise<Float32Array> {
  const shapes = chosen.map(({ placed }) => fusedShape(placed) as FusedShape);
  const trainer = await trainerOf({
    activation: 'tanh',
    loss: 'cross-entropy',
    software,
    networks: chosen.map(({ batch }, n) => ({ shape: shapes[n], batch })),
    ...data,
  });
  trainer.setOrder(order);
  const plan = new StepPlan(steps * chosen.length);
  chosen.forEach(({ placed, batch, rates, seed }, n) => {
    const arrays = initialize(
      placed.flatMap((each) => each.parameters),
      'pytorch',
      1,
      seed,
    );
    trainer.setWeights(n, packWeights(shapes[n], arrays));
    for (let step = 0; step < steps; step++) {
      plan.set(step * chosen.length + n, {
        orderAt: (step * batch) % (examples - batch),
        count: batch,
        inputsAt: 0,
        labelsAt: 0,
        rates,
        weightDecay: 0.001 * (seed % 2),
        nesterov: seed % 4 === 0,
        measure: step % 4 === 0,
        measureAlong: step % 4 === 0 && rates.momentum > 0,
        measureLanding: step % 8 === 0,
      });
    }
  });
  const ring = await trainer.train(plan.bytes);
  trainer.dispose();
  return ring;
}

test.each([
  ['a software adapter', true],
  ['a graphics processor', false],
])(
  '64 networks in one dispatch are 64 single runs, bit for bit, with the kernels of %s; a diverged one leaves the others alone',
  async (_name, software) => {
    const all = await train(
      specs.map((each) => ({ ...each })),
      software,
    );
    for (const [n, spec] of specs.entries()) {
      const alone = await train([{ ...spec }], software);
      const rows = Array.from({ length: steps }, (_, step) => {
        const at = (step * specs.length + n) * ringWidth;
        return all.subarray(at, at + ringWidth);
      });
      const finite = rows.flatMap((row) => [...row]).every(Number.isFinite);
      expect(finite).toBe(n !== 5);
      rows.forEach((row, step) => {
        expect(row).toEqual(alone.subarray(step * ringWidth, (step + 1) * ringWidth));
      });
    }
  },
  120_000,
);

test('the kernels of a graphics processor take the steps of the others, but for rounding', async () => {
  const calm = specs.filter((_, n) => n !== 5);
  const [ours, theirs] = [await train(calm, false), await train(calm, true)];
  for (let at = 0; at < ours.length; at += ringWidth) {
    expect(Math.abs(ours[at] / theirs[at] - 1)).toBeLessThan(1e-4);
    expect(Math.abs(ours[at + 1] / theirs[at + 1] - 1)).toBeLessThan(1e-3);
  }
});

test.each([true, false])(
  'squared error: loss and gradient of a linear network against their closed forms, software %s',
  async (software) => {
    const placed = placeLayers([{ kind: 'dense', units: classes }], [features]);
    const shape = fusedShape(placed) as FusedShape;
    const specs = placed.flatMap((each) => each.parameters);
    const [weight, bias] = initialize(specs, 'pytorch', 1, 3);
    const trainer = await trainerOf({
      activation: 'relu',
      loss: 'squared-error',
      software,
      networks: [{ shape, batch: examples }],
      ...data,
    });
    trainer.setOrder(order);
    trainer.setWeights(0, packWeights(shape, [weight, bias]));
    const plan = new StepPlan(1);
    plan.set(0, {
      ...{
        orderAt: 0,
        count: examples,
        inputsAt: 0,
        labelsAt: 0,
        weightDecay: 0,
        nesterov: false,
        measure: true,
        measureAlong: false,
        measureLanding: true,
      },
      rates: { learningRate: 0.1, momentum: 0 },
    });
    const all = { network: 0, inputsAt: 0, labelsAt: 0, count: examples };
    const [evaluated] = await trainer.evaluate([all]);
    const [loss, square, , slope, , change, , landingSlope] = await trainer.train(plan.bytes);
    trainer.dispose();
    expect(evaluated.loss).toBeCloseTo(loss, 6);
    // L = mean |z - y|^2 / 2, z = x W + b: dL/dW = x^T (z - y) / n, dL/db = mean (z - y).
    const gradientAt = (w: Float64Array, b: Float64Array) => {
      const [dw, db] = [new Float64Array(w.length), new Float64Array(classes)];
      let total = 0;
      for (let i = 0; i < examples; i++) {
        for (let c = 0; c < classes; c++) {
          let off = b[c] - (data.labels[i] === c ? 1 : 0);
          for (let k = 0; k < features; k++) off += data.inputs[i * features + k] * w[k * classes + c];
          total += off ** 2 / (2 * examples);
          db[c] += off / examples;
          for (let k = 0; k < features; k++)
            dw[k * classes + c] += (off * data.inputs[i * features + k]) / examples;
        }
      }
      return { total, dw, db };
    };
    const before = gradientAt(Float64Array.from(weight), Float64Array.from(bias));
    const expected = [...before.dw, ...before.db].reduce((sum, g) => sum + g * g, 0);
    const after = gradientAt(
      before.dw.map((g, i) => weight[i] - 0.1 * g),
      before.db.map((g, i) => bias[i] - 0.1 * g),
    );
    expect(loss / before.total).toBeCloseTo(1, 5);
    expect(square / expected).toBeCloseTo(1, 5);
    expect(change / (after.total - before.total)).toBeCloseTo(1, 4);
    // The loss is a quadratic: the step number is the position of the landing.
    const landing = 1 - landingSlope / slope;
    const end = [...after.dw, ...after.db];
    const along = [...before.dw, ...before.db].reduce((sum, g, i) => sum - 0.1 * g * end[i], 0);
    expect(landingSlope / along).toBeCloseTo(1, 4);
    expect(2 * (1 - change / slope)).toBeCloseTo(landing, 5);
  },
);
