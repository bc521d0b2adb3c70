/** What is drawn and counted by blocks: the same as row by row, at a cost that does not grow with the run. */

import { scaleLinear } from 'd3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Blocks, blocksOf } from '../../runs/blocks';
import { Columns } from '../../training/growing-columns';
import { edgesOf } from './edges';
import { isEmpty, type Series } from './series';
import { plainTrace } from './testing/plain-trace';
import { emptyTrace, fillTrace, type Trace } from './trace';

const width = 60;
const linear = Number.NEGATIVE_INFINITY;

/** A column whose rows come in chunks, some of which are taken back. */
function columnOf(chunks: readonly (readonly number[] | { back: number })[]) {
  const table = new Columns(['step', 'value'] as const);
  for (const chunk of chunks) {
    if ('back' in chunk) table.truncate(Math.floor(table.length * chunk.back));
    else table.append({ step: chunk.map((_, i) => table.length + i + 1), value: chunk });
    // Read between the chunks, as pictures are drawn then.
    blocksOf(table, 'value');
  }
  return { xs: table.get('step'), ys: table.get('value'), blocks: blocksOf(table, 'value') };
}

const seldom = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e30);
/** Stretches of noise, of one value and of values that have no place, some longer than blocks of blocks. */
const chunk = fc
  .tuple(fc.integer({ min: 1, max: 1500 }), fc.constantFrom(1, 2, 70, 600), seldom, fc.boolean())
  .map(([length, every, value, noise]) =>
    Array.from({ length }, (_, i) => (i % every === 0 ? value : noise ? 2 + Math.sin(i * i) : 1)),
  );
const chunks = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: chunk },
    { weight: 1, arbitrary: fc.record({ back: fc.double({ min: 0, max: 1, noNaN: true }) }) },
  ),
  { maxLength: 6 },
);

/** Zeros have no sign. */
const shown = ({ length, column, first, low, high, last, gap, refused }: Trace) => ({
  columns: [column, first, low, high, last, gap].map((values) =>
    Array.from(values.subarray(0, length), (value) => value + 0),
  ),
  refused: refused.map((pixel) => pixel + 0),
});

test('a trace by blocks is the trace row by row', () => {
  fc.assert(
    fc.property(
      chunks,
      fc.boolean(),
      fc.double({ min: 0, max: 0.9, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      (parts, log, begin, share) => {
        const { xs, ys, blocks } = columnOf(parts);
        const from = begin * xs.length;
        const scale = width / Math.max(1, share * (xs.length - from));
        const floor = log ? 0 : linear;
        const drawn = fillTrace(emptyTrace(width + 4), xs, ys, from, scale, width, floor, blocks);
        expect(shown(drawn)).toEqual(
          shown(plainTrace(emptyTrace(width + 4), xs, ys, from, scale, width, floor)),
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('whether a column is empty, and what lies beyond the axis, is the same by blocks and row by row', () => {
  fc.assert(
    fc.property(chunks, fc.boolean(), fc.double({ min: 0.1, max: 3, noNaN: true }), (parts, log, high) => {
      const { xs, ys, blocks } = columnOf(parts);
      const series = { label: 'a', values: ys, steps: xs, data: {} } as unknown as Series;
      const frame = { width, height: 100, from: 1, pixelsPerUnit: width / Math.max(1, xs.length) };
      const words = (each: Series) => {
        const floor = log ? 0 : linear;
        const trace = fillTrace(
          emptyTrace(width + 4),
          xs,
          ys,
          1,
          frame.pixelsPerUnit,
          width,
          floor,
          each.blocks,
        );
        return edgesOf([each], [trace], [xs], scaleLinear([high / 2, high], [100, 0]), log, frame);
      };
      expect(words({ ...series, blocks })).toEqual(words(series));
      expect(isEmpty({ values: ys, blocks })).toBe([...ys].every(Number.isNaN));
    }),
    { numRuns: 200 },
  );
});

/** Every read of a value, of a summary or of a coordinate that one picture of so many noisy rows takes. */
function readsFor(rows: number, draw: typeof fillTrace, byBlocks: boolean): number {
  const { xs, ys, blocks } = columnOf([
    Array.from({ length: rows }, (_, i) =>
      i % 5000 === 17 ? Number.NaN : i % 7777 === 5 ? 1e9 : 2 + Math.sin(i * i),
    ),
  ]);
  let reads = 0;
  const counted = <T extends object>(target: T) =>
    new Proxy(target, {
      get(it, key) {
        if (key !== 'length') reads++;
        const value = Reflect.get(it, key);
        return typeof value === 'function' ? value.bind(it) : value;
      },
    });
  const seen: Blocks = Object.create(blocks);
  seen.over = (from, to, block, row) => {
    const counting: typeof block = (...summary) => {
      reads++;
      return block(...summary);
    };
    blocks.over(from, to, counting, row);
  };
  const [places, values] = [counted(xs), counted(ys)];
  const series = { label: 'a', values, steps: xs, data: {}, ...(byBlocks && { blocks: seen }) };
  const [width, pixelsPerUnit] = [800, 800 / rows];
  const trace = draw(emptyTrace(width + 4), places, values, 0, pixelsPerUnit, width, linear, seen);
  const y = scaleLinear([0, 4], [100, 0]);
  const frame = { width, height: 100, from: 0, pixelsPerUnit };
  edgesOf([series as unknown as Series], [trace], [places], y, false, frame);
  return reads;
}

test('a picture of 2,500,000 rows costs at most four times one of 25,000', () => {
  const growth = (draw: typeof fillTrace, byBlocks: boolean) =>
    readsFor(2_500_000, draw, byBlocks) / readsFor(25_000, draw, byBlocks);
  expect(growth(fillTrace, true)).toBeLessThan(4);
  // Either of the two, row by row, grows with the run.
  expect(growth(plainTrace, true)).toBeGreaterThan(20);
  expect(growth(fillTrace, false)).toBeGreaterThan(20);
});
