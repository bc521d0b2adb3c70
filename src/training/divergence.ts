/** When a run has diverged, for runs and for the jobs of sweeps. Pure. */

/**
 * No training comes back from such a loss. Weights ten times as large in five layers begin near 1e6. It counts beside
 * numbers that are none, because on some devices those never reach the loss.
 */
export const lossCeiling = 1e9;

/** `loss` of a batch or a split, `step` the step's length or its square. */
export const hasDiverged = (loss: number, step = 0): boolean =>
  !(loss < lossCeiling) || !Number.isFinite(step);
