/** Updates in place on wasm and cpu memory: one plain loop per parameter, no launch at all. */
import { backend, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import type { Rates } from '../../../schedules/schedule';
import { changedInPlace, hostArray } from '../ops/host-memory';
import { emptyNumbers, type StepNumbers, type UpdateOptions, type Updater } from './updater';

export class HostUpdater implements Updater {
  private rates: readonly Rates[] = [];
  private numbers = emptyNumbers(0);

  constructor(
    private readonly parameters: readonly Variable[],
    readonly velocities: Variable[],
    private readonly options: UpdateOptions,
  ) {}

  begin(rates: readonly Rates[]): void {
    this.rates = rates;
    this.numbers = emptyNumbers(rates.length);
  }

  apply(index: number, losses: Tensor1D, gradients: readonly Tensor[]): void {
    const { learningRate, momentum } = this.rates[index];
    const { weightDecay, nesterov } = this.options;
    const memory = backend();
    let gradientSquare = 0;
    let stepSquare = 0;
    gradients.forEach((each, i) => {
      const weight = hostArray(memory, this.parameters[i]);
      const velocity = hostArray(memory, this.velocities[i]);
      const gradient = hostArray(memory, each);
      for (let k = 0; k < weight.length; k++) {
        const g = gradient[k];
        const d = g + weightDecay * weight[k];
        const v = momentum * velocity[k] + d;
        const step = learningRate * (nesterov ? d + momentum * v : v);
        velocity[k] = v;
        weight[k] -= step;
        gradientSquare += g * g;
        stepSquare += step * step;
      }
      changedInPlace(memory, this.parameters[i]);
    });
    const values = hostArray(memory, losses);
    let total = 0;
    for (let k = 0; k < values.length; k++) total += values[k];
    this.numbers.batchLoss[index] = total / values.length;
    this.numbers.gradientNorm[index] = Math.sqrt(gradientSquare);
    this.numbers.stepNorm[index] = Math.sqrt(stepSquare);
  }

  async finish(): Promise<StepNumbers> {
    return this.numbers;
  }

  dispose(): void {
    for (const velocity of this.velocities) velocity.dispose();
  }
}
