/**
 * Turns the gradients of a step into new weights and keeps the step's numbers, with the fewest launches each
 * backend allows. The arithmetic, the same everywhere (Sutskever et al. 2013, as in torch.optim.SGD):
 *   d = g + weightDecay * w;  v <- mu * v + d;  w <- w - eta * (nesterov ? d + mu * v : v)
 */
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';
import type { StepColumn, Table } from '../../../columns';
import type { Rates } from '../../../schedules/schedule';

export interface UpdateOptions {
  weightDecay: number;
  nesterov: boolean;
}

/** What an updater measures; step number and rates are the engine's. Documented in `training/columns.ts`. */
export const measuredColumns = [
  'batchLoss',
  'gradientNorm',
  'stepNorm',
  'slope',
  'gradientProduct',
  'lossChange',
  'gradientChange',
  'landingSlope',
] as const satisfies readonly StepColumn[];

/** Numbers of the steps of one plan, a row each. */
export type StepNumbers = Table<(typeof measuredColumns)[number]>;

/** Losses [batch] of one step's examples. */
export interface StepLosses {
  before: Tensor1D;
  /** After the step, on measured steps. */
  after?: Tensor1D | undefined;
  /** At w - eta g, where that was measured. */
  alongGradient?: Tensor1D | undefined;
  /** Gradients of the same batch after the step, one for each parameter; only for a step that was `kept`. */
  landing?: readonly Tensor[] | undefined;
}

export interface Updater {
  /** Velocity of each parameter, in order; part of a checkpoint. */
  readonly velocities: Variable[];
  /** Begins a plan: the rates of its steps. */
  begin(rates: readonly Rates[]): void;
  /**
   * Step `index` of the plan from one gradient for each parameter, of its shape. Changes parameters and
   * velocities; reads nothing back. The caller frees the tensors. `keep`: `record` will be given gradients of the
   * landing, and needs the step until then.
   */
  apply(index: number, gradients: readonly Tensor[], keep: boolean): void;
  /** Closes step `index`. The caller frees the tensors. */
  record(index: number, losses: StepLosses): void;
  /** The numbers of all steps since `begin`. */
  finish(): Promise<StepNumbers>;
  /** The next step has no step before it: the run was set to another state. */
  forgetLastGradient(): void;
  dispose(): void;
}

/** Turns the sums that all backends keep (row by row, in the order of `measuredColumns`) into their columns. */
export function storeRow(numbers: StepNumbers, row: number, sums: ArrayLike<number>): void {
  measuredColumns.forEach((name, i) => {
    numbers[name][row] = name === 'gradientNorm' || name === 'stepNorm' ? Math.sqrt(sums[i]) : sums[i];
  });
}
