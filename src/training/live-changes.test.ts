import { expect, test } from 'vitest';
import { defaultConfig } from './config';
import { configAfter, withChange } from './live-changes';

const initial = defaultConfig;
const planned = [
  { step: 100, config: { ...initial, learningRate: 0.1 } },
  { step: 200, config: { ...initial, learningRate: 0.1, momentum: 0.5 } },
];

test('a change acts on the step after it, until the next', () => {
  const rates = [0, 99, 100, 199, 200, 1e6].map((step) => {
    const { learningRate, momentum } = configAfter(initial, planned, step);
    return [learningRate, momentum];
  });
  expect(rates).toEqual([
    [0.4, 0],
    [0.4, 0],
    [0.1, 0],
    [0.1, 0],
    [0.1, 0.5],
    [0.1, 0.5],
  ]);
});

test('changes that are still to come keep what they change, and take over the rest', () => {
  const edited = withChange(initial, planned, { step: 50, config: { ...initial, smallLearningRate: 0.01 } });
  expect(edited.map(({ step, config }) => [step, config.learningRate, config.momentum])).toEqual([
    [50, 0.4, 0],
    [100, 0.1, 0],
    [200, 0.1, 0.5],
  ]);
  for (const { config } of edited) expect(config.smallLearningRate).toBe(0.01);
});

test('one at the same step takes its place', () => {
  const edited = withChange(initial, planned, { step: 100, config: { ...initial, learningRate: 0.2 } });
  expect(edited.map(({ config }) => [config.learningRate, config.momentum])).toEqual([
    [0.2, 0],
    [0.2, 0.5],
  ]);
});

test('a planned change that does not fit any more is left out', () => {
  const later = [{ step: 200, config: { ...initial, switchEpoch: 50 } }];
  const shorter = { ...initial, epochs: 40, switchEpoch: 20 };
  expect(withChange(initial, later, { step: 10, config: shorter })).toEqual([{ step: 10, config: shorter }]);
});

test('one that is left out takes none of those after it along', () => {
  const drop = { step: 200, config: { ...initial, switchEpoch: 50 } };
  const faster = { step: 300, config: { ...drop.config, learningRate: 0.7 } };
  const shorter = { ...initial, epochs: 40, switchEpoch: 20 };
  expect(withChange(initial, [drop, faster], { step: 10, config: shorter })).toEqual([
    { step: 10, config: shorter },
    { step: 300, config: { ...shorter, learningRate: 0.7 } },
  ]);
});
