/**
 * What a step kept of what its gradient promised, and where it landed, all on its own batch. Pure. With
 * phi(alpha) = L_B(w + alpha s), the loss of the batch along the step s:
 *   kept share        r = (phi(1) - phi(0)) / phi'(0)
 *   step number       kappa = 2 (1 - r)
 *   landing position  p = 1 - phi'(1) / phi'(0)
 *
 * kappa above 1: less than half was kept; above 2: the loss of the batch rose. p below 1: the loss still falls where
 * the step landed; 1: its slope is used up, the floor of the valley; above 1: the step crossed the floor. Only p says
 * on which side of the floor a step landed: kappa = p holds on a parabola only. There, for plain SGD, both are
 * eta g'Hg / |g|^2 (the criterion behind Xing et al. 2018 and, averaged, the batch sharpness of Andreyev & Beneventano
 * 2024; see Kalra et al. 2026). p - 1 is the normalized step length of Cockpit (Schneider et al. 2021) without noise.
 * Cost: one forward pass on the step's own batch, with momentum another one for the reading along the gradient, and
 * for p one gradient of the same batch.
 */

/** Relative change of a loss below which 32-bit numbers cannot tell it from rounding. */
export const resolution = 1e-6;

export interface StepNumber {
  /** NaN where the step led uphill or where its change drowns in rounding. */
  kappa: number;
  /** The gradient promised no decrease along the step (a <= 0); momentum can do that. */
  uphill: boolean;
}

/**
 * kappa = 2 (1 + change / a), a = -slope. `slope` = g . s, the change that the gradient promised; `change` =
 * L_B(w + s) - L_B(w) on the same batch; `loss` = L_B(w), all in one unit. Unresolved (kappa NaN, not uphill) when
 * both the change and the promise lie below `resolution` of the loss.
 */
export function stepNumber(slope: number, change: number, loss: number): StepNumber {
  const promised = -slope;
  if (promised <= 0) return { kappa: Number.NaN, uphill: true };
  const least = resolution * Math.abs(loss);
  if (Math.abs(change) < least && promised < least) return { kappa: Number.NaN, uphill: false };
  return { kappa: 2 * (1 + change / promised), uphill: false };
}

/** r = change / slope, the share of the promised decrease that a step with this step number kept on its own batch. */
export const keptShare = (kappa: number): number => 1 - kappa / 2;

/**
 * p = 1 - landingSlope / slope; NaN where the step led uphill. `slope` = g . s at its start, `landingSlope` the same
 * with the gradient of the same batch at its end.
 */
export function landingPosition(slope: number, landingSlope: number): number {
  return slope < 0 ? 1 - landingSlope / slope : Number.NaN;
}

/** p within this of 1 is about on the floor: nine tenths of the slope are used up, and no more than a tenth is climbed. */
export const floorWidth = 0.1;

/**
 * U = eta BS / (2 (1 - mu)): with momentum the curvature along the step reads low, this one does not.
 * `gradientKappa` = eta BS is the step number of the step -eta g, BS the curvature along the batch gradient.
 * U = 1 is the edge where small batches settle, (1 + mu) / (1 - mu) that of full batches (Andreyev et al. 2026).
 * For heavy-ball momentum; nothing of the kind is known for Nesterov's.
 */
export function momentumReading(gradientKappa: number, momentum: number): number {
  return gradientKappa / (2 * (1 - momentum));
}

/** Curvatures at which training becomes unstable, in 1 / learning rate. */
export interface Edges {
  /** 2 / eta: plain gradient descent (Cohen et al. 2021). */
  sgd: number;
  /**
   * Full batches with momentum (Cohen et al. 2021): 2 (1 + mu) / eta for heavy-ball momentum,
   * 2 (1 + mu) / (eta (1 + 2 mu)) for Nesterov's.
   */
  upper: number;
  /** 2 (1 - mu) / eta: where batch sharpness settles with heavy-ball momentum and small batches; else NaN. */
  lower: number;
}

export function momentumEdges(learningRate: number, momentum: number, nesterov: boolean): Edges {
  const sgd = 2 / learningRate;
  if (nesterov) return { sgd, upper: (sgd * (1 + momentum)) / (1 + 2 * momentum), lower: Number.NaN };
  return { sgd, upper: sgd * (1 + momentum), lower: sgd * (1 - momentum) };
}
