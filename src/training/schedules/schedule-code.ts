/** A schedule as source text, for exports. A schedule's code lies beside it in NAME.code.ts, which only they load. */
import type { RunConfig } from '../config';
import { float } from '../python';

export interface ScheduleCode {
  python: {
    /** A function of the real-valued epoch that gives learning rate and momentum. */
    definition: string;
    /** Its call with the numbers of a run; `epoch` and `epochs`, an expression, are there. */
    call(config: RunConfig, epochs: string): string;
    /** A scheduler of its own for PyTorch, for a run without live changes; `momentum` is an expression. */
    scheduler?(config: RunConfig, momentum: string): { definition: string; make: string };
  };
  /** Lines that set `learning_rate` and `momentum` from `step`, a float32 number of the step from 0. */
  keras(config: RunConfig, stepsPerEpoch: number): string[];
  /** Top-level definitions of `learning_rate`, a schedule of the 0-based step. */
  optax(config: RunConfig, stepsPerEpoch: number): string[];
  /** Where the momentum changes from step to step: epochs with its extremes, and its definition for optax. */
  momentum?: { extremes(config: RunConfig): number[]; optax(config: RunConfig): string };
}

/** Arguments of a Python call. */
export const ratesIn = ({ learningRate, momentum }: RunConfig) =>
  `learning_rate=${float(learningRate)}, momentum=${float(momentum)}`;
/** For Keras, where the momentum stays as it is. */
export const momentumIn = ({ momentum }: RunConfig) => `momentum = ${float(momentum)}`;
