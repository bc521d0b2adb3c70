import { expect, test } from 'vitest';
import { defaultConfig } from '../config';
import { generateMnist1d } from './mnist1d/load';
import { prepare } from './prepare';

const clean = generateMnist1d(1);
const noisy = (labelNoise: number, trainSize = 1000) =>
  prepare(clean, { ...defaultConfig, labelNoise, trainSize });
const wrongIn = (labels: Int32Array) => [...labels.keys()].filter((i) => labels[i] !== clean.train.labels[i]);

test('takes the first examples and leaves the source alone', () => {
  const before = clean.train.labels.slice();
  const { train, test: held } = noisy(60, 100);
  expect(train.inputs).toEqual(clean.train.inputs.slice(0, 100 * 40));
  expect(held).toBe(clean.test);
  expect(clean.train.labels).toEqual(before);
});

test.each([0, 1, 20, 33.3, 60])('%s %% noise makes exactly that share of labels wrong', (share) => {
  expect(wrongIn(noisy(share).train.labels)).toHaveLength(Math.round(10 * share));
});

test('more noise keeps the labels that were wrong already', () => {
  const more = new Set(wrongIn(noisy(40).train.labels));
  for (const i of wrongIn(noisy(20).train.labels)) expect(more).toContain(i);
});

test('wrong labels are spread over all other classes', () => {
  const { labels } = noisy(60, 4000).train;
  const shifts = new Float64Array(10);
  for (const i of wrongIn(labels)) shifts[(labels[i] - clean.train.labels[i] + 10) % 10]++;
  // 2,400 draws over 9 shifts: 267 expected, deviation 15.4.
  for (let shift = 1; shift < 10; shift++) expect(Math.abs(shifts[shift] - 2400 / 9)).toBeLessThan(70);
});
