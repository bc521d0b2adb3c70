/** The arithmetic of a network described by layers: scores of a batch from variables, differentiable. */
import {
  add,
  mul,
  reshape,
  rsqrt,
  square,
  sub,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { asImage, type PlacedLayer, sizeOf } from '../../models/model';
import { activate } from './ops/activations';
import { columnSum, linear } from './ops/linear';
import { type Geometry, patches } from './ops/patches';

/** Weight of the newest batch in the running statistics, and the floor under a variance (PyTorch's defaults). */
const runningWeight = 0.1;
const epsilon = 1e-5;

/**
 * What batch normalization uses: the batch's own statistics, moving the running ones ('training') or leaving
 * them alone ('batch', for measurements), or the running ones ('running').
 */
export type NormalizationMode = 'training' | 'batch' | 'running';

interface RunningStatistics {
  mean: Variable;
  variance: Variable;
}

export class Network {
  readonly parameters: Variable[] = [];
  private readonly running = new Map<PlacedLayer, RunningStatistics>();

  constructor(
    private readonly layers: readonly PlacedLayer[],
    values: readonly Float32Array<ArrayBuffer>[],
  ) {
    const specs = layers.flatMap((placed) => placed.parameters);
    specs.forEach((spec, i) => {
      this.parameters.push(owned(values[i], spec.shape));
    });
    for (const placed of layers) {
      if (placed.layer.kind !== 'batch-norm') continue;
      const units = placed.parameters[0].shape;
      const size = sizeOf(units);
      this.running.set(placed, {
        mean: owned(new Float32Array(size), units),
        variance: owned(new Float32Array(size).fill(1), units),
      });
    }
  }

  /** The layers that have weights, from the input on, and how many of `parameters` each has. */
  get layerNames(): { name: string; parameters: number }[] {
    const own = this.layers.filter(({ parameters }) => parameters.length > 0);
    return own.map(({ layer, parameters }, i) => ({
      name: `${layer.kind.replace('-', ' ')} ${i + 1}`,
      parameters: parameters.length,
    }));
  }

  /** Numbers that are kept but not trained: running means and variances of batch normalizations. */
  get statistics(): Variable[] {
    return [...this.running.values()].flatMap(({ mean, variance }) => [mean, variance]);
  }

  /** Scores [batch, classes] of inputs [batch, features], at the network's weights unless others are given. */
  logits(inputs: Tensor2D, mode: NormalizationMode, weights: readonly Tensor[] = this.parameters): Tensor2D {
    let next = 0;
    let value: Tensor = inputs;
    this.layers.forEach((placed, index) => {
      const own = weights.slice(next, next + placed.parameters.length);
      next += own.length;
      value = this.apply(placed, value, own, index === 0, mode);
    });
    return value as Tensor2D;
  }

  dispose(): void {
    for (const each of [...this.parameters, ...this.statistics]) each.dispose();
  }

  private apply(
    placed: PlacedLayer,
    x: Tensor,
    own: readonly Tensor[],
    first: boolean,
    mode: NormalizationMode,
  ): Tensor {
    const { layer } = placed;
    switch (layer.kind) {
      case 'activation':
        return activate(x, layer.name);
      case 'batch-norm':
        return this.normalize(placed, x as Tensor2D, own, mode);
      case 'dense':
        return linear(flat(x), own[0] as Tensor2D, own[1] as Tensor1D, first);
      case 'convolution': {
        const image = reshape(x, [-1, ...asImage(placed.inputShape)]) as Tensor4D;
        const rows = linear(
          patches(image, geometryOf(placed)),
          own[0] as Tensor2D,
          own[1] as Tensor1D,
          first,
        );
        return reshape(rows, [-1, ...placed.outputShape]);
      }
    }
  }

  private normalize(
    placed: PlacedLayer,
    x: Tensor2D,
    [scale, shift]: readonly Tensor[],
    mode: NormalizationMode,
  ): Tensor {
    const running = this.running.get(placed) as RunningStatistics;
    if (mode === 'running') {
      return add(mul(sub(x, running.mean), mul(scale, rsqrt(add(running.variance, epsilon)))), shift);
    }
    const rows = x.shape[0];
    const mean = mul(columnSum(x), 1 / rows);
    const centred = sub(x, mean) as Tensor2D;
    const variance = mul(columnSum(square(centred)), 1 / rows);
    // The variance of a single row says nothing.
    if (mode === 'training' && rows > 1) {
      blend(running.mean, mean, 1);
      blend(running.variance, variance, rows / Math.max(1, rows - 1));
    }
    return add(mul(centred, mul(scale, rsqrt(add(variance, epsilon)))), shift);
  }
}

/** running <- (1 - w) running + w factor value. */
function blend(running: Variable, value: Tensor, factor: number): void {
  running.assign(add(mul(running, 1 - runningWeight), mul(value, runningWeight * factor)));
}

function owned(values: Float32Array<ArrayBuffer>, shape: number[]): Variable {
  const initial = tensor(values, shape, 'float32');
  const result = variable(initial, true);
  initial.dispose();
  return result;
}

function flat(x: Tensor): Tensor2D {
  return x.rank === 2 ? (x as Tensor2D) : (reshape(x, [x.shape[0], -1]) as Tensor2D);
}

function geometryOf({ layer, inputShape, outputShape }: PlacedLayer): Geometry {
  if (layer.kind !== 'convolution') throw new Error('geometryOf: not a convolution');
  const [height, width, channels] = asImage(inputShape);
  return {
    height,
    width,
    channels,
    outHeight: outputShape[0],
    outWidth: outputShape[1],
    kernelHeight: layer.kernel.height,
    kernelWidth: layer.kernel.width,
    strideHeight: layer.stride.height,
    strideWidth: layer.stride.width,
    padHeight: layer.padding.height,
    padWidth: layer.padding.width,
  };
}
