/** From numbers to a verdict for each claim: the rules, and what follows where settings differ. Pure. */
import type { ClaimName } from '../lessons/lesson';
import { type EvidenceRun, Runs } from './numbers';
import { bounce } from './rules/bounce';
import { type Check, type Outcome, outcomeOf, type Rule } from './rules/check';
import { generalization } from './rules/generalization';
import { momentum } from './rules/momentum';
import { schedules } from './rules/schedules';
import { state } from './rules/state';
import { type Setting, type SettingName, settings } from './settings';

export const rules: readonly Rule[] = [bounce, momentum, generalization, schedules, state];

export interface SettingVerdict {
  setting: SettingName;
  outcome: Outcome;
  checks: Check[];
}

export interface Verdict {
  claim: ClaimName;
  states: string;
  /** "supported here", "not supported here", both perhaps "open in …"; "depends on …", "open here", "not tested here". */
  verdict: string;
  rule: string;
  settings: SettingVerdict[];
}

/** How a verdict follows from the settings, in words. */
export const summaryRule =
  'A claim is “supported here” when every setting that tells supports it, “not supported here” when none does, and otherwise “depends on” what separates those that do from those that do not. A setting is “open” where a 95 % interval reaches over its bound, so that more seeds may tell, or is unknown because a run diverged.';

export function judge(runs: readonly EvidenceRun[]): Verdict[] {
  const byArm = new Runs(runs);
  return rules.map((rule) => {
    const judged = rule.settings.map((setting) => {
      const checks = rule.checks(setting, byArm);
      return { setting, checks, outcome: outcomeOf(checks) };
    });
    const { claim, states, words } = rule;
    return { claim, states, rule: words, settings: judged, verdict: verdictOf(judged) };
  });
}

export function verdictOf(judged: readonly { setting: SettingName; outcome: Outcome }[]): string {
  const names = (outcome: Outcome) =>
    judged.filter((each) => each.outcome === outcome).map(({ setting }) => setting);
  const [yes, no, open] = [names('supported'), names('not supported'), names('open')];
  const told = yes.length + no.length;
  if (told === 0) return open.length > 0 ? 'open here' : 'not tested here';
  const partly = open.length > 0 ? `, open in ${open.length} of ${told + open.length} settings` : '';
  if (no.length === 0) return `supported here${partly}`;
  if (yes.length === 0) return `not supported here${partly}`;
  return `depends on the ${separatingFactor(yes, no) ?? 'setting'}`;
}

const factorNames = { data: 'data', network: 'network', labels: 'labels', batch: 'batch size' } as const;

/** The one thing whose values on the one side are never on the other; undefined where none or several do that. */
function separatingFactor(yes: readonly SettingName[], no: readonly SettingName[]): string | undefined {
  const factorOf = (name: SettingName, factor: keyof Setting['factors']) => settings[name].factors[factor];
  const separating = (Object.keys(factorNames) as (keyof typeof factorNames)[]).filter((factor) =>
    yes.every((one) => no.every((other) => factorOf(one, factor) !== factorOf(other, factor))),
  );
  return separating.length === 1 ? factorNames[separating[0]] : undefined;
}
