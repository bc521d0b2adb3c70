/** Regimes in words: names, and one sentence on what the last steps did. Pure. */
import type { Estimate, Regime, Segment, Subtype, Thresholds, WindowReading } from './types';
import { leastKappas, shareEpochs, verdictAt } from './window';

export const regimeNames: Record<Regime, string> = {
  'large-step': 'Large step',
  'small-step': 'Small step',
  transition: 'Transition',
  undecided: 'Undecided',
  catapult: 'Catapult',
  diverged: 'Diverged',
};

export const subtypeNames: Record<Subtype, string> = {
  'curvature-limited': 'limited by curvature',
  'noise-limited': 'limited by noise',
  '': '',
};

const events = {
  catapult: 'The steps climbed until the curvature had fallen to what this learning rate allows: a catapult.',
  diverged:
    'The loss ran away: it is no longer finite, or it rose far above its lowest value and above guessing.',
};

/** A regime in words: Large step, limited by noise. */
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
  const { regime, subtype } = window;
  if (regime === 'large-step') return subtype === 'noise-limited' ? noisy(window) : across(window);
  if (regime === 'small-step') return smooth(window);
  return regime === 'transition' ? between(window) : undecided(window, thresholds);
}

/** At most two significant digits: 1.7, 0.023, −0.4. */
function number(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? 'infinity' : value < 0 ? 'minus infinity' : 'unknown';
  return value.toLocaleString('en', { maximumSignificantDigits: 2 }).replace('-', '−');
}

const percent = (share: number) => `${Math.round(100 * share)} %`;

const kappaText = ({ kappa }: WindowReading) => `median step number ${number(kappa.value)}`;

/** What became of the promised decrease; empty where it is not known or nothing was lost. */
function eaten({ share }: WindowReading, by: string): string {
  const { value } = share;
  if (Number.isNaN(value) || value < 0.005) return '';
  const eatenUp = `what the gradient promised over the last ${shareEpochs} epochs was eaten by ${by}`;
  return value >= 0.995 ? eatenUp : `${percent(value)} of ${eatenUp}`;
}

const then = (join: string, clause: string) => (clause === '' ? '' : join + clause);

function rose({ rises }: WindowReading): string {
  if (rises === 0) return 'the training loss did not rise';
  return `the training loss rose in ${percent(rises)} of its last readings`;
}

function across(window: WindowReading): string {
  const what =
    window.kappa.value > 2
      ? 'The steps climbed the far wall of the valley: landing higher than they started'
      : window.kappa.value > 1
        ? 'The steps jumped across the valley: landing beyond its floor'
        : 'The steps came close to the valley floor';
  return `${what} (${kappaText(window)})${then(', and ', eaten(window, 'curvature'))}.`;
}

function noisy(window: WindowReading): string {
  const floor = window.kappa.value < 1 ? 'stopped short of' : 'reached';
  const lost = eaten(window, 'the noise of the batches');
  return `The steps ${floor} the valley floor (${kappaText(window)}), but ${lost}, and ${rose(window)}.`;
}

function smooth(window: WindowReading): string {
  const lost = eaten(window, 'curvature and noise');
  const descent =
    Number.isNaN(window.rises) || window.rises > 0 ? '' : ', and the training loss fell steadily';
  return `The steps stopped short of the valley floor (${kappaText(window)})${descent}${then('; ', lost)}.`;
}

function between(window: WindowReading): string {
  const facts = [eaten(window, 'curvature and noise'), Number.isNaN(window.rises) ? '' : rose(window)];
  const rest = facts.filter(Boolean).join(', ');
  return `The steps were neither clearly large nor clearly small: ${kappaText(window)}${then(', ', rest)}.`;
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
  const { regime, subtype } = verdictAt(kappa.high, share.high, rises, limits);
  const large = regime === 'large-step';
  const kappaLimit = large ? limits.largeKappa : limits.smallKappa;
  const shareLimit = large ? limits.largeShare : limits.smallShare;
  const byKappa = subtype !== 'noise-limited' && holds(kappa, kappaLimit);
  const [what, estimate, limit] = byKappa
    ? (['the step number', kappa, kappaLimit] as const)
    : (['the share of the promise that was lost', share, shareLimit] as const);
  const where =
    estimate.high < Number.POSITIVE_INFINITY
      ? `lies between ${number(estimate.low)} and ${number(estimate.high)}, on both sides of the limit of ${number(limit)}`
      : `may be anything above ${number(estimate.low)}; the limit is ${number(limit)}`;
  return `Too close to call: ${what} ${where}.`;
}

const holds = ({ low, high }: Estimate, limit: number) => low <= limit && limit <= high;
