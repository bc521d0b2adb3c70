/** Follows the steps of one job of a sweep and sums them up; keeps what the summary needs and nothing else. Pure. */
import { hasDiverged } from '../divergence';
import { stepNumber } from '../probes/kappa';
import { dropOf } from '../schedules/plan';
import type { SweepJob, SweepResult } from './sweep';

/** Memory of the smoothed loss, steps. */
const memory = 50;
/** Share of a phase, at its end, over which the step number is summed up. */
export const summedUp = 0.25;

export class JobTrack {
  step = 0;
  divergedAt = 0;
  private smoothed = 0;
  private reached = Number.NaN;
  /** Step numbers of the end of the large-step phase, and of the end of the run. */
  private readonly large: number[] = [];
  private readonly last: number[] = [];

  constructor(
    readonly job: SweepJob,
    readonly stepsPerEpoch: number,
    private readonly targetLoss: number,
  ) {}

  /** Steps of the large-step phase. */
  get drop(): number {
    return (dropOf(this.job.config) ?? this.job.config.epochs) * this.stepsPerEpoch;
  }

  get totalSteps(): number {
    return this.job.config.epochs * this.stepsPerEpoch;
  }

  get isOver(): boolean {
    return this.divergedAt > 0 || this.step >= this.totalSteps;
  }

  /** A step was taken: its batch loss, its length squared, g . s, and the change of the loss where it was measured. */
  took(loss: number, stepSquare: number, slope: number, change: number): void {
    this.step++;
    if (hasDiverged(loss, stepSquare)) {
      this.divergedAt = this.step;
      return;
    }
    this.smoothed += (loss - this.smoothed) / Math.min(this.step, memory);
    if (Number.isNaN(this.reached) && this.step >= memory && this.smoothed < this.targetLoss)
      this.reached = this.step;
    if (Number.isNaN(change)) return;
    const { kappa } = stepNumber(slope, change, loss);
    if (Number.isNaN(kappa)) return;
    if (this.isAtEndOf(this.drop)) this.large.push(kappa);
    if (this.isAtEndOf(this.totalSteps)) this.last.push(kappa);
  }

  /** Once it is over; evaluations of the last weights. */
  result(train: { loss: number }, test: { loss: number; accuracy: number }): SweepResult {
    // The last step may be the one that led beyond all numbers.
    if (hasDiverged(train.loss) || hasDiverged(test.loss)) this.divergedAt ||= this.step;
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
        stepsToTarget: unknown,
        divergedAt: this.divergedAt,
      };
    }
    return {
      trainLoss: train.loss,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
      largeKappa: median(this.large),
      kappa: median(this.last),
      stepsToTarget: this.reached,
      divergedAt: 0,
    };
  }

  private isAtEndOf(steps: number): boolean {
    return this.step > (1 - summedUp) * steps && this.step <= steps;
  }
}

function median(values: number[]): number {
  if (values.length === 0) return Number.NaN;
  values.sort((a, b) => a - b);
  const middle = (values.length - 1) / 2;
  return (values[Math.floor(middle)] + values[Math.ceil(middle)]) / 2;
}
