/** What an edit does to a configuration. Pure. */
import { type ConfigIssue, isRelevant, parseConfig, type RunConfig } from '../training/config';
import { type FieldName, fields } from '../training/fields';

export interface Draft {
  config: RunConfig;
  issues: ConfigIssue[];
}

/** Takes what is valid; the rest leaves the configuration as it was and becomes issues. */
export function applyEdit({ config, issues }: Draft, changes: Record<string, unknown>): Draft {
  const kept = issues.filter(({ field }) => !Object.hasOwn(changes, field));
  const result = parseConfig(changes, config);
  if (result.ok) return { config: result.config, issues: shown(kept, result.config) };
  const refused = new Set<string>(result.issues.map(({ field }) => field));
  const rest = Object.fromEntries(Object.entries(changes).filter(([name]) => !refused.has(name)));
  const partial = parseConfig(rest, config);
  const next = partial.ok ? partial.config : config;
  return { config: next, issues: shown([...kept, ...result.issues], next) };
}

/** A field that is not shown cannot be corrected, and decides nothing. */
function shown(issues: ConfigIssue[], config: RunConfig): ConfigIssue[] {
  return issues.filter(({ field }) => !(field in config) || isRelevant(field as FieldName, config));
}

/** A learning rate far enough below the one that diverged: a tenth, and eta/(1-mu) at most 0.1. */
export function workableRate({ learningRate, momentum }: RunConfig): number {
  const rate = Math.min(learningRate / 10, 0.1 * (1 - momentum));
  return Number(Math.max(fields.learningRate.min, rate).toPrecision(2));
}
