/** Live changes of a run as a list: which configuration holds when. Pure. */
import { changedFields, parseConfig, type RunConfig } from './config';
import type { LiveChange } from './protocol';

/** The configuration that holds for the step after `step`. */
export function configAfter(initial: RunConfig, changes: readonly LiveChange[], step: number): RunConfig {
  return changes.findLast((each) => each.step <= step)?.config ?? initial;
}

/**
 * The changes with one more, ascending: it takes the place of one at the same step, and later ones, which were
 * planned, still change what they changed.
 */
export function withChange(
  initial: RunConfig,
  changes: readonly LiveChange[],
  change: LiveChange,
): LiveChange[] {
  const result = [...changes.filter(({ step }) => step < change.step), change];
  let before = configAfter(initial, changes, change.step);
  let { config } = change;
  for (const later of changes.filter(({ step }) => step > change.step)) {
    const names = changedFields(before, later.config);
    const taken = parseConfig(Object.fromEntries(names.map((name) => [name, later.config[name]])), config);
    before = later.config;
    // What the new configuration has no place for is left out.
    if (!taken.ok) continue;
    config = taken.config;
    result.push({ step: later.step, config });
  }
  return result;
}
