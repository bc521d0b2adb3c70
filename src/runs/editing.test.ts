import { expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import { applyEdit, workableRate } from './editing';

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
  expect(workableRate({ ...defaultConfig, learningRate: 0.4 })).toBe(0.04);
  expect(workableRate({ ...defaultConfig, learningRate: 10, momentum: 0.9 })).toBe(0.01);
  expect(workableRate({ ...defaultConfig, learningRate: 1e-5 })).toBe(1e-5);
});
