/**
 * How a network lies in the memory of the fused kernels. Everything is counted in vec4: features are padded to
 * multiples of four with zeros that stay zero (their weights are zero, and every activation maps 0 to 0), and
 * activations are feature-major, four examples to a vec4.
 *
 * A dense layer and a 1-D convolution are one thing here: with position-major features (position * channels +
 * channel), the inputs of an output position are consecutive rows, so a convolution is the dense product of a
 * sliding range of rows. Dense: one position, one tap.
 */
import type { Activation } from '../../fields';
import { asImage, type PlacedLayer } from '../../models/model';

/** One affine layer with what follows it. */
export interface FusedLayer {
  /** Input positions, and the padded channels of each. */
  positions: number;
  channels: number;
  /** Channels without padding. */
  realChannels: number;
  taps: number;
  stride: number;
  padding: number;
  outPositions: number;
  outChannels: number;
  realOutChannels: number;
  /** Absent after the last layer. */
  activation?: Activation;
  /** First vec4 of the weights, rows [taps * channels + 1, outChannels]; the last row is the bias. */
  weightsAt: number;
}

export interface FusedShape {
  layers: FusedLayer[];
  /** Features of one example, and the same padded. */
  inputs: number;
  classes: number;
  /** vec4s of all weights of one network, padding included. */
  weights: number;
}

/** Affine layers of one network at most. */
export const mostLayers = 5;

const padded = (n: number) => Math.ceil(n / 4) * 4;

/** The shape of a network, or in words what in it cannot train here. */
export function fusedShape(placed: readonly PlacedLayer[]): FusedShape | string {
  const layers: FusedLayer[] = [];
  let at = 0;
  for (const { layer, inputShape, outputShape } of placed) {
    if (layer.kind === 'batch-norm') return 'batch normalization';
    if (layer.kind === 'activation') {
      layers[layers.length - 1].activation = layer.name;
      continue;
    }
    const [height, width, realChannels] = asImage(inputShape);
    if (layer.kind === 'convolution' && width !== 1) return 'a convolution in two dimensions';
    const own =
      layer.kind === 'convolution'
        ? {
            positions: height,
            realChannels,
            taps: layer.kernel.height,
            stride: layer.stride.height,
            padding: layer.padding.height,
            outPositions: outputShape[0],
            realOutChannels: layer.channels,
          }
        : {
            ...rowsOf(layers[layers.length - 1], inputShape),
            stride: 1,
            padding: 0,
            outPositions: 1,
            realOutChannels: layer.units,
          };
    const channels = padded(own.realChannels);
    const outChannels = padded(own.realOutChannels);
    layers.push({ ...own, channels, outChannels, weightsAt: at });
    at += ((own.taps * channels + 1) * outChannels) / 4;
  }
  if (layers.length > mostLayers) return `more than ${mostLayers} layers with weights`;
  const [first] = layers;
  const last = layers[layers.length - 1];
  return {
    layers,
    inputs: first.positions * first.realChannels,
    classes: last.realOutChannels,
    weights: at,
  };
}

/** A dense layer reads the positions of the layer before it as taps of one window. */
function rowsOf(before: FusedLayer | undefined, inputShape: readonly number[]) {
  const positions = before?.outPositions ?? 1;
  const size = inputShape.reduce((product, n) => product * n, 1);
  return { positions, taps: positions, realChannels: size / positions };
}

/** vec4s from one weight row to the next. */
export const quadsOf = ({ outChannels }: FusedLayer) => outChannels / 4;

/** Where each trainable number lies in the padded weights: arrays [weight, bias, weight, ...] one after the other. */
export function packedIndices({ layers }: FusedShape): Uint32Array<ArrayBuffer> {
  const places: number[] = [];
  for (const layer of layers) {
    const { taps, channels, realChannels, outChannels, realOutChannels, weightsAt } = layer;
    const row = (at: number) => {
      for (let n = 0; n < realOutChannels; n++) places.push(4 * weightsAt + at * outChannels + n);
    };
    for (let tap = 0; tap < taps; tap++) for (let c = 0; c < realChannels; c++) row(tap * channels + c);
    row(taps * channels);
  }
  return Uint32Array.from(places);
}

/** The padded weights of a network from its arrays. */
export function packWeights(shape: FusedShape, arrays: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const packed = new Float32Array(4 * shape.weights);
  const places = packedIndices(shape);
  let next = 0;
  for (const array of arrays) for (const value of array) packed[places[next++]] = value;
  return packed;
}
