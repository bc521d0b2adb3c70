/**
 * Turns the gradients of a step into new weights and keeps the step's numbers, with the fewest launches each
 * backend allows. The arithmetic, the same everywhere (Sutskever et al. 2013, as in torch.optim.SGD):
 *   d = g + weightDecay * w;  v <- mu * v + d;  w <- w - eta * (nesterov ? d + mu * v : v)
 */
import type { Tensor, Tensor1D, Variable } from '@tensorflow/tfjs-core';
import type { Rates } from '../../../schedules/schedule';

export interface UpdateOptions {
  weightDecay: number;
  nesterov: boolean;
}

/** Numbers of the steps of one plan, a row each. */
export interface StepNumbers {
  /** Mean loss of the batch before the step. */
  batchLoss: Float32Array<ArrayBuffer>;
  gradientNorm: Float32Array<ArrayBuffer>;
  stepNorm: Float32Array<ArrayBuffer>;
}

export interface Updater {
  /** Velocity of each parameter, in order; part of a checkpoint. */
  readonly velocities: Variable[];
  /** Begins a plan: the rates of its steps. */
  begin(rates: readonly Rates[]): void;
  /**
   * Step `index` of the plan: `losses` [batch] and one gradient for each parameter, of its shape. Changes
   * parameters and velocities; reads nothing back. The caller frees the tensors.
   */
  apply(index: number, losses: Tensor1D, gradients: readonly Tensor[]): void;
  /** The numbers of all steps since `begin`. */
  finish(): Promise<StepNumbers>;
  dispose(): void;
}

export function emptyNumbers(steps: number): StepNumbers {
  return {
    batchLoss: new Float32Array(steps),
    gradientNorm: new Float32Array(steps),
    stepNorm: new Float32Array(steps),
  };
}
