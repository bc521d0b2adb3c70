/** Networks that train side by side in the fused kernels, each from its own weights. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import type { Dataset } from '../../src/training/data/dataset';
import { fusedShape, packWeights } from '../../src/training/engines/fused/shape';
import { StepPlan } from '../../src/training/engines/fused/step-plan';
import { FusedTrainer } from '../../src/training/engines/fused/trainer';
import { initialize } from '../../src/training/models/initialize';
import { type Contestant, placedMlp, work } from './contestant';

/** MLPs of two hidden layers of `width`, at batches of `batch`. */
export interface Networks {
  count: number;
  width: number;
  batch: number;
}

/** The current tfjs backend is webgpu. Throws where a buffer of the device is too small for so many networks. */
export async function manyNetworks(
  { count, width, batch }: Networks,
  dataset: Dataset,
  software: boolean,
): Promise<Contestant> {
  const { device } = backend() as WebGPUBackend;
  const { train } = dataset;
  const placed = placedMlp(dataset, width);
  const shape = fusedShape(placed);
  if (typeof shape === 'string') throw new Error(shape);
  const networks = Array.from({ length: count }, () => ({ shape, batch }));
  const most = FusedTrainer.mostBytes(device);
  const needed = FusedTrainer.bytesOf(networks, 0);
  if (needed > most) throw new Error(`needs a buffer of ${needed >> 20} MiB, ${most >> 20} at most here`);
  const trainer = await FusedTrainer.create(device, {
    activation: 'relu',
    loss: 'cross-entropy',
    software,
    networks,
    inputs: train.inputs,
    labels: Uint32Array.from(train.labels),
  });
  trainer.setOrder(Uint32Array.from(train.labels, (_, i) => i));
  const specs = placed.flatMap((each) => each.parameters);
  for (let n = 0; n < count; n++) {
    trainer.setWeights(n, packWeights(shape, initialize(specs, 'pytorch', 1, n + 1)));
  }
  const batches = Math.floor(train.labels.length / batch);
  let plan = new ArrayBuffer(0);
  let planned = 0;
  const prepare = (steps: number) => {
    if (steps === planned) return;
    const rows = new StepPlan(steps * count);
    for (let row = 0; row < steps * count; row++) {
      rows.set(row, {
        orderAt: (Math.floor(row / count) % batches) * batch,
        count: batch,
        inputsAt: 0,
        labelsAt: 0,
        rates: { learningRate: work.learningRate, momentum: 0 },
        weightDecay: 0,
        nesterov: false,
        measure: false,
        measureAlong: false,
        measureLanding: false,
      });
    }
    plan = rows.bytes;
    planned = steps;
  };
  return {
    networks: count,
    prepare,
    async train(steps) {
      prepare(steps);
      await trainer.train(plan);
    },
    loss: async () =>
      (await trainer.evaluate([{ network: 0, inputsAt: 0, labelsAt: 0, count: work.batchSize }]))[0].loss,
    dispose: () => trainer.dispose(),
  };
}
