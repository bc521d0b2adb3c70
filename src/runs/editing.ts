/** What an edit does to a configuration. Pure. */
import { applies, type ConfigIssue, changedFields, parseConfig, type RunConfig } from '../training/config';
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
  return issues.filter(({ field }) => !(field in config) || applies(field as FieldName, config));
}

/** What only says how large the steps are, and from how large weights. */
const sizes: readonly (keyof RunConfig)[] = [
  'learningRate',
  'smallLearningRate',
  'switchEpoch',
  'epochs',
  'initScale',
  'momentum',
  'smallMomentum',
  'schedule',
];

/**
 * Changes that lead back from a divergence: a learning rate of a tenth of the smallest that is known to diverge here
 * (`diverged`: configurations of other runs that did), eta/(1-mu) at most 0.1, and first weights of the usual size.
 */
export function wayBack(
  config: RunConfig,
  diverged: readonly RunConfig[] = [],
): Pick<RunConfig, 'learningRate' | 'smallLearningRate' | 'initScale'> {
  const alike = diverged.filter((other) =>
    changedFields(other, config).every((name) => sizes.includes(name)),
  );
  const known = Math.min(config.learningRate, ...alike.map((other) => other.learningRate));
  const most = Math.min(known / 10, 0.1 * (1 - config.momentum));
  const learningRate = Number(Math.max(fields.learningRate.min, most).toPrecision(2));
  const smallest = Math.min(learningRate, 0.1 * (1 - config.smallMomentum));
  return {
    learningRate,
    smallLearningRate: Math.min(config.smallLearningRate, Number(smallest.toPrecision(2))),
    // Large first weights make gradients that no learning rate is small enough for.
    initScale: Math.min(config.initScale, fields.initScale.default),
  };
}
