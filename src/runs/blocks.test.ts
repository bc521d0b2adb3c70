import { expect, test } from 'vitest';
import { Columns } from '../training/growing-columns';
import { blocksOf, lowAt } from './blocks';

const rows = (count: number, value = (i: number) => i) => ({
  value: Array.from({ length: count }, (_, i) => value(i)),
});

/** What `over` goes through: sizes of blocks, and 1 for each row. */
function steps(table: Columns<'value'>, from: number, to: number): number[] {
  const taken: number[] = [];
  blocksOf(table, 'value').over(
    from,
    to,
    (_, __, depth) => taken.push(64 * 8 ** depth) > 0,
    () => taken.push(1),
  );
  return taken;
}

test('every row is gone over once, by the largest blocks that fit', () => {
  const table = new Columns(['value'] as const);
  table.append(rows(5000));
  expect(steps(table, 0, 5000)).toEqual([4096, 512, ...Array(6).fill(64), ...Array(8).fill(1)]);
  expect(steps(table, 63, 128)).toEqual([1, 64]);
  for (const [from, to] of [
    [3, 4700],
    [64, 64],
    [511, 4999],
  ])
    expect(steps(table, from, to).reduce((sum, each) => sum + each, 0)).toBe(to - from);
});

test('rows that were taken back and written anew count as they are now', () => {
  const table = new Columns(['value'] as const);
  table.append(rows(1000));
  blocksOf(table, 'value');
  table.truncate(100);
  table.append(rows(900, () => -7));
  const lows: number[] = [];
  blocksOf(table, 'value').over(
    64,
    512,
    (summaries, at) => lows.push(summaries[at + lowAt]) > 0,
    () => {},
  );
  expect(lows).toEqual(Array(7).fill(-7));
});

test('only new rows are read, and the blocks count as memory of the table', () => {
  const table = new Columns(['value'] as const);
  table.append(rows(100_000));
  const before = table.bytes;
  const blocks = blocksOf(table, 'value');
  expect(table.bytes).toBeGreaterThan(before);
  expect(table.bytes).toBeLessThan(1.15 * before);
  table.append(rows(64));
  let reads = 0;
  const values = new Proxy(table.get('value'), {
    get(it, key) {
      reads++;
      const value = Reflect.get(it, key);
      return typeof value === 'function' ? value.bind(it) : value;
    },
  });
  blocks.extend(values);
  expect(reads).toBeLessThan(200);
});
