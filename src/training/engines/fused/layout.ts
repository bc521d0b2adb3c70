/** Where the activations of one batch lie in a network's scratch memory, and its entry in the kernels' table. */
import { type FusedShape, quadsOf } from './shape';
import { layerWords, networkHead, networkWords } from './wgsl/memory';

export interface Layout {
  /** Rows of scratch memory; a row holds one number for each example of the batch. */
  rows: number;
  scoreRow: number;
  gradientRow: number;
  lossRow: number;
  /** First row of each layer's inputs, outputs, and output gradients. */
  layers: { fromRow: number; toRow: number; slopeRow: number }[];
}

export function layoutOf({ layers }: FusedShape): Layout {
  let next = layers[0].positions * layers[0].channels;
  const take = (rows: number) => {
    next += rows;
    return next - rows;
  };
  let fromRow = 0;
  const placed = layers.map(({ outPositions, outChannels }) => {
    const size = outPositions * outChannels;
    const own = { fromRow, toRow: take(size), slopeRow: take(size) };
    fromRow = own.toRow;
    return own;
  });
  const last = placed[placed.length - 1];
  const lossRow = take(1);
  return { rows: next, scoreRow: last.toRow, gradientRow: last.slopeRow, lossRow, layers: placed };
}

/** Where one network's memory begins, in vec4, and the vec4s of one scratch row. */
export interface Place {
  stateAt: number;
  scratchAt: number;
  quads: number;
}

/** The words of struct Network in `wgsl/memory.ts`. */
export function tableEntry(shape: FusedShape, place: Place): Uint32Array<ArrayBuffer> {
  const layout = layoutOf(shape);
  const words = new Uint32Array(networkWords);
  const { layers, weights, inputs, classes } = shape;
  const { stateAt, scratchAt, quads } = place;
  const { scoreRow, gradientRow, lossRow } = layout;
  words.set([layers.length, weights, stateAt, scratchAt, quads, inputs]);
  words.set([layers[0].realChannels, classes, scoreRow, gradientRow, lossRow], 6);
  layers.forEach((layer, l) => {
    const { positions, channels, taps, stride, padding, outPositions, weightsAt } = layer;
    const { fromRow, toRow, slopeRow } = layout.layers[l];
    const slopeBefore = l > 0 ? layout.layers[l - 1].slopeRow : 0;
    const at = networkHead + l * layerWords;
    words.set([positions, channels, taps, stride, padding, outPositions, quadsOf(layer), weightsAt], at);
    words.set([fromRow, toRow, slopeRow, slopeBefore], at + 8);
  });
  return words;
}
