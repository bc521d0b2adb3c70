/** Tables as people and programs put them into files: the right values, not only that they open. */
import { describe, expect, it, test } from 'vitest';
import { readLog } from './read-log';
import { f32, fault, log } from './testing/logs';

const rows = [
  [1, 2.5, 2.75],
  [2, 2.25, 2.5],
  [3, 2, 2.25],
];
const table = (separator: string) => rows.map((row) => row.join(separator)).join('\n');

describe('a table per epoch', () => {
  it.each([
    [
      'markdown',
      `| epoch | train_loss | val_loss |\n|---|---|---|\n| ${table(' | ').replaceAll('\n', ' |\n| ')} |`,
    ],
    [
      'pandas, printed',
      `   epoch  train_loss  val_loss\n${rows.map((row, i) => [i, ...row].join('      ')).join('\n')}`,
    ],
    [
      'R',
      `"epoch" "train_loss" "val_loss"\n${rows.map((row, i) => `"${i + 1}" ${row.join(' ')}`).join('\n')}`,
    ],
    ['below other lines', `Experiment: resnet\nDate: 2024-01-01\n\nepoch,train_loss,val_loss\n${table(',')}`],
    ['names of two words', `Epoch   Train loss   Val loss\n${table('   ')}`],
  ])('%s', (_, text) => {
    const { steps, evaluations } = log(text, 'log.txt');
    expect(steps).toMatchObject({ step: f32(1, 2, 3), batchLoss: f32(2.5, 2.25, 2) });
    expect(evaluations).toMatchObject({ step: f32(1, 2, 3), testLoss: f32(2.75, 2.5, 2.25) });
  });

  it('names in two lines are not taken apart', () => {
    expect(fault('metric,train,val\nstat,loss,loss\n1,2.5,2.75\n2,2.25,2.5')).toContain('Line 2');
  });
});

test('a name that comes twice is said', () => {
  expect(log('step,loss,loss\n1,2.5,9\n2,2.25,8').notes).toContain(
    'Several columns are called “loss”; the first one is read.',
  );
});

test.each([
  ['losses', '[2.5, 2.25, 2]', ['batchLoss']],
  ['steps and losses', '[[1, 2.5], [2, 2.25], [3, 2]]', ['step', 'batchLoss']],
])('a JSON list of %s without names is asked about', (_, text, roles) => {
  const result = readLog(text, 'losses.json');
  expect(result).toMatchObject({ ok: false, ask: true });
  const shape = result.shape?.columns ?? [];
  expect(shape.map(({ role }) => role)).toEqual(roles);
  const choice = Object.fromEntries(shape.map(({ name, role }) => [name, role]));
  const chosen = readLog(text, 'losses.json', choice);
  expect(chosen.ok && chosen.logs[0].steps).toMatchObject({
    step: f32(1, 2, 3),
    batchLoss: f32(2.5, 2.25, 2),
  });
});

test('LLaMA-Factory: its current steps are the steps', () => {
  const line = (i: number) =>
    JSON.stringify({ current_steps: 5 * i, total_steps: 300, loss: 3 - i / 4, epoch: i / 10 });
  expect(log([1, 2, 3].map(line).join('\n'), 'trainer_log.jsonl').steps.step).toEqual(f32(5, 10, 15));
});

test('amounts that go up are steps, those that stay are none', () => {
  expect(log('tokens,loss\n1000,2.5\n2000,2.25').steps.step).toEqual(f32(1000, 2000));
  expect(log('samples,loss\n64,2.5\n64,2.25').steps.step).toEqual(f32(1, 2));
});

test('CatBoost: learn is the training set', () => {
  const line = (i: number) =>
    `${i}:\tlearn: ${3 - i / 4}\ttest: ${3.5 - i / 4}\tbest: 2.5 (2)\ttotal: 50ms\tremaining: 1s`;
  expect(log([0, 1, 2].map(line).join('\n'), 'out.log').evaluations).toMatchObject({
    trainLoss: f32(3, 2.75, 2.5),
    testLoss: f32(3.5, 3.25, 3),
  });
});

test('scikit-learn: the norm of the weights is no gradient norm', () => {
  const line = (i: number) =>
    `-- Epoch ${i}\nNorm: 26.2${i}, NNZs: 2, Bias: -0.5, T: ${100 * i}, Avg. loss: ${3 - i / 4}`;
  const { steps } = log([1, 2, 3].map(line).join('\n'), 'out.log');
  expect(steps.batchLoss).toEqual(f32(2.75, 2.5, 2.25));
  expect(steps.gradientNorm).toEqual(f32(Number.NaN, Number.NaN, Number.NaN));
});
