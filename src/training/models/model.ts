/**
 * What a network is to the rest of the code: a list of layers over one input shape. Pure description; an
 * engine gives it arithmetic.
 */
import type { Activation } from '../activations/registry';
import type { AnyRun, Fields, Own, Part, ValuesOf } from '../part';

export type Layer =
  /** Affine map of the flattened input to `units` outputs. */
  | { kind: 'dense'; units: number }
  /** Cross-correlation over height and width with zero padding; a 1-D signal has width 1. */
  | { kind: 'convolution'; channels: number; kernel: Size; stride: Size; padding: Size }
  /** Batch statistics in training, running averages in evaluation; then scale and shift. */
  | { kind: 'batch-norm' }
  | { kind: 'activation'; name: Activation };

export interface Size {
  height: number;
  width: number;
}

/** What the rules of every network read of a run beside its own fields. */
type Shared = {
  batchSize: number;
  trainSize: number;
};

export interface Model<Run = AnyRun> extends Part<Run> {
  layers(config: Run, classes: number): Layer[];
  /** Whether it takes examples of that shape; without it, all. */
  fits?(inputShape: readonly number[]): boolean;
}

/** Its own fields say what its functions are given. */
export const model = <const N extends string, const F extends Fields>(
  part: Model<Shared & ValuesOf<F>> & Own<N, F>,
) => part;

/** One trainable array of a network. */
export interface ParameterSpec {
  /** For example "dense 1 weight". */
  label: string;
  shape: number[];
  /** 'shift' and 'scale' belong to a batch normalization and start at 0 and 1. */
  role: 'weight' | 'bias' | 'scale' | 'shift';
  /** Inputs that feed one unit, and units fed by one input; they set the size of the first weights. */
  fanIn: number;
  fanOut: number;
}

/** A layer with its input and output shapes (without the batch) and its parameters, in order of use. */
export interface PlacedLayer {
  layer: Layer;
  inputShape: readonly number[];
  outputShape: readonly number[];
  parameters: ParameterSpec[];
}

/**
 * Shapes and parameters of every layer for inputs of `inputShape`: [features], [height, width, channels].
 * Throws when a convolution would leave nothing.
 */
export function placeLayers(layers: readonly Layer[], inputShape: readonly number[]): PlacedLayer[] {
  let shape = inputShape;
  return layers.map((layer, index) => {
    const placed = place(layer, shape, index + 1);
    shape = placed.outputShape;
    return placed;
  });
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}

/** [features] seen as an image of width 1 with one channel; images stay as they are. */
export function asImage(shape: readonly number[]): [height: number, width: number, channels: number] {
  return shape.length === 3 ? [shape[0], shape[1], shape[2]] : [sizeOf(shape), 1, 1];
}

function place(layer: Layer, inputShape: readonly number[], number: number): PlacedLayer {
  switch (layer.kind) {
    case 'activation':
      return { layer, inputShape, outputShape: inputShape, parameters: [] };
    case 'batch-norm': {
      const units = inputShape[inputShape.length - 1];
      const own = { shape: [units], fanIn: units, fanOut: units };
      return {
        layer,
        inputShape,
        outputShape: inputShape,
        parameters: [
          { ...own, label: `batch norm ${number} scale`, role: 'scale' },
          { ...own, label: `batch norm ${number} shift`, role: 'shift' },
        ],
      };
    }
    case 'dense': {
      const fanIn = sizeOf(inputShape);
      return {
        layer,
        inputShape,
        outputShape: [layer.units],
        parameters: weightAndBias(`dense ${number}`, fanIn, layer.units, fanIn, layer.units),
      };
    }
    case 'convolution': {
      const [height, width, channels] = asImage(inputShape);
      const outHeight = outputLength(height, layer.kernel.height, layer.stride.height, layer.padding.height);
      const outWidth = outputLength(width, layer.kernel.width, layer.stride.width, layer.padding.width);
      if (outHeight < 1 || outWidth < 1) throw new Error(`Convolution ${number} leaves no output.`);
      const taps = layer.kernel.height * layer.kernel.width;
      return {
        layer,
        inputShape,
        outputShape: [outHeight, outWidth, layer.channels],
        parameters: weightAndBias(
          `convolution ${number}`,
          taps * channels,
          layer.channels,
          taps * channels,
          taps * layer.channels,
        ),
      };
    }
  }
}

function weightAndBias(
  label: string,
  rows: number,
  units: number,
  fanIn: number,
  fanOut: number,
): ParameterSpec[] {
  return [
    { label: `${label} weight`, shape: [rows, units], role: 'weight', fanIn, fanOut },
    { label: `${label} bias`, shape: [units], role: 'bias', fanIn, fanOut },
  ];
}

/** Positions of a kernel along one axis. */
function outputLength(length: number, kernel: number, stride: number, padding: number): number {
  return Math.floor((length + 2 * padding - kernel) / stride) + 1;
}
