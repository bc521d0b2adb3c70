/** Against printed tables and values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { interval, mean, pairedDifference, standardDeviation, standardError, tQuantile } from './statistics';

/** Two-sided 95 % and 99 % points of Student's t, as tables print them. */
const tabulated = [
  [0.975, 1, 12.706],
  [0.975, 2, 4.303],
  [0.975, 3, 3.182],
  [0.975, 4, 2.776],
  [0.975, 5, 2.571],
  [0.975, 9, 2.262],
  [0.975, 30, 2.042],
  [0.975, 120, 1.98],
  [0.995, 1, 63.657],
  [0.995, 4, 4.604],
  [0.995, 10, 3.169],
  [0.95, 4, 2.132],
  [0.9, 1, 3.078],
  [0.75, 2, 0.816],
] as const;

describe('tQuantile', () => {
  it.each(tabulated)('%f with %i degrees of freedom is %f', (p, df, value) => {
    expect(tQuantile(p, df)).toBeCloseTo(value, 3);
  });

  it('has the closed forms of one and two degrees of freedom', () => {
    for (const p of [0.501, 0.6, 0.9, 0.999]) {
      expect(tQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 8);
      expect(tQuantile(p, 2)).toBeCloseTo((2 * p - 1) / Math.sqrt(2 * p * (1 - p)), 8);
    }
  });

  it('is odd about one half, and near the normal for many degrees of freedom', () => {
    expect(tQuantile(0.025, 7)).toBeCloseTo(-tQuantile(0.975, 7), 10);
    expect(tQuantile(0.5, 7)).toBeCloseTo(0, 10);
    expect(tQuantile(0.975, 1e6)).toBeCloseTo(1.95997, 4);
  });

  it('is refused where there is none', () => {
    for (const [p, df] of [
      [0, 4],
      [1, 4],
      [0.9, 0],
      [Number.NaN, 4],
    ])
      expect(() => tQuantile(p, df)).toThrow('No quantile');
  });
});

describe('means', () => {
  it('of 2, 4, 4, 4, 5, 5, 7, 9', () => {
    const values = [2, 4, 4, 4, 5, 5, 7, 9];
    expect(mean(values)).toBe(5);
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(standardError(values)).toBeCloseTo(Math.sqrt(32 / 7 / 8), 12);
  });

  it('of one value has no error', () => {
    expect(interval([3])).toEqual({
      mean: 3,
      standardError: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
      count: 1,
    });
  });

  it('of five values reaches 2.776 standard errors to each side', () => {
    const { mean: centre, low, high, standardError: error } = interval([1, 2, 3, 4, 5]);
    expect(centre).toBe(3);
    expect(high - centre).toBeCloseTo(2.776 * error, 3);
    expect(centre - low).toBeCloseTo(2.776 * error, 3);
  });
});

describe('pairedDifference', () => {
  it('what both of a pair share falls out', () => {
    const seeds = [10, 20, 30, 40];
    const {
      mean: centre,
      low,
      high,
    } = pairedDifference(
      seeds.map((value) => value + 1),
      seeds,
    );
    expect([centre, low, high]).toEqual([1, 1, 1]);
  });

  it('is first minus second', () => {
    expect(pairedDifference([1, 2], [3, 6]).mean).toBe(-3);
  });

  it('needs pairs', () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow('no pairs');
  });
});
