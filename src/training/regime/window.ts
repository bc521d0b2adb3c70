/**
 * What one window of steps showed: median step number kappa and landing position p, second-order share Q, share of
 * rises M, and the verdict of this window alone (`science.md` section 6). Pure.
 *
 * A window is the last 32 measured steps or the last epoch, whichever is longer. It never looks back across a jump
 * of eta / (1 - mu): right after one it is undecided until there are readings again.
 */

import { resolution } from '../probes/kappa';
import { medianEstimate, ratioEstimate } from './bootstrap';
import { countUpTo, lastJump } from './rate-jump';
import type { Estimate, Readings, Regime, RunReadings, Subtype, Thresholds, WindowReading } from './types';

/** Measured steps of a window, and kappas without which it says nothing. */
const wantedMeasured = 32;
export const leastKappas = 8;
/** Landings without which nothing is said of them. */
const leastLandings = 4;
/** Probe readings without which Q says nothing, and how many it is taken over at least: they are noisy. */
const leastShares = 4;
const wantedShares = 32;
/** Epochs over which Q is taken at least: those of the compared losses. Its promise is a small sum of large terms. */
export const shareEpochs = 8;
/** Readings of the training loss that are compared with the reading before them. */
const comparedLosses = 8;

export interface Verdict {
  regime: Regime;
  subtype: Subtype;
}

/** Reads the window that ends with step `to`, from readings of steps up to `to` only. */
export function readWindow(readings: RunReadings, to: number, thresholds: Thresholds): WindowReading {
  const { kappa, uphill, landing, probeChange, trainLoss, stepsPerEpoch } = readings;
  const kappaEnd = countUpTo(kappa.step, to);
  const shareEnd = countUpTo(probeChange.step, to);
  const lossEnd = countUpTo(trainLoss.step, to);

  const oldest = kappaEnd > 0 ? kappa.step[Math.max(0, kappaEnd - wantedMeasured)] - 1 : to;
  const wanted = Math.max(0, Math.min(to - stepsPerEpoch, oldest));
  let shareFirst = countUpTo(probeChange.step, Math.max(0, to - shareEpochs * stepsPerEpoch));
  shareFirst = Math.min(shareFirst, Math.max(0, shareEnd - wantedShares));
  let lossFirst = Math.max(0, lossEnd - comparedLosses - 1);

  const earliest = Math.min(
    wanted,
    stepAt(probeChange, shareFirst, to) - 1,
    stepAt(trainLoss, lossFirst, to),
  );
  const start = lastJump(readings.batchLoss.step, readings.effectiveRate, earliest, to);
  const from = Math.max(wanted, start);
  shareFirst = Math.max(shareFirst, countUpTo(probeChange.step, start));
  lossFirst = Math.max(lossFirst, countUpTo(trainLoss.step, start - 1));

  const first = firstOfFresh(kappa, countUpTo(kappa.step, from), kappaEnd, from, to);
  let uphillCount = 0;
  for (let i = first; i < kappaEnd; i++) if (uphill[i] > 0) uphillCount++;
  const kappas = numbersOf(kappa.value, first, kappaEnd);
  const measured = numbersOf(landing, first, kappaEnd);
  const landings = measured.length < leastLandings ? measured.subarray(0, 0) : measured;
  const read = {
    kappa: medianEstimate(kappas),
    landing: medianEstimate(landings),
    crossed: landings.reduce((count, p) => count + Number(p > 1), 0) / landings.length,
    share: shareOf(readings, shareFirst, shareEnd, to),
    rises: risesOf(trainLoss.value, lossFirst, lossEnd),
    measured: kappaEnd - first,
    uphill: uphillCount,
    resolved: kappas.length,
  };
  return { from, to, ...read, ...decide(read, thresholds) };
}

/**
 * The regime of point values. NaN share (no readings): kappa and rises decide. NaN rises (no two readings): waived
 * for the small step; a large step with a small kappa needs them.
 */
export function regimeAt(kappa: number, share: number, rises: number, limits: Thresholds): Regime {
  if (kappa > limits.largeKappa) return 'large-step';
  if (share > limits.largeShare && rises >= limits.largeRises) return 'large-step';
  const small = kappa < limits.smallKappa && !(share >= limits.smallShare) && !(rises > limits.smallRises);
  return small ? 'small-step' : 'transition';
}

function subtypeAt(landing: number, limits: Thresholds): Subtype {
  if (Number.isNaN(landing)) return '';
  return landing > limits.wallLanding ? 'wall-to-wall' : 'own-floor';
}

type Read = Pick<WindowReading, 'kappa' | 'landing' | 'share' | 'rises' | 'measured' | 'uphill' | 'resolved'>;

/**
 * Undecided with too few kappas, with most measured steps uphill, and where the verdict is another one at an end of
 * the intervals. (From small step over transition to large step every condition is monotone in kappa and Q: the ends
 * are the extremes.)
 */
function decide(
  { kappa, landing, share, rises, measured, uphill, resolved }: Read,
  limits: Thresholds,
): Verdict {
  const undecided: Verdict = { regime: 'undecided', subtype: '' };
  if (resolved < leastKappas || 2 * uphill > measured) return undecided;
  const regime = regimeAt(kappa.value, share.value, rises, limits);
  const low = regimeAt(kappa.low, share.low, rises, limits);
  const high = regimeAt(kappa.high, share.high, rises, limits);
  if (low !== regime || high !== regime) return undecided;
  return { regime, subtype: regime === 'large-step' ? subtypeAt(landing.value, limits) : '' };
}

/** Q = sum(change - slope) / sum(-slope), fresh readings only; all NaN with fewer than four. */
function shareOf(readings: RunReadings, first: number, end: number, to: number): Estimate {
  const { probeChange, probeSlope } = readings;
  const taken = new Float64Array(end - first);
  const promised = new Float64Array(end - first);
  let count = 0;
  const fresh = firstOfFresh(probeChange, first, end, stepAt(probeChange, first, to) - 1, to);
  for (let i = fresh; i < end; i++) {
    if (!Number.isFinite(probeChange.value[i]) || !Number.isFinite(probeSlope[i])) continue;
    taken[count] = probeChange.value[i] - probeSlope[i];
    promised[count++] = -probeSlope[i];
  }
  if (count < leastShares) count = 0;
  return ratioEstimate(taken.subarray(0, count), promised.subarray(0, count));
}

/** Share of rises over the reading before, beyond what 32-bit numbers can resolve; NaN without a pair. */
function risesOf(losses: ArrayLike<number>, first: number, end: number): number {
  let pairs = 0;
  let rises = 0;
  for (let i = first + 1; i < end; i++) {
    const change = losses[i] - losses[i - 1];
    if (Number.isNaN(change)) continue;
    pairs++;
    if (change > resolution * Math.abs(losses[i - 1])) rises++;
  }
  return pairs === 0 ? Number.NaN : rises / pairs;
}

/** `first`, or `end` (no row) when measuring stopped: the last reading lies in the earlier half of (from, to]. */
function firstOfFresh(readings: Readings, first: number, end: number, from: number, to: number): number {
  const last = stepAt(readings, end - 1, from);
  return last - from < to - last ? end : first;
}

const stepAt = ({ step }: Readings, row: number, otherwise: number) =>
  row >= 0 ? (step[row] ?? otherwise) : otherwise;

/** Values of the rows that are numbers. */
function numbersOf(values: ArrayLike<number>, first: number, end: number): Float64Array {
  const numbers = new Float64Array(end - first);
  let count = 0;
  for (let i = first; i < end; i++) if (!Number.isNaN(values[i])) numbers[count++] = values[i];
  return numbers.subarray(0, count);
}
