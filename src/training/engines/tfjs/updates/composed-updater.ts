/** Updates made of stock tfjs ops, for backends this engine has no kernels for (webgl). */
import {
  add,
  concat,
  dispose,
  keep,
  mean,
  mul,
  reshape,
  square,
  stack,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import type { Rates } from '../../../schedules/schedule';
import { emptyNumbers, type StepNumbers, type UpdateOptions, type Updater } from './updater';

export class ComposedUpdater implements Updater {
  private rates: readonly Rates[] = [];
  private rows: Tensor[] = [];

  constructor(
    private readonly parameters: readonly Variable[],
    readonly velocities: Variable[],
    private readonly options: UpdateOptions,
  ) {}

  begin(rates: readonly Rates[]): void {
    this.rates = rates;
    this.rows = [];
  }

  apply(index: number, losses: Tensor1D, gradients: readonly Tensor[]): void {
    const { learningRate, momentum } = this.rates[index];
    const { weightDecay, nesterov } = this.options;
    tidy(() => {
      const steps = gradients.map((gradient, i) => {
        const weight = this.parameters[i];
        const velocity = this.velocities[i];
        const d = weightDecay === 0 ? gradient : add(gradient, mul(weight, weightDecay));
        velocity.assign(add(mul(velocity, momentum), d));
        const step = mul(nesterov ? add(d, mul(velocity, momentum)) : velocity, learningRate);
        weight.assign(sub(weight, step));
        return step;
      });
      this.rows.push(keep(stack([mean(losses), squareSum(gradients), squareSum(steps)])));
    });
  }

  async finish(): Promise<StepNumbers> {
    const numbers = emptyNumbers(this.rows.length);
    if (this.rows.length === 0) return numbers;
    const all = stack(this.rows);
    const values = await all.data();
    dispose([all, ...this.rows]);
    this.rows = [];
    for (let i = 0; i < numbers.batchLoss.length; i++) {
      numbers.batchLoss[i] = values[3 * i];
      numbers.gradientNorm[i] = Math.sqrt(values[3 * i + 1]);
      numbers.stepNorm[i] = Math.sqrt(values[3 * i + 2]);
    }
    return numbers;
  }

  dispose(): void {
    dispose([...this.velocities, ...this.rows]);
  }
}

/** Sum of the squares of all entries of all tensors. */
function squareSum(tensors: readonly Tensor[]): Tensor {
  return sum(concat(tensors.map((each) => reshape(sum(square(each)), [1]))));
}
