/** Checkpoints of every network as they were on one day are gone on with, and the steps repeat bit for bit. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../../src/training/config';
import type { Dataset } from '../../src/training/data/dataset';
import type { TfjsEngine } from '../../src/training/engines/tfjs/tfjs-engine';
import { randomStream } from '../../src/training/random';
import { startEngine } from '../headless';
import { golden } from './fixture';

const networks: Record<string, [changes: Partial<RunConfig>, shape: number[]]> = {
  logistic: [{ model: 'logistic' }, [6]],
  mlp: [{ model: 'mlp', hiddenLayers: 2, width: 8 }, [6]],
  'mlp with batch normalization': [{ model: 'mlp', hiddenLayers: 2, width: 8, batchNorm: true }, [6]],
  cnn1d: [{ model: 'cnn1d' }, [40]],
  cnn2d: [{ model: 'cnn2d' }, [28, 28, 1]],
};
const [before, after] = [5, 6];
const columns = ['batchLoss', 'gradientNorm', 'stepNorm', 'slope'] as const;

interface Kept {
  config: RunConfig;
  tensors: Float32Array<ArrayBuffer>[];
  steps: Record<(typeof columns)[number], Float32Array>;
}

let engine: TfjsEngine;
beforeAll(async () => {
  engine = await startEngine('wasm');
});
afterAll(() => engine.dispose());

function dataOf(inputShape: readonly number[]): Dataset {
  const random = randomStream(7, 'data');
  const width = inputShape.reduce((product, size) => product * size, 1);
  const split = (count: number) => ({
    inputs: Float32Array.from({ length: count * width }, () => random.normal()),
    labels: Int32Array.from({ length: count }, () => random.integer(4)),
  });
  return { inputShape, classes: 4, train: split(40), test: split(20) };
}

const plan = (firstStep: number, count: number) => ({
  firstStep,
  rates: Array.from({ length: count }, () => ({ learningRate: 0.05, momentum: 0.9 })),
});

async function write(changes: Partial<RunConfig>, shape: readonly number[]): Promise<Kept> {
  const config = { ...defaultConfig, trainSize: 40, batchSize: 8, momentum: 0.9, ...changes };
  await engine.load(config, dataOf(shape));
  await engine.advance(plan(1, before));
  const { tensors } = await engine.snapshot(before);
  const rows = await engine.advance(plan(before + 1, after));
  return {
    config,
    tensors,
    steps: Object.fromEntries(columns.map((name) => [name, rows[name]])) as Kept['steps'],
  };
}

test.each(Object.entries(networks))('%s', async (name, [changes, shape]) => {
  const kept = await golden(`checkpoint-${name.replaceAll(' ', '-')}`, () => write(changes, shape));
  await engine.load(kept.config, dataOf(shape));
  const goOn = async () => {
    await engine.restore({ step: before, tensors: kept.tensors });
    const rows = await engine.advance(plan(before + 1, after));
    return Object.fromEntries(
      columns.map((column) => [column, new Uint32Array(rows[column].slice().buffer)]),
    );
  };
  const wanted = Object.fromEntries(
    columns.map((column) => [column, new Uint32Array(kept.steps[column].slice().buffer)]),
  );
  expect(await goOn()).toEqual(wanted);
  // One bit of the first weight.
  new Uint32Array(kept.tensors[0].buffer)[0] ^= 1 << 20;
  expect(await goOn()).not.toEqual(wanted);
});
