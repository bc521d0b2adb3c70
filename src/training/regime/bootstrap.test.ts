import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { medianEstimate, ratioEstimate } from './bootstrap';

const plainMedian = (values: ArrayLike<number>) => {
  const sorted = Array.from(values).sort((a, b) => a - b);
  const half = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(half)] : (sorted[half - 1] + sorted[half]) / 2;
};

const normals = (seed: number, n: number, mean = 0) => {
  const random = randomStream(seed, 'data');
  return Float64Array.from({ length: n }, () => mean + random.normal());
};

/** Percentile interval of independent draws, the slow way: other generator, many more resamples, sorted each time. */
function slowInterval(n: number, statistic: (rows: number[]) => number): [number, number] {
  const random = randomStream(99, 'order');
  const statistics = Array.from({ length: 4000 }, () =>
    statistic(Array.from({ length: n }, () => random.integer(n))),
  ).sort((a, b) => a - b);
  return [statistics[400], statistics[3599]];
}

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe('medianEstimate', () => {
  it('is the median, within its interval, and always the same', () => {
    fc.assert(
      fc.property(values, (list) => {
        const given = Float64Array.from(list);
        const { value, low, high } = medianEstimate(given);
        expect(value).toBe(plainMedian(list));
        expect(Array.from(given)).toEqual(list);
        if (!(low <= value && value <= high)) throw new Error('the interval does not hold the median');
        if (!(low >= Math.min(...list) && high <= Math.max(...list))) throw new Error('beyond the readings');
        expect(medianEstimate(given)).toEqual({ value, low, high });
      }),
    );
  });

  it('agrees with slow independent resampling where readings are independent', () => {
    const width: number[] = [];
    for (let seed = 1; seed <= 10; seed++) {
      const given = normals(seed, 125);
      const [low, high] = slowInterval(125, (rows) => plainMedian(rows.map((i) => given[i])));
      const estimate = medianEstimate(given);
      width.push((estimate.high - estimate.low) / (high - low));
    }
    expect(plainMedian(width)).toBeGreaterThan(0.8);
    expect(plainMedian(width)).toBeLessThan(1.2);
  });

  it('holds the true median about 80 times in 100', () => {
    let held = 0;
    for (let seed = 1; seed <= 500; seed++) {
      const { low, high } = medianEstimate(normals(seed, 64, 3));
      if (low <= 3 && 3 <= high) held++;
    }
    expect(held / 500).toBeGreaterThan(0.72);
    expect(held / 500).toBeLessThan(0.88);
  });

  it('knows that successive readings depend on each other', () => {
    // Period two: any four in a row have the same median. Drawn one by one it would reach from 0 to 1.
    const period = Float64Array.from({ length: 32 }, (_, i) => i % 2);
    expect(medianEstimate(period)).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
    // Runs of equal readings: as if there were fewer of them.
    const single = normals(5, 128);
    const runs = Float64Array.from({ length: 128 }, (_, i) => single[i >> 2]);
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const [low, high] = slowInterval(128, (rows) => plainMedian(rows.map((i) => runs[i])));
    expect(width(medianEstimate(runs))).toBeGreaterThan(1.3 * (high - low));
  });

  it('is not a number without readings', () => {
    expect(medianEstimate(new Float64Array(0))).toEqual({
      value: Number.NaN,
      low: Number.NaN,
      high: Number.NaN,
    });
  });
});

describe('ratioEstimate', () => {
  it('agrees with slow resampling of pairs', () => {
    const under = normals(1, 40, 5);
    const above = normals(2, 40).map((noise, i) => 0.7 * under[i] + noise);
    const total = (of: Float64Array, rows: number[]) => rows.reduce((sum, i) => sum + of[i], 0);
    const [low, high] = slowInterval(40, (rows) => total(above, rows) / total(under, rows));
    const estimate = ratioEstimate(above, under);
    const every = Array.from({ length: 40 }, (_, i) => i);
    expect(estimate.value).toBeCloseTo(total(above, every) / total(under, every), 12);
    expect(Math.abs(estimate.low - low)).toBeLessThan(0.25 * (high - low));
    expect(Math.abs(estimate.high - high)).toBeLessThan(0.25 * (high - low));
  });

  it('is exact, with an interval of no width, for proportional readings', () => {
    const under = Float64Array.of(1, 2, 4, 8);
    expect(
      ratioEstimate(
        under.map((each) => each / 2),
        under,
      ),
    ).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  });

  it('is infinite where nothing was promised and something was taken, unknown where neither', () => {
    expect(ratioEstimate(Float64Array.of(1, 1), Float64Array.of(-1, -1)).value).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(ratioEstimate(Float64Array.of(-1, -1), Float64Array.of(-1, -1)).value).toBeNaN();
    expect(ratioEstimate(Float64Array.of(0, 0), Float64Array.of(0, 0)).value).toBeNaN();
    expect(ratioEstimate(new Float64Array(0), new Float64Array(0)).high).toBeNaN();
    // Promises of both signs: their sum is positive, that of many resamples is not.
    const wide = ratioEstimate(Float64Array.of(1, 1, 1, 1), Float64Array.of(3, -2, 3, -2));
    expect(wide.value).toBe(2);
    expect(wide.high).toBe(Number.POSITIVE_INFINITY);
    expect(wide.low).toBeLessThan(1);
  });
});
