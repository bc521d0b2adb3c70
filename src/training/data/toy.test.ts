import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../config';
import type { Split } from './dataset';
import { loadDataset } from './load';
import type { DatasetName } from './registry';

const context = { baseUrl: 'http://localhost/', onProgress: () => {} };
const load = (dataset: DatasetName, dataNoise: number, trainSize = 2000, seed = 1) =>
  loadDataset({ ...defaultConfig, dataset, dataNoise, trainSize, seed }, context);
const points = ({ inputs, labels }: Split) =>
  Array.from(labels, (label, i) => ({ label, x: inputs[2 * i], y: inputs[2 * i + 1] }));

/** Zero exactly on the noiseless shape of a class. */
const offShape: Partial<Record<DatasetName, (label: number, x: number, y: number) => number>> = {
  spirals(label, x, y) {
    const radius = Math.hypot(x, y);
    const angle = 3 * Math.PI * radius + Math.PI * label;
    return Math.hypot(x - radius * Math.cos(angle), y - radius * Math.sin(angle));
  },
  moons: (label, x, y) =>
    label === 0 ? Math.hypot(x + 0.5, y + 0.25) - 1 : Math.hypot(x - 0.5, y - 0.25) - 1,
  circles: (label, x, y) => Math.hypot(x, y) - (label === 0 ? 1 : 0.5),
  xor: (label, x, y) =>
    (label === 0 ? x * y >= 0 : x * y <= 0) && Math.max(Math.abs(x), Math.abs(y)) <= 1 ? 0 : 1,
  gaussians: (label, x, y) =>
    Math.hypot(x - Math.cos((label * Math.PI) / 2), y - Math.sin((label * Math.PI) / 2)),
};

describe.each(Object.entries(offShape))('%s', (key, off) => {
  const name = key as DatasetName;

  test('without noise every point lies on its shape', async () => {
    const { train, test: held } = await load(name, 0);
    for (const { label, x, y } of [...points(train), ...points(held)]) {
      expect(Math.abs(off(label, x, y))).toBeLessThan(1e-5);
    }
  });

  test('the noise has the deviation asked for', async () => {
    const clean = points((await load(name, 0)).train);
    const noisy = points((await load(name, 0.2)).train);
    // Same stream, same draws: the difference of the two sets is the noise.
    const squares = noisy.flatMap((p, i) => [(p.x - clean[i].x) ** 2, (p.y - clean[i].y) ** 2]);
    const deviation = Math.sqrt(squares.reduce((a, b) => a + b, 0) / squares.length);
    expect(deviation).toBeGreaterThan(0.19);
    expect(deviation).toBeLessThan(0.21);
  });

  test('balanced classes, sizes as asked, the test set independent of the training size', async () => {
    const { train, test: held, classes } = await load(name, 0.1, 400);
    expect(train.labels).toHaveLength(400);
    expect(held.labels).toHaveLength(1000);
    for (let c = 0; c < classes; c++) {
      expect([...train.labels].filter((label) => label === c)).toHaveLength(400 / classes);
    }
    expect((await load(name, 0.1, 800)).test.inputs).toEqual(held.inputs);
    expect((await load(name, 0.1, 400, 2)).test.inputs).not.toEqual(held.inputs);
  });
});
