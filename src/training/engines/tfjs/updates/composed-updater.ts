/** Updates made of stock tfjs ops, for backends this engine has no kernels for (webgl). */
import {
  add,
  concat,
  dispose,
  keep,
  mean,
  mul,
  neg,
  reshape,
  scalar,
  stack,
  sub,
  sum,
  type Tensor,
  tidy,
  type Variable,
} from '@tensorflow/tfjs-core';
import { emptyTable } from '../../../columns';
import type { Rates } from '../../../schedules/schedule';
import { fromDevice } from '../../from-device';
import { measuredColumns, type StepLosses, storeRow, type UpdateOptions, type Updater } from './updater';

export class ComposedUpdater implements Updater {
  private rates: readonly Rates[] = [];
  private rows: Tensor[] = [];
  private lastGradient: Tensor[] | undefined;
  private sums: Tensor[] = [];
  private kept: Tensor[] = [];

  constructor(
    private readonly parameters: readonly Variable[],
    readonly velocities: Variable[],
    private readonly options: UpdateOptions,
  ) {}

  begin(rates: readonly Rates[]): void {
    this.rates = rates;
    this.rows = [];
  }

  apply(index: number, gradients: readonly Tensor[], keepStep: boolean): void {
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
      if (keepStep) this.kept = steps.map(keep);
      const last = this.lastGradient;
      this.sums = [
        dot(gradients, gradients),
        dot(steps, steps),
        neg(dot(gradients, steps)),
        last ? dot(gradients, last) : scalar(Number.NaN),
      ].map(keep);
      this.forgetLastGradient();
      this.lastGradient = gradients.map((each) => keep(mul(each, 1)));
    });
  }

  record(_index: number, { before, after, alongGradient, landing }: StepLosses): void {
    this.rows.push(
      tidy(() => {
        const changes = [after, alongGradient].map((each) =>
          each ? mean(sub(each, before)) : scalar(Number.NaN),
        );
        const landingSlope = landing ? neg(dot(landing, this.kept)) : scalar(Number.NaN);
        return keep(stack([mean(before), ...this.sums, ...changes, landingSlope]));
      }),
    );
    dispose([...this.sums, ...this.kept]);
    this.sums = [];
    this.kept = [];
  }

  async finish() {
    const numbers = emptyTable(measuredColumns, this.rows.length);
    if (this.rows.length === 0) return numbers;
    const all = stack(this.rows);
    const values = await fromDevice('steps', all.data(), this.rows.length);
    dispose([all, ...this.rows]);
    const width = measuredColumns.length;
    this.rows.forEach((_, i) => {
      storeRow(numbers, i, values.subarray(i * width, (i + 1) * width));
    });
    this.rows = [];
    return numbers;
  }

  forgetLastGradient(): void {
    dispose(this.lastGradient ?? []);
    this.lastGradient = undefined;
  }

  dispose(): void {
    this.forgetLastGradient();
    dispose([...this.velocities, ...this.rows, ...this.sums, ...this.kept]);
  }
}

/** Sum of the products of all entries. */
function dot(a: readonly Tensor[], b: readonly Tensor[]): Tensor {
  return sum(concat(a.map((each, i) => reshape(sum(mul(each, b[i])), [1]))));
}
