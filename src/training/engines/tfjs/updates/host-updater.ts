/** Updates in place on wasm and cpu memory: one plain loop per parameter, no launch at all. */
import { backend, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import { emptyTable } from '../../../columns';
import type { Rates } from '../../../schedules/schedule';
import { changedInPlace, hostArray } from '../ops/host-memory';
import { measuredColumns, type StepLosses, storeRow, type UpdateOptions, type Updater } from './updater';

export class HostUpdater implements Updater {
  private rates: readonly Rates[] = [];
  private numbers = emptyTable(measuredColumns);
  private readonly lastGradient: Float32Array[];
  private knowsLast = false;
  /** Of the step at hand: |g|^2, |s|^2, g . s and g . last g. */
  private sums: [number, number, number, number] = [0, 0, 0, 0];
  /** The step at hand for each parameter, where it is kept. */
  private kept: Float32Array[] = [];

  constructor(
    private readonly parameters: readonly Variable[],
    readonly velocities: Variable[],
    private readonly options: UpdateOptions,
  ) {
    this.lastGradient = parameters.map((each) => new Float32Array(each.size));
  }

  begin(rates: readonly Rates[]): void {
    this.rates = rates;
    this.numbers = emptyTable(measuredColumns, rates.length);
  }

  apply(index: number, gradients: readonly Tensor[], keep: boolean): void {
    const { learningRate, momentum } = this.rates[index];
    const { weightDecay, nesterov } = this.options;
    const memory = backend();
    let gradientSquare = 0;
    let stepSquare = 0;
    let descent = 0;
    let product = 0;
    if (keep && this.kept.length === 0)
      this.kept = this.parameters.map((each) => new Float32Array(each.size));
    gradients.forEach((each, i) => {
      const weight = hostArray(memory, this.parameters[i]);
      const velocity = hostArray(memory, this.velocities[i]);
      const gradient = hostArray(memory, each);
      const last = this.lastGradient[i];
      const kept = keep ? this.kept[i] : undefined;
      for (let k = 0; k < weight.length; k++) {
        const g = gradient[k];
        const d = g + weightDecay * weight[k];
        const v = momentum * velocity[k] + d;
        const step = learningRate * (nesterov ? d + momentum * v : v);
        velocity[k] = v;
        weight[k] -= step;
        if (kept) kept[k] = -step;
        gradientSquare += g * g;
        stepSquare += step * step;
        descent += g * step;
        product += g * last[k];
        last[k] = g;
      }
      changedInPlace(memory, this.parameters[i]);
    });
    this.sums = [gradientSquare, stepSquare, -descent, this.knowsLast ? product : Number.NaN];
    this.knowsLast = true;
  }

  record(index: number, { before, after, alongGradient, landing }: StepLosses): void {
    const changes = [after, alongGradient].map((each) => (each ? meanDifference(each, before) : Number.NaN));
    const landingSlope = landing ? this.alongKept(landing) : Number.NaN;
    storeRow(this.numbers, index, [mean(before), ...this.sums, ...changes, landingSlope]);
  }

  /** Sum of the products of gradients and the step that was kept. */
  private alongKept(gradients: readonly Tensor[]): number {
    let total = 0;
    gradients.forEach((each, i) => {
      const gradient = hostArray(backend(), each);
      const step = this.kept[i];
      for (let k = 0; k < step.length; k++) total += gradient[k] * step[k];
    });
    return total;
  }

  async finish() {
    return this.numbers;
  }

  forgetLastGradient(): void {
    this.knowsLast = false;
  }

  dispose(): void {
    for (const velocity of this.velocities) velocity.dispose();
  }
}

function mean(losses: Tensor1D): number {
  const values = hostArray(backend(), losses);
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total / values.length;
}

/** Mean of a - b, example by example: the difference of two means would lose the last digits. */
function meanDifference(a: Tensor1D, b: Tensor1D): number {
  const [first, second] = [a, b].map((each) => hostArray(backend(), each));
  let total = 0;
  for (let k = 0; k < first.length; k++) total += first[k] - second[k];
  return total / first.length;
}
