/** Random configurations that links and run files of a fixture begin with: a few fields of the default run changed. */
import fc from 'fast-check';
import { defaultConfig, parseConfig, type RunConfig } from '../../src/training/config';
import { validConfigs } from '../../src/training/config.arbitrary';
import { type FieldName, fieldNames } from '../../src/training/fields';

/** Values as people write them, and now and then every digit that there is. */
const shortened = (value: RunConfig[FieldName], whole: boolean) =>
  typeof value === 'number' && !whole ? Number(value.toPrecision(3)) : value;

const changed = fc
  .tuple(
    validConfigs,
    fc.subarray([...fieldNames], { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([config, names, luck]) => {
    const changes = Object.fromEntries(names.map((name) => [name, shortened(config[name], luck === 0)]));
    const parsed = parseConfig(changes, defaultConfig);
    // What does not fit together is random as a whole.
    return parsed.ok ? parsed.config : config;
  });

export const randomConfigs = (count: number): RunConfig[] =>
  fc.sample(changed, { numRuns: count, seed: 2026 });

/** The values of the fields that a fixture knows, in its order: later code may have more fields. */
export const valuesOf = (config: RunConfig, names: readonly string[]): unknown[] =>
  names.map((name) => config[name as FieldName]);
