import { expect, test } from 'vitest';
import { readoutText, summaryOf, valueAt } from './readout';
import type { Series } from './series';

const train: Series = {
  label: 'train',
  colour: '--series-train',
  dash: [],
  width: 2,
  steps: [0, 125, 250],
  values: [2.3071, 1.5, Number.NaN],
  data: undefined,
  until: 260,
};

test('a value holds from its row to the next one, and not beyond the run', () => {
  expect([0, 124, 125, 249].map((step) => valueAt(train, step))).toEqual([2.3071, 2.3071, 1.5, 1.5]);
  expect(valueAt(train, 261)).toBeUndefined();
  expect(valueAt({ ...train, steps: [125], values: [1] }, 124)).toBeUndefined();
});

test('the readout names step, epoch and values', () => {
  expect(readoutText([train], 1234, 125)).toBe('step 1,234 · epoch 9.9 · train –');
  expect(readoutText([train], 100, 125)).toBe('step 100 · epoch 0.8 · train 2.31');
  expect(readoutText([train], 255, 125)).toBe('step 255 · epoch 2.0 · train –');
});

test('the summary gives the first and the last value of each line', () => {
  expect(summaryOf([train])).toBe('train: from 2.31 at step 0 to – at step 250.');
  expect(summaryOf([])).toBe('Nothing is recorded yet.');
});

test('shares are told in per cent', () => {
  const share: Series = { ...train, percent: true, values: [0.0995, 0.6864, 1] };
  expect(readoutText([share], 130, 125)).toBe('step 130 · epoch 1.0 · train 68.6\u00a0%');
  expect(summaryOf([share])).toBe('train: from 9.95\u00a0% at step 0 to 100\u00a0% at step 250.');
  expect(readoutText([{ ...share, values: [Number.NaN] }], 0, 125)).toMatch(/train –$/);
});
