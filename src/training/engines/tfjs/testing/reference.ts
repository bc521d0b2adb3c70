/**
 * The oracle of the engine tests: networks and SGD in float64, written from the definitions with plain loops,
 * gradients by central differences. Shares no arithmetic with the engine.
 */
import type { LossName } from '../../../fields';
import { asImage, type PlacedLayer, sizeOf } from '../../../models/model';

export type Weights = Float64Array[];

/** Mean loss of a batch; batch normalization uses the batch's statistics. */
export function referenceLoss(
  layers: readonly PlacedLayer[],
  weights: Weights,
  rows: readonly Float64Array[],
  labels: readonly number[],
  loss: LossName,
): number {
  let values: Float64Array[] = [...rows];
  let next = 0;
  for (const placed of layers) {
    const own = weights.slice(next, next + placed.parameters.length);
    next += own.length;
    values = apply(placed, own, values);
  }
  const losses = values.map((scores, i) => {
    if (loss === 'squared-error')
      return scores.reduce((sum, z, c) => sum + (z - +(c === labels[i])) ** 2 / 2, 0);
    const most = Math.max(...scores);
    const total = scores.reduce((sum, z) => sum + Math.exp(z - most), 0);
    return most + Math.log(total) - scores[labels[i]];
  });
  return losses.reduce((sum, x) => sum + x, 0) / losses.length;
}

/** Central differences of the loss; in float64 the relative error is about 1e-9 away from kinks. */
export function referenceGradient(loss: (weights: Weights) => number, weights: Weights): Weights {
  const step = 1e-6;
  return weights.map((array, a) => {
    const gradient = new Float64Array(array.length);
    for (let i = 0; i < array.length; i++) {
      const shifted = (by: number) => {
        const copy = weights.map((each, k) => (k === a ? Float64Array.from(each) : each));
        copy[a][i] += by;
        return loss(copy);
      };
      gradient[i] = (shifted(step) - shifted(-step)) / (2 * step);
    }
    return gradient;
  });
}

export const norm = (arrays: readonly ArrayLike<number>[]) =>
  Math.sqrt(arrays.reduce((sum, a) => sum + Array.from(a).reduce((s, x) => s + x * x, 0), 0));

/** ||a - b|| / ||b|| over lists of arrays. */
export function relativeError(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): number {
  return norm(a.map((each, i) => Float64Array.from(each, (x, k) => x - b[i][k]))) / norm(b);
}

function apply(
  { layer, inputShape, outputShape }: PlacedLayer,
  own: Weights,
  rows: Float64Array[],
): Float64Array[] {
  switch (layer.kind) {
    case 'activation':
      return rows.map((row) => row.map((x) => activation(layer.name, x)));
    case 'dense':
      return rows.map((row) => affine(row, own[0], own[1]));
    case 'batch-norm':
      return batchNorm(rows, own[0], own[1]);
    case 'convolution': {
      const [height, width, channels] = asImage(inputShape);
      const [outHeight, outWidth, outChannels] = outputShape;
      const { kernel, stride, padding } = layer;
      return rows.map((row) => {
        const out = new Float64Array(sizeOf(outputShape));
        for (let oy = 0; oy < outHeight; oy++)
          for (let ox = 0; ox < outWidth; ox++)
            for (let o = 0; o < outChannels; o++) {
              let total = own[1][o];
              for (let ky = 0; ky < kernel.height; ky++)
                for (let kx = 0; kx < kernel.width; kx++) {
                  const y = oy * stride.height - padding.height + ky;
                  const x = ox * stride.width - padding.width + kx;
                  if (y < 0 || x < 0 || y >= height || x >= width) continue;
                  for (let c = 0; c < channels; c++) {
                    const weight = own[0][((ky * kernel.width + kx) * channels + c) * outChannels + o];
                    total += weight * row[(y * width + x) * channels + c];
                  }
                }
              out[(oy * outWidth + ox) * outChannels + o] = total;
            }
        return out;
      });
    }
  }
}

function affine(row: Float64Array, weight: Float64Array, bias: Float64Array): Float64Array {
  return bias.map((b, o) => row.reduce((sum, x, i) => sum + x * weight[i * bias.length + o], b));
}

function batchNorm(rows: Float64Array[], scale: Float64Array, shift: Float64Array): Float64Array[] {
  const n = rows.length;
  const mean = scale.map((_, c) => rows.reduce((sum, row) => sum + row[c], 0) / n);
  const variance = scale.map((_, c) => rows.reduce((sum, row) => sum + (row[c] - mean[c]) ** 2, 0) / n);
  return rows.map((row) =>
    row.map((x, c) => ((x - mean[c]) / Math.sqrt(variance[c] + 1e-5)) * scale[c] + shift[c]),
  );
}

function activation(name: 'relu' | 'tanh' | 'gelu', x: number): number {
  if (name === 'relu') return Math.max(0, x);
  if (name === 'tanh') return Math.tanh(x);
  return x * normalBelow(x);
}

/** Normal distribution function by its Taylor series (Marsaglia 2004), good to 1e-15 for |x| < 7. */
function normalBelow(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * x * x - 0.5 * Math.log(2 * Math.PI));
}
