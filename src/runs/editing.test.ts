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

test('the way back from a divergence is a tenth of the step and at most 0.1, momentum counted', () => {
  const back = (change: Partial<RunConfig>) => wayBack({ ...defaultConfig, ...change }).changes;
  expect(back({})).toEqual({ learningRate: 0.04, smallLearningRate: 0.003, initScale: 1 });
  expect(back({ learningRate: 10, momentum: 0.9 }).learningRate).toBe(0.01);
  expect(back({ schedule: 'constant', learningRate: 1e-5 }).learningRate).toBe(1e-5);
  // It was the small step that was too large.
  expect(back({ learningRate: 0.001, smallLearningRate: 10 })).toMatchObject({
    learningRate: 0.001,
    smallLearningRate: 0.01,
  });
});

test('the way back goes below rates that diverged on the same problem, and takes enlarged weights back', () => {
  const config = { ...defaultConfig, learningRate: 10 };
  const before = { ...defaultConfig, learningRate: 0.04, seed: 2, epochs: 5, switchEpoch: 5 };
  expect(wayBack(config, [before]).changes.learningRate).toBe(0.004);
  expect(wayBack(config, [{ ...before, hiddenLayers: 4 }]).changes.learningRate).toBe(0.1);
  const enlarged = { ...config, initScale: 10 };
  expect(wayBack(enlarged, [{ ...before, initScale: 10 }])).toEqual({
    changes: { learningRate: 0.1, smallLearningRate: 0.003, initScale: 1 },
    words: 'learning rate 0.1 and initial scale 1',
  });
  expect(wayBack(enlarged, [before]).changes.learningRate).toBe(0.004);
  expect(wayBack({ ...config, initScale: 0.5 }).words).toBe('learning rate 0.1');
});
