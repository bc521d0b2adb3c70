/** What a session asks of an engine. An engine owns one network, its data and its optimizer state. */
import type { RunConfig } from '../config';
import type { Dataset } from '../data/dataset';
import type { LossSurface } from '../probes/surface';
import type { Checkpoint, EngineInfo, StepColumns } from '../protocol';
import type { Rates } from '../schedules/schedule';

/** The steps to take next, one entry each; the schedule is evaluated outside the engine. */
export interface Plan {
  /** Number of the first step to take, from 1. */
  firstStep: number;
  rates: readonly Rates[];
  /** Steps whose number is a multiple of this are measured (`lossChange`); 0, the default, measures none. */
  measureEvery?: number;
  /** Measured steps whose number is a multiple of this have their landing measured too (`landingSlope`); 0: none. */
  landingEvery?: number;
  /** Keep what the surface needs to look back at the last step of the plan. */
  remember?: boolean;
}

export type SplitName = 'train' | 'test';

export interface Evaluation {
  /** Mean loss over the examples, in its unit (`losses.ts`). */
  loss: number;
  /** Share of examples whose largest score is the right class, 0 to 1. */
  accuracy: number;
}

export interface Engine {
  readonly info: EngineInfo;
  /** Number of trainable numbers of the loaded network. */
  readonly parameters: number;
  /** Steps in one pass over the training examples. */
  readonly stepsPerEpoch: number;
  /** Prepares network, data and a probe set of a run at step 0. Frees what was loaded before. */
  load(config: RunConfig, dataset: Dataset): Promise<void>;
  /** The loss around the present weights; looks back at the last step that was remembered. */
  readonly surface: LossSurface;
  /** Milliseconds that measuring single steps has taken since `load`. */
  readonly measuringMs: number;
  /** Takes `plan.rates.length` steps and returns one row for each. */
  advance(plan: Plan): Promise<StepColumns>;
  /** Loss and accuracy of a whole split at the present weights. */
  evaluate(split: SplitName): Promise<Evaluation>;
  /** Scores of examples, row-major [examples, classes], at the present weights. `inputs` is row-major too. */
  scores(inputs: Float32Array<ArrayBuffer>): Promise<Float32Array>;
  /** Copies of everything needed to go on from here; `step` is the number of the last step taken. */
  snapshot(step: number): Promise<Checkpoint>;
  /** Continues from a checkpoint of the same configuration. Throws when the sizes do not fit. */
  restore(checkpoint: Checkpoint): Promise<void>;
  dispose(): void;
}

/** Which of its numbers a step is asked for beyond what it costs nothing to know. */
export function measuredAt(
  { measureEvery = 0, landingEvery = 0 }: Pick<Plan, 'measureEvery' | 'landingEvery'>,
  step: number,
): { loss: boolean; landing: boolean } {
  const isDue = (every: number) => every > 0 && step % every === 0;
  return { loss: isDue(measureEvery), landing: isDue(measureEvery) && isDue(landingEvery) };
}

/** Share of the time of `steps` steps that went into `passes` forward passes more: a step is worth three. */
export function measuringShare(steps: number, passes: number): number {
  return passes / (3 * steps + passes);
}

/** The engine cannot run as asked; the message is for people. */
export class EngineError extends Error {
  override name = 'EngineError';
}
