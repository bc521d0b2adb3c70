import { expect, it } from 'vitest';
import { bytesOf, operationsOf } from './least-work';

it('counts the work of the network of the bench', () => {
  const base = { width: 100, batch: 32 };
  // Three products of 40 x 100, 100 x 100 and 100 x 10 weights, less the first layer's for what it reads.
  expect(operationsOf(base)).toBe(2 * 32 * (3 * 15_000 - 4_000));
  // 15,210 weights and biases twice, 32 rows of 40 inputs and a label.
  expect(bytesOf(base)).toBe(4 * (2 * 15_210 + 32 * 41));
});
