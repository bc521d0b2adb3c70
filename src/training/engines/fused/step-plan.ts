/** Writes the plans that the training kernel reads. */
import type { Rates } from '../../schedules/schedule';
import { flag, planWords } from './wgsl/memory';

export interface PlannedStep {
  /** First of the step's examples in the order, and how many there are. */
  orderAt: number;
  count: number;
  /** Where the network's training set begins: first number of the inputs, first label. */
  inputsAt: number;
  labelsAt: number;
  rates: Rates;
  weightDecay: number;
  nesterov: boolean;
  /** Measure the loss after the step, after -eta g, and the gradient after the step. */
  measure: boolean;
  measureAlong: boolean;
  measureLanding: boolean;
}

/** A plan of `rows` rows; rows that are never set are steps not taken. */
export class StepPlan {
  readonly bytes: ArrayBuffer;
  private readonly words: Uint32Array;
  private readonly numbers: Float32Array;

  constructor(rows: number) {
    this.bytes = new ArrayBuffer(rows * planWords * 4);
    this.words = new Uint32Array(this.bytes);
    this.numbers = new Float32Array(this.bytes);
  }

  set(row: number, step: PlannedStep): void {
    const { orderAt, count, inputsAt, labelsAt, rates, weightDecay, nesterov } = step;
    const at = row * planWords;
    this.words.set([orderAt, count, inputsAt, labelsAt], at);
    this.numbers.set([rates.learningRate, rates.momentum, weightDecay], at + 4);
    this.words[at + 7] =
      (step.measure ? flag.measure : 0) |
      (step.measureAlong ? flag.alongGradient : 0) |
      (step.measureLanding ? flag.landing : 0) |
      (nesterov ? flag.nesterov : 0);
  }
}
