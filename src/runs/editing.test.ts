import { expect, test } from 'vitest';
import { defaultConfig, type RunConfig } from '../training/config';
import { applyEdit, wayBack } from './editing';

const clean = { config: defaultConfig, issues: [] };

test('valid parts of an edit are taken, refused ones become issues and change nothing', () => {
  const { config, issues } = applyEdit(clean, { learningRate: 99, momentum: 0.5 });
  expect(config).toEqual({ ...defaultConfig, momentum: 0.5 });
  expect(issues).toMatchObject([{ field: 'learningRate' }]);
});

test('an issue goes when its field is edited, and only then', () => {
  const refused = applyEdit(applyEdit(clean, { learningRate: 99 }), { epochs: -1 });
  expect(refused.issues.map(({ field }) => field)).toEqual(['learningRate', 'epochs']);
  const mended = applyEdit(refused, { epochs: 50 });
  expect(mended.issues.map(({ field }) => field)).toEqual(['learningRate']);
  expect(mended.config.epochs).toBe(50);
});

test('a rule between fields refuses the edited one', () => {
  expect(applyEdit(clean, { switchEpoch: 61 })).toMatchObject({
    config: defaultConfig,
    issues: [{ field: 'switchEpoch' }],
  });
  expect(applyEdit(clean, { batchSize: 4001 }).issues).toMatchObject([{ field: 'batchSize' }]);
});

test('the way back from a divergence is a tenth of the rate and at most 0.1 with momentum counted', () => {
  const plain = defaultConfig;
  const rate = (config: RunConfig, others: RunConfig[] = []) => wayBack(config, others).learningRate;
  expect(rate({ ...plain, learningRate: 0.4 })).toBe(0.04);
  expect(rate({ ...plain, learningRate: 10, momentum: 0.9 })).toBe(0.01);
  expect(rate({ ...plain, learningRate: 1e-5 })).toBe(1e-5);
  // The run comes to the small step with its own momentum.
  const small = wayBack({ ...plain, learningRate: 10, smallLearningRate: 1, smallMomentum: 0.99 });
  expect(small.smallLearningRate).toBe(0.001);
});

test('the way back knows what diverged before, and leads to weights of the usual size', () => {
  const config = { ...defaultConfig, smallMomentum: 0, learningRate: 0.4 };
  const before = [
    { ...config, learningRate: 0.04, smallLearningRate: 0.001, initScale: 2 },
    // Another network says nothing about this one.
    { ...config, learningRate: 0.0001, width: 8 },
  ];
  expect(wayBack(config, before).learningRate).toBe(0.004);
  expect(wayBack({ ...config, initScale: 10 }).initScale).toBe(1);
  expect(wayBack({ ...config, initScale: 0.5 }).initScale).toBe(0.5);
  expect(wayBack({ ...config, smallLearningRate: 5 }).smallLearningRate).toBe(0.04);
});
