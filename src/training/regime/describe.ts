/** Regimes in words: names, and one sentence on what the last steps did. Pure. */
import { floorWidth, keptShare } from '../probes/kappa';
import type { Estimate, Regime, Segment, Subtype, Thresholds, WindowReading } from './types';
import { leastKappas, regimeAt } from './window';

export const regimeNames: Record<Regime, string> = {
  'large-step': 'Large step',
  'small-step': 'Small step',
  transition: 'Transition',
  undecided: 'Undecided',
  catapult: 'Catapult',
  diverged: 'Diverged',
};

export const subtypeNames: Record<Subtype, string> = {
  'own-floor': 'floor of its own batch',
  'wall-to-wall': 'wall to wall',
  '': '',
};

const events = {
  catapult: 'The steps climbed until the curvature had fallen to what this learning rate allows: a catapult.',
  diverged:
    'The loss ran away: it is no longer finite, or it rose far above its lowest value and above guessing.',
};

/** A regime in words: Large step, wall to wall. */
export const nameOf = ({ regime, subtype }: Pick<Segment, 'regime' | 'subtype'>): string =>
  [regimeNames[regime], subtypeNames[subtype]].filter(Boolean).join(', ');

/**
 * What goes under the name of a stretch of the run: the event it is, or what the last window of it showed. A name
 * lags behind its windows; where the last one alone would be called otherwise, that is said first.
 */
export function describeStretch(
  stretch: Pick<Segment, 'regime' | 'subtype'>,
  window: WindowReading | undefined,
  thresholds: Thresholds,
): string {
  const { regime } = stretch;
  if (regime === 'catapult' || regime === 'diverged') return events[regime];
  if (!window) return 'Too early to say: not enough steps were measured yet.';
  const alone = nameOf(window);
  const sentence = describeWindow(window, thresholds);
  if (alone === nameOf(stretch)) return sentence;
  const reading = alone.charAt(0).toLowerCase() + alone.slice(1);
  return `The latest window alone reads “${reading}”; the name changes once windows in a row agree. ${sentence}`;
}

/**
 * One sentence on the steps of a window. `thresholds` are those the window was read with; they say what an undecided
 * window hangs on.
 */
export function describeWindow(window: WindowReading, thresholds: Thresholds): string {
  const { regime } = window;
  if (regime === 'large-step') return large(window);
  if (regime === 'small-step') return smooth(window);
  return regime === 'transition' ? between(window) : undecided(window, thresholds);
}

/** Two significant digits unless told: 1.7, 0.023, −0.4. */
function number(value: number, digits = 2): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : value < 0 ? 'minus infinity' : 'unknown';
  return value.toLocaleString('en', { maximumSignificantDigits: digits }).replace('-', '−');
}

/** With the digits that tell it from a limit. */
function beside(value: number, limit: number): string {
  const digits = [2, 3, 4, 5].find((each) => number(value, each) !== number(limit, each));
  return number(value, digits);
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

const kappaText = ({ kappa }: WindowReading) => `median step number ${number(kappa.value)}`;

/** Parts of a share within this of none and of all are called so. */
const nearly = 0.005;

/** What the steps kept on their own batches. */
function kept(window: WindowReading): string {
  const share = keptShare(window.kappa.value);
  const what =
    share < 0
      ? 'raised the losses of their own batches'
      : `kept ${partOf(share)} their gradients promised on their own batches`;
  return `${what} (${kappaText(window)})`;
}

function partOf(share: number): string {
  if (share < nearly) return 'nothing of what';
  if (share > 1 + nearly) return 'more than';
  return share > 1 - nearly ? 'all that' : `${percent(share)} of what`;
}

/** Where the steps landed in the valleys of their own batches; empty where that was not measured. */
function landed({ landing, crossed }: WindowReading): string {
  const p = landing.value;
  if (Number.isNaN(p)) return '';
  const where =
    p < 1 - floorWidth
      ? 'stopped short of the floors of their valleys'
      : p <= 1 + floorWidth
        ? 'landed about on the floors of their valleys'
        : 'crossed the floors of their valleys';
  return `${where} (median landing ${number(p)}, ${percent(crossed)} across)`;
}

/** What was lost on the probe set; empty where it is not known or nothing was. */
function lost({ share: { value } }: WindowReading): string {
  if (Number.isNaN(value) || value < nearly) return '';
  const promise = 'what they promised on the probe set over the last epochs';
  return value > 1 - nearly ? `nothing of ${promise} was kept` : `${percent(value)} of ${promise} was lost`;
}

function rose({ rises }: WindowReading): string {
  if (Number.isNaN(rises)) return '';
  if (rises === 0) return 'the training loss did not rise';
  return `the training loss rose in ${percent(rises)} of its last readings`;
}

/** The clauses that are not empty, as one list. */
function listed(clauses: readonly string[]): string {
  const said = clauses.filter(Boolean);
  if (said.length < 2) return said.join('');
  return `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

/** A sentence on the steps, and after a semicolon what became of the losses of others. */
function told(window: WindowReading, ofLosses: string): string {
  const rest = listed([lost(window), ofLosses]);
  return `The steps ${listed([kept(window), landed(window)])}${rest && `; ${rest}`}.`;
}

const large = (window: WindowReading) => told(window, window.rises > 0 ? rose(window) : '');

const smooth = (window: WindowReading) => told(window, window.rises === 0 ? rose(window) : '');

function between(window: WindowReading): string {
  const facts = [kappaText(window), landed(window), lost(window), rose(window)].filter(Boolean);
  return `The steps were neither clearly large nor clearly small: ${facts.join(', ')}.`;
}

function undecided(window: WindowReading, thresholds: Thresholds): string {
  const { measured, uphill, resolved } = window;
  if (measured === 0) return 'No step was measured lately.';
  if (measured < leastKappas) {
    const steps = measured === 1 ? '1 step was' : `${measured} steps were`;
    return `Too early to say: ${steps} measured at this learning rate; it takes ${leastKappas}.`;
  }
  if (2 * uphill > measured) {
    return `Most steps led uphill: momentum carried ${uphill} of ${measured} against their own gradient.`;
  }
  if (resolved < leastKappas) {
    return `Most steps were too small to measure: only ${resolved} of ${measured} changed the loss enough for 32-bit numbers.`;
  }
  return straddling(window, thresholds);
}

/** The reading whose interval reaches over the limit that the verdict hangs on; the upper one where it may be large. */
function straddling({ kappa, share, rises }: WindowReading, limits: Thresholds): string {
  const isLarge = regimeAt(kappa.high, share.high, rises, limits) === 'large-step';
  const kappaLimit = isLarge ? limits.largeKappa : limits.smallKappa;
  const shareLimit = isLarge ? limits.largeShare : limits.smallShare;
  // A large step with a kappa below the limit hangs on the share.
  const byKappa = holds(kappa, kappaLimit) && !(isLarge && kappa.high <= kappaLimit);
  const [what, estimate, limit] = byKappa
    ? (['the step number', kappa, kappaLimit] as const)
    : (['the share of the promise that was lost', share, shareLimit] as const);
  const { low, high } = estimate;
  const where =
    high < Number.POSITIVE_INFINITY
      ? `lies between ${beside(low, limit)} and ${beside(high, limit)}, on both sides of the limit of ${number(limit)}`
      : `may be anything above ${beside(low, limit)}; the limit is ${number(limit)}`;
  return `Too close to call: ${what} ${where}.`;
}

const holds = ({ low, high }: Estimate, limit: number) => low <= limit && limit <= high;
