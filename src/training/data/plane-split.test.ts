import { expect, test } from 'vitest';
import { defaultConfig } from '../config';
import type { OwnData } from './dataset';
import { loadDataset } from './load';
import { planeSplit, reachOf } from './plane-split';

const own: OwnData = {
  name: 'mine',
  checksum: 7,
  inputShape: [2],
  classNames: ['a', 'b'],
  inputs: Float32Array.from({ length: 100 }, (_, i) => (i === 3 ? -4 : i / 100)),
  labels: Int32Array.from({ length: 50 }, (_, i) => i % 2),
  testFrom: 40,
  notes: [],
};
const config = { ...defaultConfig, dataset: 'own', ownData: 7, trainSize: 30 } as const;

test('own data with two inputs lies in the plane: the examples the run learns from, wrong labels too', async () => {
  const split = await planeSplit(config, own);
  expect(split?.inputs).toEqual(own.inputs.slice(0, 60));
  expect(split?.labels).toEqual(own.labels.slice(0, 30));
  const noisy = await planeSplit({ ...config, labelNoise: 50 }, own);
  expect(noisy?.labels.filter((label, i) => label !== own.labels[i])).toHaveLength(15);
  expect(split && reachOf(split)).toBeCloseTo(4.2);
});

test('toys lie there too, other data does not', async () => {
  const moons = { ...defaultConfig, dataset: 'moons' } as const;
  const { train } = await loadDataset(moons, { baseUrl: '', onProgress: () => {} });
  expect(await planeSplit(moons, undefined)).toEqual(train);
  expect(await planeSplit(defaultConfig, own)).toBeUndefined();
  for (const other of [
    undefined,
    { ...own, checksum: 8 },
    { ...own, inputShape: [2, 1, 1] },
    { ...own, testFrom: 20 },
  ]) {
    expect(await planeSplit(config, other)).toBeUndefined();
  }
});
