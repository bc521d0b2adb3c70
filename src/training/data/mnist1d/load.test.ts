import { describe, expect, test } from 'vitest';
import type { Dataset } from '../dataset';
import { generateMnist1d } from './load';

/** Readings of the published set (science notes, section 7). */
const published = {
  autocorrelation: [0.77, 0.46, 0.25, 0.16, 0.09],
  quantiles: [-2.77, -1.68, -0.55, 0.02, 0.57, 1.57, 2.75],
  classMean: 0.27,
  logistic: 0.32,
  neighbour: 0.57,
};
const seeds = [1, 2, 3];
const sets = seeds.map(generateMnist1d);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const row = (inputs: Float32Array, i: number) => inputs.subarray(40 * i, 40 * i + 40);

function autocorrelation({ train, test: held }: Dataset, lag: number): number {
  let product = 0;
  let square = 0;
  for (const { inputs, labels } of [train, held]) {
    for (let i = 0; i < labels.length; i++) {
      const x = row(inputs, i);
      const centre = mean([...x]);
      for (let k = 0; k < 40; k++) square += (x[k] - centre) ** 2;
      for (let k = 0; k + lag < 40; k++) product += (x[k] - centre) * (x[k + lag] - centre);
    }
  }
  return product / square;
}

function accuracy({ test: held }: Dataset, predict: (x: Float32Array) => number): number {
  return mean([...held.labels].map((label, i) => (predict(row(held.inputs, i)) === label ? 1 : 0)));
}

const squareDistance = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] - b[k]) ** 2;
  return sum;
};

function nearest(candidates: ArrayLike<number>[], x: Float32Array): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  candidates.forEach((candidate, i) => {
    const distance = squareDistance(candidate, x);
    if (distance < least) {
      least = distance;
      best = i;
    }
  });
  return best;
}

function classMeans({ train }: Dataset): Float64Array[] {
  const sums = Array.from({ length: 10 }, () => new Float64Array(40));
  const counts = new Float64Array(10);
  train.labels.forEach((label, i) => {
    counts[label]++;
    row(train.inputs, i).forEach((x, k) => {
      sums[label][k] += x;
    });
  });
  return sums.map((sum, c) => sum.map((x) => x / counts[c]));
}

/** Multinomial logistic regression by full-batch gradient descent in float64. */
function logisticWeights({ train }: Dataset): Float64Array[] {
  const weights = Array.from({ length: 10 }, () => new Float64Array(41));
  const n = train.labels.length;
  for (let step = 0; step < 150; step++) {
    const gradient = weights.map((w) => new Float64Array(w.length));
    for (let i = 0; i < n; i++) {
      const x = row(train.inputs, i);
      const scores = weights.map((w) => scoreOf(w, x));
      const most = Math.max(...scores);
      const exps = scores.map((z) => Math.exp(z - most));
      const total = exps.reduce((sum, e) => sum + e, 0);
      for (let c = 0; c < 10; c++) {
        const slope = (exps[c] / total - (c === train.labels[i] ? 1 : 0)) / n;
        for (let k = 0; k < 40; k++) gradient[c][k] += slope * x[k];
        gradient[c][40] += slope;
      }
    }
    weights.forEach((w, c) => {
      w.forEach((_, k) => {
        w[k] -= 0.5 * gradient[c][k];
      });
    });
  }
  return weights;
}

function scoreOf(weights: Float64Array, x: Float32Array): number {
  let score = weights[40];
  for (let k = 0; k < 40; k++) score += weights[k] * x[k];
  return score;
}

const within = (measured: number, expected: number, tolerance = 0.03) =>
  expect(Math.abs(measured - expected), `${measured} against ${expected}`).toBeLessThanOrEqual(tolerance);

describe('MNIST-1D against the published set, means over three seeds', () => {
  test('lag 1-5 autocorrelation', () => {
    published.autocorrelation.forEach((expected, i) => {
      within(mean(sets.map((set) => autocorrelation(set, i + 1))), expected, 0.015);
    });
  });

  test('quantiles', () => {
    const shares = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];
    const sorted = sets.map(({ train, test: held }) =>
      [...train.inputs, ...held.inputs].sort((a, b) => a - b),
    );
    shares.forEach((share, q) => {
      const measured = mean(sorted.map((values) => values[Math.floor(share * values.length)]));
      within(measured, published.quantiles[q]);
    });
  });

  test('nearest class mean, logistic regression, nearest neighbour', () => {
    within(mean(sets.map((set) => accuracy(set, (x) => nearest(classMeans(set), x)))), published.classMean);
    const logistic = sets.map((set) => {
      const weights = logisticWeights(set);
      return accuracy(set, (x) => {
        const scores = weights.map((w) => scoreOf(w, x));
        return scores.indexOf(Math.max(...scores));
      });
    });
    within(mean(logistic), published.logistic);
    const neighbour = sets.map((set) => {
      const rows = Array.from(set.train.labels, (_, i) => row(set.train.inputs, i));
      return accuracy(set, (x) => set.train.labels[nearest(rows, x)]);
    });
    within(mean(neighbour), published.neighbour);
  }, 60_000);
});

test('standardized, balanced, seeded', () => {
  const { train, test: held } = sets[0];
  const all = [...train.inputs, ...held.inputs];
  expect(mean(all)).toBeCloseTo(0, 5);
  expect(mean(all.map((x) => x * x))).toBeCloseTo(1, 5);
  const labels = [...train.labels, ...held.labels];
  for (let c = 0; c < 10; c++) expect(labels.filter((label) => label === c)).toHaveLength(500);
  expect(train.labels).toHaveLength(4000);
  expect(generateMnist1d(1).train.inputs).toEqual(train.inputs);
  expect(generateMnist1d(2).train.inputs).not.toEqual(train.inputs);
});
