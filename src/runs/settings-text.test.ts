import { expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import { RunData } from './run-data';
import { settingsText } from './settings-text';

test('the line names data, network, batch, rates, schedule and seed', () => {
  expect(settingsText(new RunData(defaultConfig, 125))).toBe(
    'MNIST-1D, 4,000 examples · fully connected, 2 × 100 · cross-entropy · batch 32 · two phases: η 0.4, μ 0, from epoch 30 on η 0.003, μ 0.9 · 60 epochs · seed 1',
  );
});

test('runs that differ in their seeds share a line', () => {
  expect(settingsText(new RunData(defaultConfig, 125), [1, 2, 5])).toMatch(/ · seeds 1, 2, 5$/);
});

test('what is not as usual is told, what does not matter is not', () => {
  const config = { ...defaultConfig, schedule: 'cosine' as const, model: 'logistic' as const };
  const data = new RunData({ ...config, labelNoise: 20, nesterov: true, momentum: 0.9, seed: 7 }, 125);
  data.change({ step: 10, config: { ...data.initial, learningRate: 0.1 } });
  expect(settingsText(data)).toBe(
    'MNIST-1D, 4,000 examples · logistic regression · cross-entropy · batch 32 · cosine: η 0.4, μ 0.9 · wrong labels 20 % · Nesterov · 60 epochs · seed 7 · after step 10: η 0.4 → 0.1',
  );
});

test('live changes are written out up to three, the others counted', () => {
  const data = new RunData(defaultConfig, 125);
  for (let i = 1; i <= 5; i++)
    data.change({ step: 1000 * i, config: { ...data.config, learningRate: 0.4 / 2 ** i } });
  expect(settingsText(data)).toMatch(
    / · after step 1,000: η 0\.4 → 0\.2 · after step 2,000: η 0\.2 → 0\.1 · after step 3,000: η 0\.1 → 0\.05 · 2 more live changes$/,
  );
});

test('of a log nothing is made up', () => {
  expect(settingsText(new RunData(defaultConfig, 1, 'log'))).toContain('not known');
});
