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

test('curvature follows a new largest direction from a warm start', async () => {
  const curvature = new Curvature(1);
  const at = (lambda: number[]) => curvature.measure(quadratic(lambda, [1, 1, 1, 1]), 2, 1, 0.1);
  expect((await at([9, 4, 1, 0.5])).sharpness).toBeCloseTo(9, 1);
  const moved = await at([9, 4, 1, 20]);
  expect(moved.sharpness / 20).toBeCloseTo(1, 2);
  expect(moved.second / 9).toBeCloseTo(1, 1.5);
  expect(moved.third).toBeNaN();
});

test('noise scale: exact for exact norms, within a tenth for sampled ones', () => {
  // E|G_B|^2 = |G|^2 + S/B.
  const [signal, noise] = [2, 300];
  const mean = (batch: number) => signal + noise / batch;
  expect(noiseScale(32, mean(32), 128, mean(128))).toBeCloseTo(noise / signal, 10);
  expect(noiseScale(32, 1, 128, 1)).toBe(0);
  expect(noiseScale(32, 1, 32, 1)).toBeNaN();

  const random = randomStream(3, 'probes');
  const square = (batch: number) => {
    let sum = 0;
    for (let i = 0; i < 20; i++)
      sum += (Math.sqrt(signal / 20) + Math.sqrt(noise / 20 / batch) * random.normal()) ** 2;
    return sum;
  };
  const average = (batch: number) => {
    let sum = 0;
    for (let i = 0; i < 4000; i++) sum += square(batch);
    return sum / 4000;
  };
  expect(noiseScale(8, average(8), 512, average(512)) / (noise / signal)).toBeCloseTo(1, 1);
});

test('probe set: change and slope of a step on a parabola give the share of its curvature', async () => {
  // L = w^2 / 2 from w = 1 by s = -0.5: promised -0.5, changed by -0.375.
  const reading = await readProbeSet(
    {
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
    distance: 0.5,
  });
  expect((reading.change - reading.slope) / -reading.slope).toBe(0.25);
});
