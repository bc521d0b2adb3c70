/** What an edit does to a configuration. Pure. */
import { type ConfigIssue, changedFields, isRelevant, parseConfig, type RunConfig } from '../training/config';
import { type FieldName, fields, liveNames } from '../training/fields';

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

/** Changes that lead a run which diverged back to one that trains, and the words that name them. */
export interface WayBack {
  changes: Partial<RunConfig>;
  words: string;
}

/**
 * A step far enough below the one that diverged: eta/(1-mu), by which momentum is counted, becomes at most a tenth
 * of the largest in the plan, a tenth of any that diverged before (`diverged`), and 0.1. Enlarged first weights go
 * back to 1: with several layers they multiply the curvature until no rate that still trains is small enough.
 */
export function wayBack(config: RunConfig, diverged: readonly RunConfig[] = []): WayBack {
  const initScale = Math.min(1, config.initScale);
  const kin = diverged.filter((each) => sameProblem(each, { ...config, initScale }));
  const most = Math.min(1, ...[config, ...kin].map(largestStep)) / 10;
  const least = (value: number, min: number) => Number(Math.max(min, value).toPrecision(2));
  const { learningRate, momentum, smallLearningRate, smallMomentum } = config;
  const large = least(Math.min(learningRate, most * (1 - momentum)), fields.learningRate.min);
  const small = Math.min(smallLearningRate, most * (1 - smallMomentum));
  return {
    changes: {
      learningRate: large,
      smallLearningRate: least(small, fields.smallLearningRate.min),
      initScale,
    },
    words: `learning rate ${large}${initScale < config.initScale ? ` and initial scale ${initScale}` : ''}`,
  };
}

/** Largest eta/(1-mu) of the plan. */
function largestStep({ schedule, ...config }: RunConfig): number {
  const large = config.learningRate / (1 - config.momentum);
  if (schedule !== 'two-phase') return large;
  return Math.max(large, config.smallLearningRate / (1 - config.smallMomentum));
}

/** They differ in nothing but how, how long and from which random numbers they are trained. */
function sameProblem(a: RunConfig, b: RunConfig): boolean {
  return changedFields(a, b).every((name) => name === 'seed' || liveNames.includes(name));
}
