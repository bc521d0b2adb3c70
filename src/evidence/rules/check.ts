/**
 * A rule judges a claim in a setting by checks: each an interval over seeds and what it needs. What follows from the
 * checks of a setting, and from all settings, is the same for every claim. Pure.
 */
import type { ClaimName } from '../../lessons/lesson';
import type { Runs } from '../numbers';
import type { SettingName } from '../settings';
import { type Interval, interval, pairedDifference } from '../statistics';

/** What the numbers of an interval are; 'ratio' holds logarithms of ratios. */
export type Kind =
  | 'difference of accuracies'
  | 'difference of shares'
  | 'difference of step numbers'
  | 'ratio'
  | 'step number'
  | 'landing position'
  | 'share of steps'
  | 'kept share';

/** 'open': the interval reaches over the bound, or is unknown, so that the runs do not tell. */
export type Answer = 'yes' | 'no' | 'open';

export interface Check {
  /** A claim is tested only where its premises hold; information decides nothing. */
  role: 'premise' | 'claim' | 'information';
  label: string;
  kind: Kind;
  interval: Interval;
  /** In words, empty for information. */
  needs: string;
  holds: Answer;
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

export type Outcome = 'supported' | 'not supported' | 'open' | 'not tested';

/** Not tested unless every premise holds; not supported where one check of the claim fails; open where one is open. */
export function outcomeOf(checks: readonly Check[]): Outcome {
  const answers = (role: Check['role']) =>
    checks.filter((check) => check.role === role).map(({ holds }) => holds);
  if (answers('premise').some((each) => each !== 'yes')) return 'not tested';
  if (answers('claim').includes('no')) return 'not supported';
  return answers('claim').includes('open') ? 'open' : 'supported';
}

/** Whether the whole interval lies above a bound, or the whole of it below. */
export const above =
  (bound: number) =>
  ({ low, high }: Interval): Answer => {
    if (low > bound) return 'yes';
    return high < bound ? 'no' : 'open';
  };
export const below =
  (bound: number) =>
  ({ low, high }: Interval): Answer => {
    if (high < bound) return 'yes';
    return low > bound ? 'no' : 'open';
  };
/** The mean alone, for premises: they say which regime a run was in, not by how much. */
export const meanAbove =
  (bound: number) =>
  (each: Interval): Answer =>
    each.mean > bound ? 'yes' : 'no';
export const meanBelow =
  (bound: number) =>
  (each: Interval): Answer =>
    each.mean < bound ? 'yes' : 'no';

/** First over second, run by run, as the interval of the logarithm of the ratio. */
export const pairedRatio = (first: readonly number[], second: readonly number[]) =>
  pairedDifference(first.map(Math.log), second.map(Math.log));

type Holds = (each: Interval) => Answer;
const check =
  (role: Check['role']) =>
  (kind: Kind, label: string, each: Interval, needs: string, holds: Holds): Check => ({
    role,
    kind,
    label,
    interval: each,
    needs,
    holds: holds(each),
  });
export const premise = check('premise');
export const claim = check('claim');
export const information = (kind: Kind, label: string, each: Interval): Check => ({
  role: 'information',
  kind,
  label,
  interval: each,
  needs: '',
  holds: 'yes',
});
export { interval, pairedDifference };
