/** What an edit does to a configuration, and how a change reads in words. Pure. */
import { type ConfigIssue, parseConfig, type RunConfig } from '../training/config';
import { type FieldName, fields } from '../training/fields';

export interface Draft {
  config: RunConfig;
  issues: ConfigIssue[];
}

/** Takes what is valid; the rest leaves the configuration as it was and becomes issues. */
export function applyEdit({ config, issues }: Draft, changes: Record<string, unknown>): Draft {
  const kept = issues.filter(({ field }) => !Object.hasOwn(changes, field));
  const result = parseConfig(changes, config);
  if (result.ok) return { config: result.config, issues: kept };
  const refused = new Set<string>(result.issues.map(({ field }) => field));
  const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !refused.has(name)));
  const partial = parseConfig(rest, config);
  return { config: partial.ok ? partial.config : config, issues: [...kept, ...result.issues] };
}

/** A learning rate far enough below the one that diverged: a tenth, and eta/(1-mu) at most 0.1. */
export function workableRate({ learningRate, momentum }: RunConfig): number {
  const rate = Math.min(learningRate / 10, 0.1 * (1 - momentum));
  return Number(Math.max(fields.learningRate.min, rate).toPrecision(2));
}

/** "η 0.4 → 0.1" */
export function changeInWords(name: FieldName, before: RunConfig, after: RunConfig): string {
  return `${fields[name].short} ${before[name]} → ${after[name]}`;
}
