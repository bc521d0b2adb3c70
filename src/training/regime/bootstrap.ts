/**
 * Seeded bootstrap intervals (Efron & Tibshirani 1993, percentile method): 200 resamples, 80 %. The same readings
 * always give the same interval. Fast enough for every window of a run.
 */
import type { Estimate } from './types';

const resamples = 200;
/** Ranks of the 10 % and 90 % quantiles as shares. */
const tail = 0.1;
/** Successive steps resemble each other: they are drawn in runs of this many (circular blocks). */
const blockLength = 4;

const nothing: Estimate = { value: Number.NaN, low: Number.NaN, high: Number.NaN };

/**
 * Median of readings in the order in which they were taken. Resamples count ranks, so that their median is a
 * walk over counts and nothing is sorted twice.
 */
export function medianEstimate(values: Float64Array): Estimate {
  const n = values.length;
  if (n === 0) return { ...nothing };
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b]);
  const sorted = Float64Array.from(order, (i) => values[i]);
  const ranks = new Uint32Array(n + blockLength);
  order.forEach((i, rank) => {
    ranks[i] = rank;
  });
  for (let k = 0; k < blockLength; k++) ranks[n + k] = ranks[k % n];

  const below = generator();
  const counts = new Uint32Array(n);
  const medians = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    counts.fill(0);
    for (let drawn = 0; drawn < n; drawn += blockLength) {
      const start = below(n);
      const end = start + Math.min(blockLength, n - drawn);
      for (let k = start; k < end; k++) counts[ranks[k]]++;
    }
    medians[r] = middle(sorted, counts);
  }
  return interval((sorted[(n - 1) >> 1] + sorted[n >> 1]) / 2, medians);
}

/** Median of the ascending values, each taken as often as counted; counts sum to the number of values. */
function middle(sorted: Float64Array, counts: Uint32Array): number {
  const n = sorted.length;
  const lower = (n - 1) >> 1;
  let rank = 0;
  let seen = counts[0];
  while (seen <= lower) seen += counts[++rank];
  const value = sorted[rank];
  if (n % 2 === 1 || seen > lower + 1) return value;
  while (seen <= lower + 1) seen += counts[++rank];
  return (value + sorted[rank]) / 2;
}

/**
 * Sum of numerators over sum of denominators. A share of nothing that is still taken is infinite: where the
 * denominators do not sum to more than zero and the numerators do, the ratio is Infinity; where neither does, it
 * is not a number, and such resamples are left out.
 */
export function ratioEstimate(numerators: Float64Array, denominators: Float64Array): Estimate {
  const n = numerators.length;
  if (n === 0) return { ...nothing };
  const below = generator();
  const ratios = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    let above = 0;
    let under = 0;
    for (let i = 0; i < n; i++) {
      const k = below(n);
      above += numerators[k];
      under += denominators[k];
    }
    ratios[r] = ratio(above, under);
  }
  return interval(ratio(sum(numerators), sum(denominators)), ratios);
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

function ratio(above: number, under: number): number {
  if (under > 0) return above / under;
  return above > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

/** Percentile interval, widened where it would not hold the value itself. Sorts the statistics. */
function interval(value: number, statistics: Float64Array): Estimate {
  if (Number.isNaN(value)) return { ...nothing };
  statistics.sort();
  let last = statistics.length - 1;
  while (last >= 0 && Number.isNaN(statistics[last])) last--;
  if (last < 0) return { value, low: value, high: value };
  const low = statistics[Math.round(tail * last)];
  const high = statistics[Math.round((1 - tail) * last)];
  return { value, low: Math.min(low, value), high: Math.max(high, value) };
}

/** Whole numbers below n, always the same sequence: xorshift32 (Marsaglia 2003). */
function generator(): (n: number) => number {
  let state = 0x9e3779b9;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 4294967296) * n);
  };
}
