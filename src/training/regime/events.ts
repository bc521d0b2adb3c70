/**
 * What overrides the windows at once: catapults and divergence, found step by step. A catapult (Lewkowycz et al.
 * 2020) is a climb that ends by itself: steps land higher and higher until curvature has fallen below what the
 * learning rate allows. While it climbs it may look like divergence; when it recovers it was none.
 */
import { countUpTo, isJump } from './rate-jump';
import type { Readings, RunReadings } from './types';

/** From the step after `from` on the regime is this one, and `windows` decide again; known since step `known`. */
export interface Mark {
  known: number;
  from: number;
  regime: 'catapult' | 'diverged' | 'windows';
}

/** Measured steps that are looked at together: kappa > 2 in so many of them is a climb, <= 2 its end. */
const lookedAt = 5;
const climbingSteps = 3;
const settledSteps = 4;
const edge = 2;
/** A climb counts when the smoothed loss grows by this factor; on noisy plateaus kappa > 2 is frequent. */
const catapultRise = 2;
/** A loss that has not grown by more than this does not climb yet. */
const flat = 1.05;
const divergedRise = 3;

interface Climb {
  /** Step before the first one that landed higher, and the smoothed loss there. */
  from: number;
  loss: number;
  risen: boolean;
  marked: boolean;
  /** Step at which the loss was back below where it had climbed from. */
  back?: number;
}

/** Follows the steps of one run in order. `marks` depend on the steps seen only, not on how they came. */
export class EventWatch {
  readonly marks: Mark[] = [];
  private row = 0;
  private kappaRow = 0;
  private smoothed = 0;
  private lowest = Number.POSITIVE_INFINITY;
  private recent: { step: number; kappa: number; loss: number }[] = [];
  private climb: Climb | undefined;
  private ended = false;

  /** Looks at steps not seen before, up to `to` and at most so many; true if more are left. */
  scan(readings: RunReadings, to: number, most: number): boolean {
    const { step } = readings.batchLoss;
    const end = this.row + most;
    for (; !this.ended && this.row < step.length && step[this.row] <= to; this.row++) {
      if (this.row === end) return true;
      this.look(readings);
    }
    return false;
  }

  private look(readings: RunReadings): void {
    const { batchLoss, effectiveRate, kappa, stepNorm, stepsPerEpoch } = readings;
    const step = batchLoss.step[this.row];
    const loss = batchLoss.value[this.row];
    if (isJump(effectiveRate, this.row)) this.startAnew(step);
    if (!Number.isFinite(loss) || isEndless(stepNorm, this.row)) {
      this.marks.push({ known: step, from: this.climb?.from ?? step - 1, regime: 'diverged' });
      this.ended = true;
      return;
    }
    // A sixteenth of an epoch: no smoothing for full batches, which need none, the more the smaller the batches.
    const memory = Math.max(1, Math.min(100, stepsPerEpoch / 16));
    this.smoothed += (loss - this.smoothed) / Math.min(this.row + 1, memory);
    this.lowest = Math.min(this.lowest, this.smoothed);
    for (; this.kappaRow < kappa.step.length && kappa.step[this.kappaRow] <= step; this.kappaRow++) {
      this.recent.push({ step, kappa: kappa.value[this.kappaRow], loss: this.smoothed });
      if (this.recent.length > lookedAt) this.recent.shift();
    }
    this.judge(readings, step);
  }

  private judge({ sharpness, chance }: RunReadings, step: number): void {
    const above = this.recent.filter((each) => each.kappa > edge);
    const climbing = above.length >= climbingSteps;
    if (climbing && !this.climb) {
      this.climb = { from: above[0].step - 1, loss: above[0].loss, risen: false, marked: false };
    }
    const { climb, smoothed } = this;
    if (!climb) return;
    if (climb.risen) {
      if (smoothed < climb.loss) climb.back ??= step;
    } else if (!climb.marked && smoothed < flat * climb.loss) {
      // At the edge of stability kappa stays above 2 for long while the loss still falls: that is no climb yet.
      Object.assign(climb, { from: step, loss: Math.min(climb.loss, smoothed) });
    }
    climb.risen ||= smoothed > catapultRise * climb.loss;
    const flatter = climb.risen && fell(sharpness, climb.from, step);
    if (this.recent.filter((each) => each.kappa <= edge).length >= settledSteps) {
      if (climb.risen || climb.marked) {
        this.marks.push({ known: step, from: climb.from, regime: 'catapult' });
        this.marks.push({ known: step, from: climb.back ?? step, regime: 'windows' });
      }
      this.climb = undefined;
    } else if (!climb.marked && flatter) {
      this.mark({ known: step, from: climb.from, regime: 'catapult' }, climb);
    } else if (!climb.marked && climbing && smoothed > Math.max(divergedRise * this.lowest, chance)) {
      this.mark({ known: step, from: step - 1, regime: 'diverged' }, climb);
    }
  }

  private mark(mark: Mark, climb: Climb): void {
    this.marks.push(mark);
    climb.marked = true;
  }

  /** The rate jumps with this step: kappas fall or rise by that, not by curvature. */
  private startAnew(step: number): void {
    if (this.climb?.marked) this.marks.push({ known: step, from: step - 1, regime: 'windows' });
    this.climb = undefined;
    this.recent = [];
  }
}

/** Whether a step's length is no number, where lengths are measured. */
function isEndless(stepNorm: ArrayLike<number> | undefined, row: number): boolean {
  if (!stepNorm) return false;
  const length = stepNorm[row];
  return Number.isNaN(length) ? row > 0 && Number.isFinite(stepNorm[row - 1]) : !Number.isFinite(length);
}

/** Whether the last reading up to step `to` is lower than that at step `from`, or the first there is after it. */
function fell({ step, value }: Readings, from: number, to: number): boolean {
  const before = Math.max(0, countUpTo(step, from) - 1);
  return value[countUpTo(step, to) - 1] < value[before];
}
