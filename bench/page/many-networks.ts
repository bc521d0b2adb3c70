/** Networks that train side by side in the fused kernels: MLP 40-100-100-10 at batch 32, each from its own weights. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { defaultConfig } from '../../src/training/config';
import type { Dataset } from '../../src/training/data/dataset';
import { fusedShape, packWeights } from '../../src/training/engines/fused/shape';
import { StepPlan } from '../../src/training/engines/fused/step-plan';
import { FusedTrainer } from '../../src/training/engines/fused/trainer';
import { initialize } from '../../src/training/models/initialize';
import { placeLayers } from '../../src/training/models/model';
import { models } from '../../src/training/models/registry';

/** On a software adapter a turn of 256 networks takes seconds; a hardware one is not full with them. */
const countsOn = (software: boolean) => (software ? [1, 4, 16, 64, 256] : [1, 4, 16, 64, 256, 1024]);
const turns = 3;
/** Network-steps of a turn, at least ten steps of each network. */
const workOf = (software: boolean) => (software ? 400 : 20_000);

export async function manyNetworks(
  software: boolean,
  { train, inputShape, classes }: Dataset,
): Promise<{ count: number; perSecond: number }[]> {
  const { device } = backend() as WebGPUBackend;
  const config = defaultConfig;
  const batch = 32;
  const placed = placeLayers(models.mlp.layers(config, classes), inputShape);
  const shape = fusedShape(placed);
  if (typeof shape === 'string') throw new Error(shape);
  const specs = placed.flatMap((each) => each.parameters);
  const results: { count: number; perSecond: number }[] = [];
  for (const count of countsOn(software)) {
    const networks = Array.from({ length: count }, () => ({ shape, batch }));
    const limit = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
    if (FusedTrainer.bytesOf(networks) > limit) break;
    const trainer = await FusedTrainer.create(device, {
      ...{ activation: config.activation, loss: 'cross-entropy', software, networks },
      inputs: train.inputs,
      labels: Uint32Array.from(train.labels),
    });
    trainer.setOrder(Uint32Array.from(train.labels, (_, i) => i));
    for (let n = 0; n < count; n++) {
      trainer.setWeights(n, packWeights(shape, initialize(specs, 'pytorch', 1, n + 1)));
    }
    const steps = Math.max(10, Math.round(workOf(software) / count));
    const plan = new StepPlan(steps * count);
    for (let row = 0; row < steps * count; row++) {
      plan.set(row, {
        ...{ orderAt: (Math.floor(row / count) % 125) * batch, count: batch, inputsAt: 0, labelsAt: 0 },
        ...{ rates: { learningRate: 0.1, momentum: 0 }, weightDecay: 0, nesterov: false, measure: false },
      });
    }
    const speeds: number[] = [];
    for (let turn = -1; turn < turns; turn++) {
      const began = performance.now();
      await trainer.train(plan.bytes);
      // The first turn warms up.
      if (turn >= 0) speeds.push((1000 * steps * count) / (performance.now() - began));
    }
    trainer.dispose();
    results.push({ count, perSecond: speeds.sort((a, b) => a - b)[turns >> 1] });
  }
  return results;
}
