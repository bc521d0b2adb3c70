/**
 * MNIST-1D (Greydanus & Kobak, ICML 2024), generated: ten one-dimensional digit-like shapes, padded, scaled,
 * shifted, sheared and buried in correlated noise. Own implementation of the published recipe; the numbers
 * differ from the published file, the statistics do not.
 */

import { type RandomStream, randomStream } from '../../random';
import type { Dataset, Load, Split } from '../dataset';
import { mnist1d } from './part';

const examples = 5000;
const trainCount = 4000;
const { classes } = mnist1d;
const length = 40;

/** Heights of the twelve points of each class's shape. */
const shapes = [
  [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
  [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
  [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
  [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
  [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
  [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
  [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
  [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
  [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
];

const paddingFrom = 36;
const paddingTo = 60;
const padded = 72;
const shiftBelow = 48;
const scaleSpread = 0.4;
const correlatedNoise = 0.25;
const correlationWidth = 2;
const plainNoise = 0.02;
const shearSpread = 0.75;

/** The whole set of one seed; the data stream of the seed alone decides it. Takes a fraction of a second. */
export function generateMnist1d(seed: number): Dataset {
  const random = randomStream(seed, 'data');
  const order = random.permutation(examples);
  const inputs = new Float64Array(examples * length);
  const labels = new Int32Array(examples);
  const templates = shapes.map(template);
  for (let i = 0; i < examples; i++) {
    const label = i % classes;
    labels[order[i]] = label;
    inputs.set(example(templates[label], random), order[i] * length);
  }
  standardize(inputs);
  const split = (from: number, to: number): Split => ({
    inputs: Float32Array.from(inputs.subarray(from * length, to * length)),
    labels: labels.slice(from, to),
  });
  return {
    inputShape: [length],
    classes,
    train: split(0, trainCount),
    test: split(trainCount, examples),
  };
}

/** Many runs of one seed come one after the other; a short run takes less time than its data. */
let latest: { seed: number; dataset: Dataset } | undefined;

export const load: Load = async ({ seed }) => {
  if (latest?.seed !== seed) latest = { seed, dataset: generateMnist1d(seed) };
  return latest.dataset;
};

/** A shape with mean 0 and deviation 1, then starting at 0, in sixths; never exactly 0, which means "no signal". */
function template(heights: readonly number[]): Float64Array {
  const mean = heights.reduce((sum, y) => sum + y, 0) / heights.length;
  const deviation = Math.sqrt(heights.reduce((sum, y) => sum + (y - mean) ** 2, 0) / heights.length);
  return Float64Array.from(heights, (y) => (y - heights[0]) / deviation / 6 + 1e-8);
}

function example(shape: Float64Array, random: RandomStream): Float64Array {
  const pad = paddingFrom + random.integer(paddingTo - paddingFrom);
  const long = new Float64Array(shape.length + pad);
  long.set(shape);
  let signal = resample(long, padded);
  const scale = 1 + scaleSpread * (random.uniform() - 0.5);
  signal = rotate(
    signal.map((x) => x * scale),
    random.integer(shiftBelow),
  );
  const smooth = gaussianFilter(
    signal.map(() => correlatedNoise * random.normal()),
    correlationWidth,
  );
  const shear = shearSpread * (random.uniform() - 0.5);
  const sheared = signal.map((x, i) => {
    const noisy = (x === 0 ? smooth[i] : x) + plainNoise * random.normal();
    return noisy + shear * (i / (padded - 1) - 0.5);
  });
  return resample(sheared, length);
}

/** Linear interpolation at `count` points spread from the first to the last sample. */
function resample(signal: Float64Array, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const at = (i * (signal.length - 1)) / (count - 1);
    const left = Math.min(Math.floor(at), signal.length - 2);
    const share = at - left;
    return signal[left] * (1 - share) + signal[left + 1] * share;
  });
}

/** Circular shift to the right. */
function rotate(signal: Float64Array, by: number): Float64Array {
  return signal.map((_, i) => signal[(i - by + signal.length) % signal.length]);
}

/** Convolution with a normalized Gaussian cut at four deviations; the signal is mirrored at its ends. */
function gaussianFilter(signal: Float64Array, deviation: number): Float64Array {
  const radius = Math.round(4 * deviation);
  const weights = Float64Array.from({ length: 2 * radius + 1 }, (_, k) =>
    Math.exp(-0.5 * ((k - radius) / deviation) ** 2),
  );
  const total = weights.reduce((sum, w) => sum + w, 0);
  const n = signal.length;
  const mirrored = (i: number) => (i < 0 ? -i - 1 : i >= n ? 2 * n - 1 - i : i);
  return signal.map((_, i) => {
    let sum = 0;
    for (let k = -radius; k <= radius; k++) sum += weights[k + radius] * signal[mirrored(i + k)];
    return sum / total;
  });
}

/** Mean 0 and deviation 1 over all numbers, in place. */
function standardize(values: Float64Array): void {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length);
  values.forEach((x, i) => {
    values[i] = (x - mean) / deviation;
  });
}
