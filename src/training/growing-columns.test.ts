import { expect, test } from 'vitest';
import { Columns } from './growing-columns';

test('numbers of steps stay exact beyond 2^24, whenever the first such number comes', () => {
  const columns = new Columns(['step', 'loss'] as const);
  columns.append({ step: [1, 2], loss: [3, 2] });
  expect(columns.get('step')).toBeInstanceOf(Float32Array);
  const far = [2 ** 24 + 1, 2 ** 40 + 1, 2 ** 40 + 2];
  columns.append({ step: far, loss: [1, 0.1, 0.2] });
  const many = Array.from({ length: 1000 }, (_, i) => 2 ** 41 + i);
  columns.append({ step: many, loss: many.map(() => 0) });
  columns.trim();
  expect([...columns.get('step')]).toEqual([1, 2, ...far, ...many]);
  expect([...columns.get('loss').subarray(3, 5)]).toEqual([Math.fround(0.1), Math.fround(0.2)]);
  expect(columns.countUpTo('step', 2 ** 40 + 1)).toBe(4);
  columns.truncateAfter('step', 2 ** 24 + 1);
  expect(columns.last('step')).toBe(2 ** 24 + 1);
});
