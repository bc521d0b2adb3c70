import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dropsIn } from './logged-drops';

const drops = (rates: number[], every = 1) =>
  dropsIn(
    rates.map((_, i) => (i + 1) * every),
    rates,
  );
const level = (count: number, rate: number) => new Array<number>(count).fill(rate);

test('a rate that is cut is marked after the last step at the old rate', () => {
  expect(drops([...level(30, 0.1), ...level(30, 0.01)])).toEqual([30]);
  expect(drops([...level(10, 0.1), ...level(10, 0.05), ...level(10, 0.005)], 100)).toEqual([1000, 2000]);
  // Within a few rows, after a warm-up, and at the last row.
  expect(drops([...level(10, 0.1), 0.06, 0.02, ...level(10, 0.01)])).toEqual([10]);
  expect(drops([0.01, 0.05, 0.1, ...level(5, 0.1), ...level(5, 0.01)])).toEqual([8]);
  expect(drops([...level(10, 0.1), 0.01])).toEqual([10]);
});

test('what falls all the time has no drops', () => {
  for (const count of [8, 20, 100, 2000]) {
    const cosine = Array.from({ length: count }, (_, i) => 0.05 * (1 + Math.cos((Math.PI * i) / count)));
    const exponential = Array.from({ length: count }, (_, i) => 0.1 * 0.5 ** i).filter(
      (rate) => rate > 1e-30,
    );
    const linear = Array.from({ length: count }, (_, i) => 0.1 * (1 - i / count));
    for (const rates of [cosine, exponential, linear, level(count, 0.1), level(count, 0)])
      expect(drops(rates)).toEqual([]);
  }
});

test('gaps and noise in the column are no drops, and a drop is found whatever its depth', () => {
  expect(drops([...level(10, 0.1), Number.NaN, ...level(3, 0.1), Number.NaN, ...level(9, 0.02)])).toEqual([
    14,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 4, max: 40 }),
      fc.integer({ min: 4, max: 40 }),
      fc.double({ min: 2, max: 1e6, noNaN: true }),
      (before, after, depth) => {
        expect(drops([...level(before, 0.1), ...level(after, 0.1 / depth)])).toEqual([before]);
      },
    ),
  );
});
