import { expect, test } from 'vitest';
import { f32, log } from './testing/logs';
import { listsAsJson } from './written-lists';

test.each([
  ['a dict of Python', "{'loss': [2.5, 2.25, 2], 'val_loss': [3, 2.75, 2.5]}"],
  ['a History of Keras', "History: {'loss': [2.5, 2.25, 2.0],\n 'val_loss': [3.0, 2.75, 2.5]}"],
  [
    'numbers of NumPy in a defaultdict',
    "defaultdict(<class 'list'>, {'loss': [np.float64(2.5), np.float64(2.25), np.float64(2.0)], 'val_loss': [3, 2.75, 2.5]})",
  ],
  ['variables', 'loss = [2.5, 2.25, 2.0]\nval_loss = [3, 2.75, 2.5]\n'],
  ['variables of MATLAB', 'loss = [2.5 2.25 2];\nval_loss = [3 2.75 2.5];\n'],
  ['columns of pandas', '{"loss":{"0":2.5,"1":2.25,"2":2},"val_loss":{"0":3,"1":2.75,"2":2.5}}'],
  [
    'a list for each set',
    '{"train":[{"epoch":1,"loss":2.5},{"epoch":2,"loss":2.25},{"epoch":3,"loss":2}],"val":[{"epoch":1,"loss":3},{"epoch":2,"loss":2.75},{"epoch":3,"loss":2.5}]}',
  ],
  [
    'a list beside another',
    '{"layers":[{"units":8}],"log":[{"epoch":1,"loss":2.5,"val_loss":3},{"epoch":2,"loss":2.25,"val_loss":2.75},{"epoch":3,"loss":2,"val_loss":2.5}]}',
  ],
])('%s: a row for each number', (_, text) => {
  const { evaluations } = log(text, 'log.txt');
  expect(evaluations).toMatchObject({ trainLoss: f32(2.5, 2.25, 2), testLoss: f32(3, 2.75, 2.5) });
});

test('anything else is left to the other readers', () => {
  for (const text of [
    "{'loss': 2.5, 'step': 1}\n{'loss': 2.25, 'step': 2}",
    'loss = [2.5, 2.25]\nand more',
    "{'loss': [2.5, 'x']}",
    'epochs = [10]',
    'loss: 2.5',
  ]) {
    expect(listsAsJson(text), text).toBeUndefined();
  }
});
