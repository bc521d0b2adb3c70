/** Random plans of live changes, each valid where it comes to hold. For tests only. */
import fc from 'fast-check';
import { parseConfig, type RunConfig } from '../../training/config';
import { validConfigs, valuesOf } from '../../training/config.arbitrary';
import { liveNames } from '../../training/fields';
import type { LiveChange } from '../../training/protocol';
import type { ScriptedChange } from '../lab';

export interface Plan {
  config: RunConfig;
  /** The same changes twice: what each changes, and what it leads to. */
  script: ScriptedChange[];
  changes: LiveChange[];
}

const someFields = fc
  .record(Object.fromEntries(liveNames.map((name) => [name, valuesOf(name)])), { requiredKeys: [] })
  .filter((fields) => Object.keys(fields).length > 0);
const gap = fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 200_000 }));

/** A configuration and up to 8 changes of it at ascending steps. */
export const plans: fc.Arbitrary<Plan> = fc
  .tuple(validConfigs, fc.array(fc.tuple(gap, someFields), { maxLength: 8 }))
  .map(([config, wanted]) => {
    const plan: Plan = { config, script: [], changes: [] };
    let [step, now] = [-1, config];
    for (const [gap, fields] of wanted) {
      const result = parseConfig(fields, now);
      // Fields that limit each other: what does not fit here is no change.
      if (!result.ok) continue;
      step += gap;
      now = result.config;
      plan.script.push({ step, fields: fields as Partial<RunConfig> });
      plan.changes.push({ step, config: now });
    }
    return plan;
  });
