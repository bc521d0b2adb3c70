/**
 * The loss of a batch along the step that was taken on it: phi(alpha) = L_B(w + alpha s), alpha = 0 before the
 * step and 1 after it. Pure.
 */

import { resolution, stepNumber } from '../../training/probes/kappa';
import type { StepView } from '../../training/protocol';

/** phi(0), phi(1) and phi'(0) = g . s: three numbers, one parabola, in the unit of the loss. */
export type Bowl = Pick<StepView, 'lossBefore' | 'lossAfter' | 'slope'>;

/** Part of the line along the step that is shown. */
export const alphaDomain = [-0.5, 2] as const;

const allFinite = ({ lossBefore, lossAfter, slope }: Bowl) => Number.isFinite(lossBefore + lossAfter + slope);

/**
 * The step number kappa: 1 lands on the floor, 2 as high as before. NaN where the gradient promised no decrease,
 * where the change drowns in rounding and where a loss is not finite.
 */
export function kappaOf(bowl: Bowl): number {
  const { lossBefore, lossAfter, slope } = bowl;
  return allFinite(bowl) ? stepNumber(slope, lossAfter - lossBefore, lossBefore).kappa : Number.NaN;
}

/** The parabola through phi(0), phi(1) with the slope phi'(0). */
export function parabolaAt({ lossBefore, lossAfter, slope }: Bowl, alpha: number): number {
  return lossBefore + slope * alpha + (lossAfter - lossBefore - slope) * alpha * alpha;
}

/** Lowest point of the parabola, at alpha = 1 / kappa; none where kappa is none or not positive. */
export function floorOf(bowl: Bowl): { alpha: number; loss: number } | undefined {
  const kappa = kappaOf(bowl);
  if (!(kappa > 0)) return undefined;
  return { alpha: 1 / kappa, loss: bowl.lossBefore + bowl.slope / (2 * kappa) };
}

/**
 * What the step did: `overflow` where a loss is not finite, `unresolved` where change and promise drown in rounding,
 * `uphill` where the gradient promised no decrease; by kappa `bent` (<= 0: fell by more than promised),
 * `short` (< 1), `across` (up to 2) or `climbed`.
 */
export type Verdict = 'overflow' | 'unresolved' | 'uphill' | 'bent' | 'short' | 'across' | 'climbed';

export function verdictOf(bowl: Bowl): Verdict {
  if (!allFinite(bowl)) return 'overflow';
  const largest = Math.max(Math.abs(bowl.lossAfter - bowl.lossBefore), Math.abs(bowl.slope));
  if (largest <= resolution * Math.abs(bowl.lossBefore)) return 'unresolved';
  if (bowl.slope >= 0) return 'uphill';
  const kappa = kappaOf(bowl);
  if (kappa <= 0) return 'bent';
  if (kappa < 1) return 'short';
  return kappa <= 2 ? 'across' : 'climbed';
}

/** How far a promise below, and a wall above, may stretch the figure: in heights of what was measured. */
const promiseStretch = 3;
const wallStretch = 1;
/** Least height, relative to the loss and absolute: flat is drawn flat, not as magnified rounding. */
const leastHeight = { relative: 1e-4, absolute: 1e-9 };

/**
 * Losses that the figure spans, low < high, always finite: start, landing, floor and promise as a rule, the
 * measured walls as far as they leave the rest visible.
 */
export function lossDomain(view: Pick<StepView, keyof Bowl | 'losses'>): [number, number] {
  const measured = view.losses.filter(Number.isFinite);
  const core = [view.lossBefore, view.lossAfter, ...measured].filter(Number.isFinite);
  if (core.length === 0) return [0, 1];
  const floor = floorOf(view);
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
