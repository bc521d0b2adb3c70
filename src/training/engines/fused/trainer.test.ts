import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialize } from '../../models/initialize';
import { placeLayers } from '../../models/model';
import { randomStream } from '../../random';
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

/** The ring of training some of the networks together. */
async function train(chosen: typeof specs): Promise<Float32Array> {
  const shapes = chosen.map(({ placed }) => fusedShape(placed) as FusedShape);
  const trainer = await FusedTrainer.create(device, {
    activation: 'tanh',
    loss: 'cross-entropy',
    software: true,
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
      });
    }
  });
  const ring = await trainer.train(plan.bytes);
  trainer.dispose();
  return ring;
}

test('64 networks in one dispatch are 64 single runs, bit for bit; a diverged one leaves the others alone', async () => {
  const all = await train(specs.map((each) => ({ ...each })));
  for (const [n, spec] of specs.entries()) {
    const alone = await train([{ ...spec }]);
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
}, 120_000);
