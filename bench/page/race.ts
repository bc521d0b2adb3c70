/**
 * Ways to train the same network on the same backend, in turns: our engine on tfjs, a bare tfjs loop without any
 * readback, and tfjs-layers' `model.fit` with a callback per batch; on WebGPU also the fused kernels, for one network
 * and for many at once.
 */
import * as tf from '@tensorflow/tfjs-core';
import { layers as layerMakers, sequential } from '@tensorflow/tfjs-layers';
import { defaultConfig } from '../../src/training/config';
import { generateMnist1d } from '../../src/training/data/mnist1d';
import type { Engine } from '../../src/training/engines/engine';
import { FusedEngine } from '../../src/training/engines/fused/fused-engine';
import { startBackend } from '../../src/training/engines/tfjs/backend';
import { TfjsEngine } from '../../src/training/engines/tfjs/tfjs-engine';
import type { BackendName, EngineInfo } from '../../src/training/protocol';
import { manyNetworks } from './many-networks';

export interface Contest {
  backend: BackendName;
  /** Steps per turn, and turns of each contestant. */
  steps: number;
  turns: number;
}

export interface ContestResult {
  adapter: string;
  /** Steps per second of each turn. */
  ours: number[];
  bare: number[];
  fit: number[];
  /** WebGPU only. */
  fused: number[];
  /** Network-steps per second of so many networks side by side; medians. */
  networks: { count: number; perSecond: number }[];
}

const { batchSize, learningRate } = { batchSize: 32, learningRate: 0.1 };

export async function compete({
  backend,
  steps,
  turns,
  baseUrl,
}: Contest & { baseUrl: string }): Promise<ContestResult> {
  const fail = (message: string) => {
    throw new Error(message);
  };
  const info = await startBackend(backend, new URL('wasm/', baseUrl).href, { onLost: fail, onError: fail });
  const dataset = generateMnist1d(1);
  const ours = await ourTurn(new TfjsEngine(info), dataset);
  const bare = bareTurn(dataset);
  const fit = fitTurn(dataset);
  const result: ContestResult = {
    adapter: info.adapter,
    ours: [],
    bare: [],
    fit: [],
    fused: [],
    networks: [],
  };
  const fused = backend === 'webgpu' ? await fusedTurn(info, dataset) : undefined;
  for (const turn of [ours, bare, fit, fused]) await turn?.(steps);
  for (let i = 0; i < turns; i++) {
    result.ours.push(await speed(ours, steps));
    result.bare.push(await speed(bare, steps));
    result.fit.push(await speed(fit, steps));
    // Shorter steps: more of them, so that a turn lasts about as long.
    if (fused) result.fused.push(await speed(fused, 20 * steps));
  }
  if (fused) result.networks = await manyNetworks(info.software, dataset);
  return result;
}

type Turn = (steps: number) => Promise<void>;
type Data = ReturnType<typeof generateMnist1d>;

async function speed(turn: Turn, steps: number): Promise<number> {
  const began = performance.now();
  await turn(steps);
  return (1000 * steps) / (performance.now() - began);
}

/** Our engine in batches of a fifth of the turn, so that its readbacks count. */
async function ourTurn(engine: Engine, dataset: Data): Promise<Turn> {
  await engine.load({ ...defaultConfig, batchSize }, dataset);
  let step = 0;
  return async (steps) => {
    const part = Math.max(1, Math.round(steps / 5));
    for (let done = 0; done < steps; done += part) {
      const rates = Array.from({ length: part }, () => ({ learningRate, momentum: 0 }));
      await engine.advance({ firstStep: step + 1, rates });
      step += part;
    }
  };
}

const fusedTurn = (info: EngineInfo, dataset: Data) =>
  ourTurn(new FusedEngine(new TfjsEngine(info)), dataset);

function tensors({ train }: Data): [tf.Tensor2D, tf.Tensor2D] {
  const inputs = tf.tensor2d(train.inputs, [train.labels.length, 40]);
  const labels = tf.cast(tf.oneHot(tf.tensor1d(train.labels, 'int32'), 10), 'float32') as tf.Tensor2D;
  return [inputs, labels];
}

function bareTurn(dataset: Data): Turn {
  const [inputs, labels] = tensors(dataset);
  const weight = (rows: number, columns: number) => tf.variable(tf.randomUniform([rows, columns], -0.1, 0.1));
  const sizes = [40, 100, 100, 10];
  const weights = sizes.slice(1).map((units, i) => [weight(sizes[i], units), tf.variable(tf.zeros([units]))]);
  const optimizer = tf.train.sgd(learningRate);
  const lossAt = (offset: number) => () => {
    let value: tf.Tensor = tf.slice(inputs, [offset, 0], [batchSize, 40]);
    weights.forEach(([w, b], i) => {
      value = tf.add(tf.matMul(value as tf.Tensor2D, w as tf.Tensor2D), b);
      if (i < weights.length - 1) value = tf.relu(value);
    });
    return tf.losses.softmaxCrossEntropy(tf.slice(labels, [offset, 0], [batchSize, 10]), value) as tf.Scalar;
  };
  return async (steps) => {
    for (let i = 0; i < steps; i++) optimizer.minimize(lossAt((i % 125) * batchSize));
    await weights[0][0].data();
  };
}

function fitTurn(dataset: Data): Turn {
  const [inputs, labels] = tensors(dataset);
  const model = sequential({
    layers: [
      layerMakers.dense({ units: 100, activation: 'relu', inputShape: [40] }),
      layerMakers.dense({ units: 100, activation: 'relu' }),
      layerMakers.dense({ units: 10 }),
    ],
  });
  const loss = (truth: tf.Tensor, scores: tf.Tensor) =>
    tf.losses.softmaxCrossEntropy(truth, scores) as tf.Tensor;
  model.compile({ optimizer: tf.train.sgd(learningRate), loss });
  return async (steps) => {
    const rows = steps * batchSize;
    for (let left = rows; left > 0; left -= inputs.shape[0]) {
      const count = Math.min(left, inputs.shape[0]);
      const x = tf.slice(inputs, [0, 0], [count, 40]);
      const y = tf.slice(labels, [0, 0], [count, 10]);
      const last: number[] = [];
      const callbacks = {
        onBatchEnd: async (_batch: number, logs?: tf.NamedTensorMap) => void last.push(Number(logs?.loss)),
      };
      await model.fit(x, y, { batchSize, epochs: 1, shuffle: false, callbacks: callbacks as never });
      tf.dispose([x, y]);
    }
  };
}
