/** What the detector reads and what it says. Types only. Formulas: `kappa.ts`, `window.ts`, `detector.ts`. */

/** Readings of one quantity: ascending steps and a value each, of equal length. May be longer than at the last look. */
export interface Readings {
  step: ArrayLike<number>;
  value: ArrayLike<number>;
}

/** Numbers by row; arrays are some. */
export interface ByRow {
  at(row: number): number | undefined;
}

/** Everything the detector reads from a run. Not-a-number values are readings that could not be taken. */
export interface RunReadings {
  stepsPerEpoch: number;
  /** Loss of knowing nothing (`losses.ts`): one above it is worse than guessing. */
  chance: number;
  /** Step number kappa of the measured steps; NaN where the step led uphill or could not be resolved. */
  kappa: Readings;
  /** 1 for each measured step whose gradient promised no decrease (a <= 0), else 0; same rows as `kappa`. */
  uphill: ArrayLike<number>;
  /** Landing position p of the measured steps, NaN where it was not measured; same rows as `kappa`. */
  landing: ArrayLike<number>;
  /** Change of the probe-set loss over a measured step, and what its gradient promised: grad L_P . s (negative: down). */
  probeChange: Readings;
  /** Same rows as `probeChange`. */
  probeSlope: ArrayLike<number>;
  /** Loss of the whole training set, a reading per epoch. */
  trainLoss: Readings;
  /** Largest eigenvalue of the Hessian, where measured. */
  sharpness: Readings;
  /** eta / (1 - mu) of every step, rows as in `batchLoss`; arrays are some. */
  effectiveRate: ByRow;
  /** Batch loss of every step. */
  batchLoss: Readings;
  /** Length of every step, rows as in `batchLoss`; none where it was not measured at every step. */
  stepNorm?: ArrayLike<number>;
}

export interface Thresholds {
  /** Median kappa below this is part of SMALL-STEP. */
  smallKappa: number;
  /** Q below this is part of SMALL-STEP. */
  smallShare: number;
  /** Share of rises up to this is part of SMALL-STEP. */
  smallRises: number;
  /** Median kappa above this is LARGE-STEP. */
  largeKappa: number;
  /** Q above this and ... */
  largeShare: number;
  /** ... a share of rises of at least this is LARGE-STEP, too. */
  largeRises: number;
  /** A large step with a median p above this goes from wall to wall. */
  wallLanding: number;
}

export type Regime = 'large-step' | 'small-step' | 'transition' | 'undecided' | 'catapult' | 'diverged';
/** Of a large step, by where it lands; none where that was not measured. */
export type Subtype = 'own-floor' | 'wall-to-wall' | '';

/** A value with its 80 % bootstrap interval; all NaN without readings. */
export interface Estimate {
  value: number;
  low: number;
  high: number;
}

/** What one window of steps (from, to] showed. */
export interface WindowReading {
  from: number;
  to: number;
  /** Median kappa. */
  kappa: Estimate;
  /** Median landing position p, and the share of the landings that lie across the floor (p > 1). */
  landing: Estimate;
  crossed: number;
  /** Second-order share Q. */
  share: Estimate;
  /** Share of rises among the last readings of the training loss, NaN before there are two. */
  rises: number;
  /** Measured steps, how many of them led uphill, and how many gave a kappa. */
  measured: number;
  uphill: number;
  resolved: number;
  /** Regime of this window alone, before hysteresis. */
  regime: Regime;
  subtype: Subtype;
}

/** A stretch of steps (from, to] in one regime, hysteresis applied. */
export interface Segment {
  from: number;
  to: number;
  regime: Regime;
  subtype: Subtype;
}
