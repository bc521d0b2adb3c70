import { expect, test } from 'vitest';
import { stepColumns, type Table } from '../training/columns';
import { defaultConfig, type RunConfig } from '../training/config';
import { forkData, twoPlans } from './forking';
import { names } from './names';
import { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { newEntry, newRun } from './run-list';

test('given, of forks, by what they are, numbered where equal', () => {
  const first = newRun([], defaultConfig);
  const second = newRun([first], { ...defaultConfig, learningRate: 0.1 });
  const third = newRun([first], { ...defaultConfig, learningRate: 0.1 });
  const named = { ...newRun([first], defaultConfig), name: 'Mine' };
  const fork = newEntry([], first.data.upTo(0), { parent: { id: first.id, step: 0 } });
  fork.data.change({ step: 0, config: { ...defaultConfig, momentum: 0.9 } });
  const all = names([first, second, third, named, fork]);
  expect([...all.values()]).toEqual([
    'MNIST-1D, fully connected, two phases, η 0.4',
    'η 0.1, μ 0',
    'η 0.1, μ 0 (2)',
    'Mine',
    'μ 0 → 0.9 from epoch 0',
  ]);
});

test.each([
  [{ seed: 2 }, 'η 0.4, μ 0, seed 2'],
  [{ batchSize: 64, momentum: 0.9 }, 'η 0.4, μ 0.9, batch 64'],
  [{ schedule: 'cosine' as const, nesterov: true }, 'η 0.4, μ 0, Cosine, + Nesterov'],
  [{ labelNoise: 20 }, 'η 0.4, μ 0, wrong labels 20 %'],
  [{ learningRate: 0.40001 }, 'η 0.40001, μ 0'],
])('beside a default run, %j is called %s', (changes, name) => {
  const first = newRun([], defaultConfig);
  const second = newRun([first], { ...defaultConfig, ...changes });
  expect(names([first, second]).get(second.id)).toBe(name);
});

/** 60 epochs of 10 steps, as far as some step; the rate falls from 0.4 to 0.003 at epoch 30. */
function run(last: number, changes: Partial<RunConfig> = {}) {
  const data = new RunData({ ...defaultConfig, ...changes }, 10);
  const step = Float32Array.from({ length: last }, (_, i) => i + 1);
  data.append({ steps: table(stepColumns, step) });
  return newEntry([], data);
}
const table = <C extends string>(columns: readonly C[], step: Float32Array<ArrayBuffer>) =>
  Object.fromEntries(columns.map((name) => [name, name === 'step' ? step : step.map(() => 1)])) as Table<C>;

function forked(parent: RunEntry, step: number, plan: RunConfig) {
  const fork = newEntry([parent], forkData(parent.data, step, plan), { parent: { id: parent.id, step } });
  return names([parent, fork]).get(fork.id);
}

test('forks are called what they are: large throughout, dropped, large again', () => {
  const parent = run(600);
  const at = (step: number) => twoPlans(parent.data, step).map((plan) => forked(parent, step, plan));
  expect(at(237)).toEqual(['large throughout', 'dropped at epoch 23.7']);
  expect(at(300)[0]).toBe('large throughout');
  expect(at(420)[0]).toBe('large again from epoch 42');
  const small = { ...defaultConfig, switchEpoch: 23.7, smallLearningRate: 0.001 };
  expect(forked(parent, 237, small)).toBe('dropped at epoch 23.7, small η 0.003 → 0.001');
  expect(forked(parent, 237, { ...defaultConfig, switchEpoch: 45 })).toBe('drops at epoch 45');
  expect(forked(parent, 237, defaultConfig)).toBe('fork at epoch 23.7');
  const cosine = run(600, { schedule: 'cosine' });
  expect(forked(cosine, 200, twoPlans(cosine.data, 200)[0])).toBe('rate kept from epoch 20');
});

test('a number never makes a name that another run was given', () => {
  const called = ['A', 'A (2)', 'A', 'A', 'A (2)'];
  const runs = called.map((name) => ({ ...newRun([], defaultConfig), name }));
  expect([...names(runs).values()]).toEqual(['A', 'A (2)', 'A (3)', 'A (4)', 'A (2) (2)']);
});
