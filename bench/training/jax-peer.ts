/** jax-js: loss, gradients and the SGD update in one jitted step, on its webgpu or its wasm device. */
import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax';
import { type Contestant, type Task, work } from './contestant';

/** A type and no interface: jax-js takes only those as trees of arrays. */
type Layer = { weights: np.Array; biases: np.Array };

/** Mean cross-entropy. As everywhere in jax-js, arguments are used up; `.ref` keeps one for another use. */
function lossOf(layers: Layer[], inputs: np.Array, oneHot: np.Array): np.Array {
  let value = inputs;
  layers.forEach(({ weights, biases }, i) => {
    value = np.matmul(value, weights).add(biases);
    if (i < layers.length - 1) value = nn.relu(value);
  });
  return nn
    .logSoftmax(value)
    .mul(oneHot)
    .sum()
    .mul(-1 / work.batchSize);
}

function stepOf(layers: Layer[], inputs: np.Array, oneHot: np.Array): [np.Array, Layer[]] {
  const [loss, slopes] = valueAndGrad(lossOf)(tree.ref(layers) as Layer[], inputs, oneHot);
  const moved = (value: np.Array, slope: np.Array) => value.sub(slope.mul(work.learningRate));
  const next = layers.map(({ weights, biases }, i) => ({
    weights: moved(weights, slopes[i].weights),
    biases: moved(biases, slopes[i].biases),
  }));
  return [loss, next];
}

/** Throws where the device does not start. Batches lie ready on it: nothing is cut or sent in a step. */
export async function jaxStep(device: 'webgpu' | 'wasm', task: Task): Promise<Contestant> {
  if (!(await init(device)).includes(device)) throw new Error(`jax-js offers no ${device} device here.`);
  defaultDevice(device);
  const matrix = (values: Float32Array<ArrayBuffer>, columns: number) =>
    np.array(values).reshape([values.length / columns, columns]);
  let layers: Layer[] = task.start.map(({ outputs, weights, biases }) => ({
    weights: matrix(weights, outputs),
    biases: np.array(biases),
  }));
  const batches = task.batches.map(({ inputs, oneHot }) => ({
    inputs: matrix(inputs, work.sizes[0]),
    oneHot: matrix(oneHot, 10),
  }));
  const [take, look] = [jit(stepOf), jit(lossOf)];
  let step = 0;
  return {
    networks: 1,
    async train(steps) {
      defaultDevice(device);
      for (let i = 0; i < steps; i++, step++) {
        const { inputs, oneHot } = batches[step % batches.length];
        const [loss, next] = take(layers, inputs.ref, oneHot.ref);
        loss.dispose();
        layers = next;
      }
      // It waits for what is queued; the numbers make sure that it was done.
      await blockUntilReady(layers);
      await layers[0].biases.ref.data();
    },
    async loss() {
      defaultDevice(device);
      const { inputs, oneHot } = batches[0];
      return (await look(tree.ref(layers) as Layer[], inputs.ref, oneHot.ref).data())[0];
    },
    dispose() {
      tree.dispose(layers);
      tree.dispose(batches);
      for (const each of [take, look]) each.dispose();
    },
  };
}

/** Products of square matrices, each of the last result and one that keeps its size, on webgpu; awaited as a whole. */
export async function jaxProducts(size: number) {
  await init('webgpu');
  defaultDevice('webgpu');
  const bound = Math.sqrt(3 / size);
  const [first, factor] = [0, 1].map(() =>
    np
      .array(Float32Array.from({ length: size ** 2 }, () => bound * (2 * Math.random() - 1)))
      .reshape([size, size]),
  );
  return {
    async run(times: number) {
      defaultDevice('webgpu');
      let last = first.ref;
      for (let i = 0; i < times; i++) last = np.matmul(last, factor.ref);
      await last.slice(0, 0).data();
    },
    dispose: () => tree.dispose([first, factor]),
  };
}
