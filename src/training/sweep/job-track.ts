/** Follows the steps of one job of a sweep and sums them up; keeps what the summary needs and nothing else. Pure. */
import { stepNumber } from '../probes/kappa';
import type { SweepJob, SweepResult } from './sweep';

/** Memory of the smoothed loss, steps. */
const memory = 50;

export class JobTrack {
  step = 0;
  divergedAt = 0;
  private smoothed = 0;
  private reached = Number.NaN;
  private readonly kappas: { step: number; kappa: number }[] = [];

  constructor(
    readonly job: SweepJob,
    readonly stepsPerEpoch: number,
    private readonly targetLoss: number,
  ) {}

  get totalSteps(): number {
    return this.job.config.epochs * this.stepsPerEpoch;
  }

  get isOver(): boolean {
    return this.divergedAt > 0 || this.step >= this.totalSteps;
  }

  /** A step was taken: its batch loss, its length squared, g . s, and the change of the loss where it was measured. */
  took(loss: number, stepSquare: number, slope: number, change: number): void {
    this.step++;
    if (!Number.isFinite(loss) || !Number.isFinite(stepSquare)) {
      this.divergedAt = this.step;
      return;
    }
    this.smoothed += (loss - this.smoothed) / Math.min(this.step, memory);
    if (Number.isNaN(this.reached) && this.step >= memory && this.smoothed < this.targetLoss)
      this.reached = this.step;
    if (Number.isNaN(change)) return;
    const { kappa } = stepNumber(slope, change, loss);
    if (!Number.isNaN(kappa)) this.kappas.push({ step: this.step, kappa });
  }

  /** Once it is over; evaluations of the last weights. */
  result(train: { loss: number }, test: { loss: number; accuracy: number }): SweepResult {
    // The last step may be the one that led beyond all numbers.
    if (![train.loss, test.loss].every(Number.isFinite)) this.divergedAt ||= this.step;
    if (this.divergedAt > 0) {
      const unknown = Number.NaN;
      return {
        ...{
          trainLoss: unknown,
          testLoss: unknown,
          testAccuracy: unknown,
          largeKappa: unknown,
          kappa: unknown,
        },
        ...{ stepsToTarget: unknown, divergedAt: this.divergedAt },
      };
    }
    const { schedule, switchEpoch } = this.job.config;
    const drop = schedule === 'two-phase' ? switchEpoch * this.stepsPerEpoch : this.totalSteps;
    return {
      trainLoss: train.loss,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      largeKappa: this.medianKappa(0.75 * drop, drop),
      kappa: this.medianKappa(0.75 * this.totalSteps, this.totalSteps),
      stepsToTarget: this.reached,
      divergedAt: 0,
    };
  }

  private medianKappa(from: number, to: number): number {
    const values = this.kappas.filter(({ step }) => step > from && step <= to).map(({ kappa }) => kappa);
    if (values.length === 0) return Number.NaN;
    values.sort((a, b) => a - b);
    const middle = (values.length - 1) / 2;
    return (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2;
  }
}
