/** TensorFlow.js as one would write it: a bare loop without any readback, and `model.fit`. On webgpu and on wasm. */
import * as tf from '@tensorflow/tfjs-core';
import { layers as layerMakers, sequential } from '@tensorflow/tfjs-layers';
import { type Contestant, type Task, work } from './contestant';

export type TfjsBackend = 'webgpu' | 'wasm';
const { batchSize, learningRate, sizes } = work;

/** The contestant with its backend made the current one before each of its turns. */
export async function onBackend(backend: TfjsBackend, make: () => Contestant | Promise<Contestant>) {
  await tf.setBackend(backend);
  const inner = await make();
  return {
    networks: inner.networks,
    prepare: inner.prepare,
    train: async (steps) => {
      await tf.setBackend(backend);
      await inner.train(steps);
    },
    loss: async () => {
      await tf.setBackend(backend);
      return inner.loss();
    },
    dispose: inner.dispose,
  } satisfies Contestant;
}

async function numberOf(value: tf.Tensor): Promise<number> {
  const [number] = await value.data();
  value.dispose();
  return number;
}

/** Batches lie ready, cut once: `tf.slice` on wasm first copies all rows that it cuts from, at every step. */
export function bareLoop(task: Task): Contestant {
  const batches = task.batches.map(({ inputs, oneHot }) => ({
    inputs: tf.tensor2d(inputs, [batchSize, sizes[0]]),
    oneHot: tf.tensor2d(oneHot, [batchSize, 10]),
  }));
  const layers = task.start.map(({ inputs, outputs, weights, biases }) => [
    tf.variable(tf.tensor2d(weights, [inputs, outputs])),
    tf.variable(tf.tensor1d(biases)),
  ]);
  const trained = layers.flat();
  const optimizer = tf.train.sgd(learningRate);
  const lossOf = (batch: number) => () => {
    const { inputs, oneHot } = batches[batch];
    let value: tf.Tensor = inputs;
    layers.forEach(([weights, biases], i) => {
      value = tf.add(tf.matMul(value as tf.Tensor2D, weights as tf.Tensor2D), biases);
      if (i < layers.length - 1) value = tf.relu(value);
    });
    return tf.losses.softmaxCrossEntropy(oneHot, value) as tf.Scalar;
  };
  let step = 0;
  return {
    networks: 1,
    async train(steps) {
      for (let i = 0; i < steps; i++, step++) {
        optimizer.minimize(lossOf(step % batches.length), false, trained);
      }
      await trained[0].data();
    },
    loss: () => numberOf(tf.tidy(lossOf(0))),
    dispose() {
      for (const { inputs, oneHot } of batches) tf.dispose([inputs, oneHot]);
      tf.dispose(trained);
    },
  };
}

/** With a callback per batch, so that it hands out each loss as ours does. */
export function modelFit(task: Task): Contestant {
  const { train } = task.dataset;
  const inputs = tf.tensor2d(train.inputs, [train.labels.length, sizes[0]]);
  const labels = tf.cast(tf.oneHot(tf.tensor1d(train.labels, 'int32'), 10), 'float32') as tf.Tensor2D;
  const model = sequential({
    layers: sizes.slice(1).map((units, i) =>
      layerMakers.dense({
        units,
        ...(i === 0 ? { inputShape: [sizes[0]] } : {}),
        ...(i < sizes.length - 2 ? { activation: 'relu' as const } : {}),
      }),
    ),
  });
  const loss = (truth: tf.Tensor, scores: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(truth, scores) as tf.Tensor;
  model.compile({ optimizer: tf.train.sgd(learningRate), loss });
  const start = task.start.flatMap(({ inputs, outputs, weights, biases }) => [
    tf.tensor2d(weights, [inputs, outputs]),
    tf.tensor1d(biases),
  ]);
  model.setWeights(start);
  tf.dispose(start);
  const rows = (tensor: tf.Tensor2D, count: number) => tf.slice(tensor, [0, 0], [count, tensor.shape[1]]);
  return {
    networks: 1,
    async train(steps) {
      for (let left = steps * batchSize; left > 0; left -= inputs.shape[0]) {
        const count = Math.min(left, inputs.shape[0]);
        const [x, y] = [rows(inputs, count), rows(labels, count)];
        const losses: number[] = [];
        const callbacks = {
          onBatchEnd: async (_batch: number, logs?: tf.NamedTensorMap) =>
            void losses.push(Number(logs?.loss)),
        };
        await model.fit(x, y, { batchSize, epochs: 1, shuffle: false, callbacks: callbacks as never });
        tf.dispose([x, y]);
      }
    },
    loss: () =>
      numberOf(
        tf.tidy(() => loss(rows(labels, batchSize), model.predict(rows(inputs, batchSize)) as tf.Tensor)),
      ),
    dispose() {
      model.dispose();
      tf.dispose([inputs, labels]);
    },
  };
}
