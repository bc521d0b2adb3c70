import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepColumns } from '../training/columns';
import { Columns } from '../training/growing-columns';
import { Derived, stepRules } from './derived';

type Rows = { [K in (typeof stepColumns)[number]]?: number[] };

/** Appends rows; columns that are not given are 1. */
function append(steps: Columns<(typeof stepColumns)[number]>, rows: Rows): void {
  const count = Object.values(rows)[0].length;
  const columns = stepColumns.map((name) => [name, rows[name] ?? new Array<number>(count).fill(1)]);
  steps.append(Object.fromEntries(columns));
}

/** Cosines that are wanted: all norms are 1, so the product is the cosine. */
function cosineOf(products: number[], memory: number): Float32Array {
  const steps = new Columns(stepColumns);
  append(steps, { gradientProduct: products });
  return new Derived(steps, () => stepRules(steps, memory)).get('cosine');
}

const nan = Number.NaN;

test('the cosine is missing before the first one, which counts as a whole one', () => {
  // The product of the first row belongs to a step before it.
  expect([...cosineOf([9, 0.5, 1, 0], 100)]).toEqual([nan, 0.5, 0.75, 0.5]);
  expect([...cosineOf([nan, nan, -0.5, nan, 0.5], 100)]).toEqual([nan, nan, -0.5, -0.5, 0]);
  expect([...cosineOf([nan, nan], 100)]).toEqual([nan, nan]);
});

test('the cosine is the mean of the finite ones, then a running one', () => {
  const products = [nan, 1, nan, 1, nan, 1, nan, nan, 0, 0];
  // Memory of four: 1, 1, 1, then (1 + 1 + 1 + 0) / 4 and a quarter less.
  const expected = [nan, 1, 1, 1, 1, 1, 1, 1, 0.75, 0.5625];
  expect([...cosineOf(products, 4)]).toEqual(expected);
});

test('the cosine is the same however its rows come and go', () => {
  const value = fc.oneof(fc.constant(nan), fc.double({ min: -1, max: 1, noNaN: true }));
  const all = fc.array(value, { maxLength: 60 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(all, fc.array(share), share, fc.constantFrom(4, 7.5, 100), (products, cuts, back, memory) => {
      const steps = new Columns(stepColumns);
      const derived = new Derived(steps, () => stepRules(steps, memory));
      const ends = [...cuts, 1].map((cut) => Math.floor(cut * products.length)).sort((a, b) => a - b);
      const grow = () => {
        for (const end of ends) {
          if (end <= steps.length) continue;
          append(steps, { gradientProduct: products.slice(steps.length, end) });
          derived.get('cosine');
        }
      };
      grow();
      const kept = Math.floor(back * products.length);
      steps.truncate(kept);
      derived.truncate(kept);
      grow();
      const expected = products.length > 0 ? cosineOf(products, memory) : [];
      derived.get('cosine').forEach((found, i) => {
        if (Number.isNaN(expected[i])) expect(found).toBeNaN();
        else expect(found).toBeCloseTo(expected[i], 5);
      });
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('the smoothed loss follows an opened log of 60 rows, and is the same however its rows come', () => {
  const loss = Array.from({ length: 60 }, (_, i) => (i < 30 ? 2 * 0.95 ** i : 0.02));
  const at = (cuts: number[]) => {
    const steps = new Columns(stepColumns);
    const derived = new Derived(steps, () => stepRules(steps, 30));
    for (const [i, end] of cuts.entries()) {
      append(steps, { batchLoss: loss.slice(cuts[i - 1] ?? 0, end) });
      derived.get('smoothedLoss');
    }
    return [...derived.get('smoothedLoss')];
  };
  const whole = at([60]);
  expect(whole[59]).toBeCloseTo(0.02, 6);
  expect(at([1, 7, 31, 60])).toEqual(whole);
});
