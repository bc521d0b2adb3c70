/**
 * A rule judges a claim in a setting by checks: each an interval over seeds and what it needs. What follows from the
 * checks of a setting, and from all settings, is the same for every claim. Pure.
 */
import type { ClaimName } from '../../lessons/lesson';
import type { Runs } from '../numbers';
import type { SettingName } from '../settings';
import { type Interval, interval, pairedDifference } from '../statistics';

/** What the numbers of an interval are; 'ratio' holds logarithms of ratios. */
export type Kind = 'difference of accuracies' | 'difference of shares' | 'ratio' | 'step number';

export interface Check {
  /** A claim is tested only where its premises hold; information decides nothing. */
  role: 'premise' | 'claim' | 'information';
  label: string;
  kind: Kind;
  interval: Interval;
  /** In words, empty for information. */
  needs: string;
  holds: boolean;
}

export interface Rule {
  claim: ClaimName;
  /** The claim in a sentence. */
  states: string;
  /** When a setting supports it, in words: what `checks` computes. */
  words: string;
  settings: readonly SettingName[];
  checks(setting: SettingName, runs: Runs): Check[];
}

export type Outcome = 'supported' | 'not supported' | 'not tested';

/** Not tested where a premise fails; supported where every check of the claim holds. */
export function outcomeOf(checks: readonly Check[]): Outcome {
  const holding = (role: Check['role']) =>
    checks.filter((check) => check.role === role).every(({ holds }) => holds);
  if (!holding('premise')) return 'not tested';
  return holding('claim') ? 'supported' : 'not supported';
}

/** The whole interval lies above a bound. Not so where it is unknown. */
export const above = (bound: number) => (each: Interval) => each.low > bound;
export const below = (bound: number) => (each: Interval) => each.high < bound;
/** The mean alone, for premises: they say which regime a run was in, not by how much. */
export const meanAbove = (bound: number) => (each: Interval) => each.mean > bound;
export const meanBelow = (bound: number) => (each: Interval) => each.mean < bound;

/** First over second, run by run, as the interval of the logarithm of the ratio. */
export const pairedRatio = (first: readonly number[], second: readonly number[]) =>
  pairedDifference(first.map(Math.log), second.map(Math.log));

type Holds = (each: Interval) => boolean;
const check =
  (role: Check['role']) =>
  (kind: Kind, label: string, each: Interval, needs: string, holds: Holds): Check => ({
    ...{ role, kind, label, interval: each, needs },
    holds: holds(each),
  });
export const premise = check('premise');
export const claim = check('claim');
export const information = (kind: Kind, label: string, each: Interval): Check => ({
  ...{ role: 'information', kind, label, interval: each, needs: '' },
  holds: true,
});
export { interval, pairedDifference };
