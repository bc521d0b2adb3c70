/**
 * The loss of a batch along the step that was taken on it: phi(alpha) = L_B(w + alpha s), alpha = 0 before the
 * step and 1 after it. Pure.
 */

import { floorWidth, landingPosition, resolution, stepNumber } from '../../training/probes/kappa';
import type { StepView } from '../../training/protocol';

/** phi(0), phi(1) and phi'(0) = g . s: three numbers, one parabola, in the unit of the loss. */
export type Bowl = Pick<StepView, 'lossBefore' | 'lossAfter' | 'slope'>;

/** Part of the line along the step that is shown. */
export const alphaDomain = [-0.5, 2] as const;

const allFinite = ({ lossBefore, lossAfter, slope }: Bowl) => Number.isFinite(lossBefore + lossAfter + slope);

/**
 * The step number kappa: at 1 the step kept half of what its gradient promised, at 2 nothing. NaN where the gradient
 * promised no decrease, where the change drowns in rounding and where a loss is not finite.
 */
export function kappaOf(bowl: Bowl): number {
  const { lossBefore, lossAfter, slope } = bowl;
  return allFinite(bowl) ? stepNumber(slope, lossAfter - lossBefore, lossBefore).kappa : Number.NaN;
}

/** The parabola through phi(0), phi(1) with the slope phi'(0): what these alone would suggest. */
export function parabolaAt({ lossBefore, lossAfter, slope }: Bowl, alpha: number): number {
  return lossBefore + slope * alpha + (lossAfter - lossBefore - slope) * alpha * alpha;
}

/** Lowest point of the parabola, at alpha = 1 / kappa; none where kappa is none or not positive. */
export function floorOf(bowl: Bowl): { alpha: number; loss: number } | undefined {
  const kappa = kappaOf(bowl);
  if (!(kappa > 0)) return undefined;
  return { alpha: 1 / kappa, loss: bowl.lossBefore + bowl.slope / (2 * kappa) };
}

/** Landing position p; NaN where the step led uphill or the slope at the landing was not measured. */
export function landingOf({ slope, landingSlope }: Pick<StepView, 'slope' | 'landingSlope'>): number {
  return landingPosition(slope, landingSlope);
}

type Measured = Bowl & Pick<StepView, 'landingSlope' | 'alphas' | 'losses'>;

/** The lowest measured point of the curve; none where no loss is finite. */
export function lowestOf({
  alphas,
  losses,
}: Pick<StepView, 'alphas' | 'losses'>): { alpha: number; loss: number } | undefined {
  let lowest: { alpha: number; loss: number } | undefined;
  losses.forEach((loss, i) => {
    if (Number.isFinite(loss) && !(loss >= (lowest?.loss ?? Number.POSITIVE_INFINITY)))
      lowest = { alpha: alphas[i], loss };
  });
  return lowest;
}

/**
 * What the step did on its own batch: `overflow` where a loss is not finite, `unresolved` where change and promise
 * drown in rounding, `uphill` where the gradient promised no decrease; by the slope at the landing and the measured
 * curve `short` of the floor, on the `floor`, `across` it, or `uneven` where the two do not tell one valley: the curve
 * has another, or the landing was not measured.
 */
export type Verdict = 'overflow' | 'unresolved' | 'uphill' | 'short' | 'floor' | 'across' | 'uneven';

export function verdictOf(view: Measured): Verdict {
  if (!allFinite(view)) return 'overflow';
  const { lossBefore, lossAfter, slope } = view;
  const largest = Math.max(Math.abs(lossAfter - lossBefore), Math.abs(slope));
  if (largest <= resolution * Math.abs(lossBefore)) return 'unresolved';
  if (slope >= 0) return 'uphill';
  const p = landingOf(view);
  const lowest = lowestOf(view);
  if (Number.isNaN(p) || !lowest) return 'uneven';
  if (p < 1 - floorWidth) return lowest.alpha >= 1 ? 'short' : 'uneven';
  if (p > 1 + floorWidth) return lowest.alpha > 0 && lowest.alpha <= 1 ? 'across' : 'uneven';
  const missing = lossAfter - lowest.loss;
  // As much of the way down may be missing.
  return missing <= floorWidth * (lossBefore - lowest.loss) ? 'floor' : 'uneven';
}

/** How far a promise below, and a wall above, may stretch the figure: in heights of what was measured. */
const promiseStretch = 3;
const wallStretch = 1;
/** Least height, relative to the loss and absolute: flat is drawn flat, not as magnified rounding. */
const leastHeight = { relative: 1e-4, absolute: 1e-9 };

/** The losses of the probe set along the step, moved to the start of the batch's curve: only their change compares. */
export function movedProbe({
  alphas,
  losses,
  probeLosses,
}: Pick<StepView, 'alphas' | 'losses' | 'probeLosses'>): number[] {
  const start = alphas.indexOf(0);
  return probeLosses.map((loss) => losses[start] + (loss - probeLosses[start]));
}

/**
 * Losses that the figure spans, low < high, always finite: start, landing, lowest point and promise as a rule, with
 * `parabola` its floor too; the measured walls as far as they leave the rest visible.
 */
export function lossDomain(
  view: Pick<StepView, keyof Bowl | 'losses' | 'alphas' | 'probeLosses'>,
  parabola = false,
): [number, number] {
  const measured = [...view.losses, ...movedProbe(view)].filter(Number.isFinite);
  const core = [view.lossBefore, view.lossAfter, ...measured].filter(Number.isFinite);
  if (core.length === 0) return [0, 1];
  const floor = parabola ? floorOf(view) : undefined;
  const lowest = Math.min(
    ...core,
    floor ? parabolaAt(view, Math.min(floor.alpha, alphaDomain[1])) : Infinity,
  );
  const highest = Math.max(...[view.lossBefore, view.lossAfter].filter(Number.isFinite), lowest);
  const promise = view.lossBefore + view.slope;
  const room = promiseStretch * (highest - lowest);
  const clamped = Number.isFinite(promise)
    ? Math.max(lowest - room, Math.min(highest + room, promise))
    : lowest;
  const low = Math.min(lowest, clamped);
  const top = Math.max(highest, clamped);
  const high = Math.max(top, Math.min(Math.max(...core), top + wallStretch * (top - low)));
  const size = Math.max(Math.abs(low), Math.abs(high));
  const least = Math.max(leastHeight.relative * size, leastHeight.absolute);
  const missing = Math.max(0, least - (high - low));
  return [low - missing / 2, high + missing / 2];
}
