/** Probes on surfaces with known answers, in float64 and without an engine. */
import { expect, test } from 'vitest';
import { randomStream } from '../random';
import { criticalRate } from './critical-rate';
import { Curvature } from './curvature';
import { lanczos } from './lanczos';
import { noiseScale, readProbeSet } from './probe-set';

/** L(w) = 1/2 sum lambda_i w_i^2, whose step along the gradient can be written down. */
const quadratic = (lambda: readonly number[], w: readonly number[]) => {
  const loss = (at: readonly number[]) => at.reduce((sum, x, i) => sum + 0.5 * lambda[i] * x * x, 0);
  const gradient = w.map((x, i) => lambda[i] * x);
  return {
    parameters: w.length,
    alongGradient: async (rates: readonly number[]) =>
      Float64Array.from(rates, (rate) => loss(w.map((x, i) => x - rate * gradient[i]))),
    hessianProduct: async (v: Float32Array) => v.map((x, i) => lambda[i] * x),
  };
};

test.each([
  [[3], [1]],
  [
    [100, 1],
    [1, 1],
  ],
  [
    [0.02, 0.01],
    [5, 1],
  ],
  [
    [1e4, 1],
    [1, 3],
  ],
])(
  'critical rate of a quadratic with eigenvalues %j from %j, from guesses far and near',
  async (lambda, w) => {
    // Along G the loss change is -rate |G|^2 + rate^2/2 G'HG: zero at 2 |G|^2 / G'HG.
    const g = w.map((x, i) => lambda[i] * x);
    const exact = (2 * g.reduce((s, x) => s + x * x, 0)) / g.reduce((s, x, i) => s + lambda[i] * x * x, 0);
    for (const guess of [exact, exact / 3, exact * 40, 1e-3, Number.NaN]) {
      expect((await criticalRate(quadratic(lambda, w), guess)) / exact).toBeCloseTo(1, 5);
    }
  },
);

test('critical rate: NaN where no rate raises the loss, and where none lowers it', async () => {
  const falling = { alongGradient: async (rates: readonly number[]) => Float64Array.from(rates, (r) => -r) };
  const rising = { alongGradient: async (rates: readonly number[]) => Float64Array.from(rates) };
  expect(await criticalRate(falling, 1)).toBeNaN();
  expect(await criticalRate(rising, 1)).toBeNaN();
});

test('Lanczos on a diagonal: the largest eigenvalues, not the largest in size, with honest bounds', async () => {
  const lambda = Array.from({ length: 200 }, (_, i) =>
    i === 7 ? 50 : i === 90 ? 30 : i === 91 ? -80 : i / 40,
  );
  const random = randomStream(1, 'probes');
  const start = Float64Array.from(lambda, () => random.normal());
  const { hessianProduct } = quadratic(lambda, lambda);
  const { values, vectors, bounds, products } = await lanczos(hessianProduct, start, {
    count: 2,
    mostProducts: 40,
    tolerance: 1e-5,
  });
  expect(Math.abs(values[0] - 50)).toBeLessThanOrEqual(bounds[0] + 1e-4);
  expect(Math.abs(values[1] - 30)).toBeLessThanOrEqual(bounds[1] + 1e-4);
  expect(Math.abs(vectors[0][7])).toBeCloseTo(1, 4);
  const again = await lanczos(hessianProduct, vectors[0], { count: 1, mostProducts: 40, tolerance: 1e-3 });
  expect(again.products).toBeLessThan(products);
});

test('Lanczos in a space smaller than the products it may spend', async () => {
  const { hessianProduct } = quadratic([2, 1], [1, 1]);
  const { values } = await lanczos(hessianProduct, [1, 1], { count: 3, mostProducts: 20, tolerance: 1e-6 });
  expect(values.map((value) => Number(value.toFixed(5)))).toEqual([2, 1]);
});

test('Lanczos: not a number where a product is not finite, at the first or at a later one', async () => {
  const { hessianProduct } = quadratic([5, 3, 2, 1], [1, 1, 1, 1]);
  for (const broken of [1, 2, 3]) {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
      let products = 0;
      const multiply = async (v: Float32Array) =>
        ++products === broken ? Float32Array.of(1, value, 1, 1) : hessianProduct(v);
      const options = { count: 2, mostProducts: 10, tolerance: 1e-9 };
      const found = await lanczos(multiply, [1, 2, 3, 4], options);
      expect(found).toEqual({
        values: [Number.NaN, Number.NaN],
        vectors: [],
        bounds: [Number.NaN, Number.NaN],
        products: broken,
      });
    }
  }
});

test('curvature of a surface that is not finite is not a number, and is measured again when it is', async () => {
  const curvature = new Curvature(1);
  const lost = {
    parameters: 4,
    alongGradient: async (rates: readonly number[]) => new Float64Array(rates.length).fill(Number.NaN),
    hessianProduct: async () => new Float32Array(4).fill(Number.NaN),
  };
  const nan = Number.NaN;
  const row = { step: 5, sharpness: nan, second: nan, third: nan, criticalRate: nan };
  expect(await curvature.measure(lost, 3, 5, 10)).toEqual(row);
  const found = await curvature.measure(quadratic([9, 4, 1, 0.5], [1, 1, 1, 1]), 1, 6, 10);
  expect(found.sharpness).toBeCloseTo(9, 1);
});

test('curvature follows a new largest direction from a warm start', async () => {
  const curvature = new Curvature(1);
  const at = (lambda: number[]) => curvature.measure(quadratic(lambda, [1, 1, 1, 1]), 2, 1, 0.1);
  expect((await at([9, 4, 1, 0.5])).sharpness).toBeCloseTo(9, 1);
  const moved = await at([9, 4, 1, 20]);
  expect(moved.sharpness / 20).toBeCloseTo(1, 2);
  expect(moved.second / 9).toBeCloseTo(1, 1.5);
  expect(moved.third).toBeNaN();
});

// E|G_B|^2 = |G|^2 + S/B.
const [signal, noise] = [2, 300];
const pairOf = (batchSize: number, probeSize: number, of: (size: number) => number) => ({
  batchSize,
  batchSquare: of(batchSize),
  probeSquare: of(probeSize),
});

test('a new largest direction among 12,000 is not missed, though the last ones say nothing of it', async () => {
  const parameters = 12_000;
  for (let seed = 1; seed <= 8; seed++) {
    let diagonal = new Float32Array(parameters).map((_, i) => (i === 0 ? 10 : Math.cos(i) ** 2));
    const surface = {
      parameters,
      hessianProduct: async (v: Float32Array) => v.map((x, i) => diagonal[i] * x),
      alongGradient: async (rates: readonly number[]) => Float64Array.from(rates, (rate) => rate ** 2 - rate),
    };
    const curvature = new Curvature(seed);
    expect((await curvature.measure(surface, 1, 1, 0.1)).sharpness).toBeCloseTo(10, 1);
    diagonal = diagonal.map((value, i) => (i === 777 ? 12 : value));
    expect((await curvature.measure(surface, 1, 2, 0.1)).sharpness).toBeCloseTo(12, 1);
  }
});

test('noise scale: exact for exact norms, whatever the sizes of the batches', () => {
  const mean = (size: number) => signal + noise / size;
  for (const sizes of [[32], [32, 32, 5], [200], [8, 500, 64]]) {
    const pairs = sizes.map((size) => pairOf(size, 128, mean));
    expect(noiseScale(pairs, 128)).toBeCloseTo(noise / signal, 9);
  }
  expect(noiseScale([pairOf(32, 128, () => 1)], 128)).toBe(0);
});

test('noise scale: unknown where batches are as large as the probe set, or nothing but noise is seen', () => {
  const mean = (size: number) => signal + noise / size;
  const pairs = (...sizes: number[]) => sizes.map((size) => pairOf(size, 128, mean));
  expect(noiseScale(pairs(128, 128), 128)).toBeNaN();
  expect(noiseScale(pairs(128, 128, 32), 128)).toBeNaN();
  expect(noiseScale(pairs(128, 32), 128)).toBeCloseTo(noise / signal, 9);
  expect(noiseScale([], 128)).toBeNaN();
  expect(
    noiseScale(
      [pairOf(32, 128, (size) => 1 / size)].map((pair) => ({ ...pair, probeSquare: 0 })),
      128,
    ),
  ).toBeNaN();
});

test('noise scale: within a tenth for sampled norms, a third of the batches short', () => {
  const random = randomStream(3, 'probes');
  const square = (size: number) => {
    let sum = 0;
    for (let i = 0; i < 20; i++)
      sum += (Math.sqrt(signal / 20) + Math.sqrt(noise / 20 / size) * random.normal()) ** 2;
    return sum;
  };
  const pairs = Array.from({ length: 6000 }, (_, i) => pairOf(i % 3 === 2 ? 3 : 8, 512, square));
  expect(noiseScale(pairs, 512) / (noise / signal)).toBeCloseTo(1, 1);
});

test('probe set: change and slope of a step on a parabola give the share of its curvature', async () => {
  // L = w^2 / 2 from w = 1 by s = -0.5: promised -0.5, changed by -0.375.
  const reading = await readProbeSet(
    {
      batchSize: 20,
      start: async () => ({ loss: 0.5, slope: -0.5, square: 1 }),
      alongStep: async () => Float64Array.of(0.125),
      distance: async () => 0.5,
    },
    7,
    3,
  );
  expect(reading).toEqual({
    step: 7,
    change: -0.375,
    slope: -0.5,
    gradientSquare: 1,
    batchGradientSquare: 9,
    batchSize: 20,
    distance: 0.5,
  });
  expect((reading.change - reading.slope) / -reading.slope).toBe(0.25);
});
