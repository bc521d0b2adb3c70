/** The loss around the last step, on tfjs. Works on copies: the network and its optimizer stay as they are. */
import {
  add,
  concat,
  dispose,
  fill,
  keep,
  mul,
  reshape,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor,
  engine as tfjs,
  tidy,
} from '@tensorflow/tfjs-core';
import type { BatchView, ExampleSet, LossSurface } from '../../probes/surface';
import { EngineError } from '../engine';
import { fromDevice } from '../from-device';
import type { Examples } from './device-data';
import type { Network } from './network';
import type { ExampleLosses } from './ops/example-losses';
import './second-order';

export class TfjsSurface implements LossSurface {
  /** The weights at step 0, as one vector. */
  private readonly initial: Tensor1D;
  private before: Tensor[] = [];
  private lastBatch: Examples | undefined;

  /** `probe` is kept and freed here; `inputShape` is that of one example. */
  constructor(
    private readonly network: Network,
    private readonly lossesOf: ExampleLosses,
    private readonly probe: Examples,
    private readonly inputShape: readonly number[],
  ) {
    this.initial = keep(tidy(() => flat(this.network.parameters)));
  }

  get parameters(): number {
    return this.network.parameters.reduce((total, each) => total + each.size, 0);
  }

  get batchSize(): number {
    return this.examples('batch').labels.shape[0];
  }

  /** Called before the step to remember, with the batch it will use. */
  remember(batch: Examples): void {
    this.forget();
    this.before = this.copies();
    this.lastBatch = { inputs: keep(batch.inputs), labels: keep(batch.labels) };
  }

  forget(): void {
    dispose(this.before);
    if (this.lastBatch) dispose([this.lastBatch.inputs, this.lastBatch.labels]);
    this.before = [];
    this.lastBatch = undefined;
  }

  dispose(): void {
    this.forget();
    dispose([this.initial, this.probe.inputs, this.probe.labels]);
  }

  async alongStep(set: ExampleSet, alphas: readonly number[]): Promise<Float64Array> {
    const examples = this.examples(set);
    return meanLosses(
      tidy(() => {
        const steps = this.remembered.map((each, i) => sub(this.network.parameters[i], each));
        return stack(
          alphas.map((alpha) =>
            tidy(() =>
              this.losses(
                examples,
                alpha === 1
                  ? this.network.parameters
                  : this.before.map((each, i) => add(each, mul(steps[i], alpha))),
              ),
            ),
          ),
        ) as Tensor2D;
      }),
      'along the step',
    );
  }

  async landingSlope(): Promise<number> {
    const product = tidy(() => {
      const { parameters } = this.network;
      const steps = this.remembered.map((each, i) => sub(parameters[i], each));
      return dot(this.gradient(this.examples('batch'), parameters).grads, steps);
    });
    const [value] = await fromDevice('landing', product.data());
    product.dispose();
    return value;
  }

  async start(): Promise<{ loss: number; slope: number; square: number }> {
    const { losses, numbers } = tidy(() => {
      const { value, grads } = this.gradient(this.probe, this.remembered);
      const gradient = flat(grads);
      const step = sub(flat(this.network.parameters), flat(this.before));
      return {
        losses: reshape(value, [1, -1]) as Tensor2D,
        numbers: stack([sum(mul(gradient, step)), sum(mul(gradient, gradient))]),
      };
    });
    const [[loss], [slope, square]] = await Promise.all([
      meanLosses(losses, 'start'),
      fromDevice('start', numbers.data()),
    ]);
    numbers.dispose();
    return { loss, slope, square };
  }

  async alongGradient(rates: readonly number[]): Promise<Float64Array> {
    const { parameters } = this.network;
    return meanLosses(
      tidy(() => {
        const gradient = this.gradient(this.probe, parameters).grads;
        return stack(
          rates.map((rate) =>
            tidy(() =>
              this.losses(
                this.probe,
                parameters.map((each, i) => sub(each, mul(gradient[i], rate))),
              ),
            ),
          ),
        ) as Tensor2D;
      }),
      'along the gradient',
    );
  }

  async hessianProduct(direction: Float32Array): Promise<Float32Array> {
    if (direction.length !== this.parameters) {
      throw new EngineError(`A direction has ${this.parameters} numbers, not ${direction.length}.`);
    }
    const { parameters } = this.network;
    const product = tidy(() => {
      let at = 0;
      const along = parameters.map(({ shape, size }) => {
        at += size;
        return tensor(direction.slice(at - size, at), shape);
      });
      // The gradient of G . v is H v. tfjs records the inner backward pass while the outer one is open.
      const { grads } = tfjs().gradients(
        () => dot(this.gradient(this.probe, parameters).grads, along),
        [...parameters],
        undefined,
        true,
      );
      return flat(grads.map((each, i) => each ?? mul(parameters[i], 0)));
    });
    const values = (await fromDevice('curvature', product.data())) as Float32Array;
    product.dispose();
    return values;
  }

  async distance(): Promise<number> {
    const square = tidy(() => {
      const moved = sub(flat(this.network.parameters), this.initial);
      return sum(mul(moved, moved));
    });
    const [value] = await fromDevice('distance', square.data());
    square.dispose();
    return Math.sqrt(value);
  }

  async batch(most: number): Promise<BatchView> {
    const { inputs, labels } = this.examples('batch');
    const squares = tidy(() =>
      stack(this.gradient({ inputs, labels }, this.remembered).grads.map((each) => dot([each], [each]))),
    );
    const read = Promise.all([squares.data(), inputs.data(), labels.data()]);
    const [values, rows, classes] = await fromDevice('batch', read);
    squares.dispose();
    const size = labels.shape[0];
    const shown = Math.min(most, size);
    let next = 0;
    const layers = this.network.layerNames.map(({ name, parameters }) => {
      const own = Array.from(values.slice(next, next + parameters));
      next += parameters;
      return { name, gradientNorm: Math.sqrt(own.reduce((total, x) => total + x, 0)) };
    });
    return {
      size,
      inputs: Float32Array.from(rows.slice(0, (shown * inputs.size) / size)),
      labels: Int32Array.from(classes.slice(0, shown)),
      shape: [...this.inputShape],
      layers,
    };
  }

  private losses({ inputs, labels }: Examples, weights: readonly Tensor[]): Tensor1D {
    return this.lossesOf(this.network.logits(inputs, 'batch', weights), labels);
  }

  /** Loss of each example, and the gradient of their mean. */
  private gradient(examples: Examples, weights: readonly Tensor[]): { value: Tensor; grads: Tensor[] } {
    const count = examples.labels.shape[0];
    return tfjs().gradients(() => this.losses(examples, weights), [...weights], fill([count], 1 / count));
  }

  private copies(): Tensor[] {
    return tidy(() => this.network.parameters.map((each) => keep(mul(each, 1))));
  }

  private examples(set: ExampleSet): Examples {
    if (set === 'probe') return this.probe;
    if (!this.lastBatch) throw new EngineError('No step was remembered.');
    return this.lastBatch;
  }

  private get remembered(): Tensor[] {
    if (this.before.length === 0) throw new EngineError('No step was remembered.');
    return this.before;
  }
}

/** Mean of each row of losses [points, examples], in float64. Frees the tensor. */
async function meanLosses(losses: Tensor2D, kind: string): Promise<Float64Array> {
  const values = await fromDevice(kind, losses.data());
  losses.dispose();
  const [points, examples] = losses.shape;
  return Float64Array.from({ length: points }, (_, row) => {
    let total = 0;
    for (let i = row * examples; i < (row + 1) * examples; i++) total += values[i];
    return total / examples;
  });
}

/** All entries in one vector: whole sums of it take fewer kernels than one for each tensor. */
function flat(tensors: readonly Tensor[]): Tensor1D {
  return concat(tensors.map((each) => reshape(each, [-1]))) as Tensor1D;
}

/** Sum of the products of all entries. Added pair by pair: tfjs's addN breaks beyond seven terms. */
function dot(a: readonly Tensor[], b: readonly Tensor[]): Tensor {
  return a.map((each, i) => sum(mul(each, b[i]))).reduce((total, each) => add(total, each));
}
