import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowed,
  applies,
  type ConfigIssue,
  changedFields,
  defaultConfig,
  parseConfig,
  presetConfig,
  presets,
  type RunConfig,
} from './config';
import { validConfigs } from './config.arbitrary';
import type { Field } from './field';
import { type FieldName, fieldNames, fields, groups } from './fields';

/** Small enough a run that every field may take its smallest and its largest value beside it. */
const roomy: RunConfig = {
  ...defaultConfig,
  dataset: 'spirals',
  trainSize: 5000,
  epochs: 1000,
  batchSize: 1,
  switchEpoch: 0,
};

/** A base in which `name` may be at `value`: the fields that limit it are at their loosest. */
function baseFor(name: FieldName, value: unknown): RunConfig {
  if (name === 'batchNorm') return { ...roomy, batchSize: 2 };
  if (name === 'model' && value === 'cnn1d') return { ...roomy, dataset: 'mnist1d', trainSize: 100 };
  if (name === 'model' && value === 'cnn2d') return { ...roomy, dataset: 'fashion' };
  if (name === 'dataset') return { ...roomy, trainSize: 100 };
  return roomy;
}

function issuesOf(input: unknown, base?: RunConfig): ConfigIssue[] {
  const result = parseConfig(input, base);
  return result.ok ? [] : result.issues;
}

const numbers = fieldNames.flatMap((name) => {
  const field: Field = fields[name];
  return field.kind === 'number' ? [{ name, field }] : [];
});

describe('each field', () => {
  it.each(numbers)('$name takes its limits and nothing beyond them', ({ name, field }) => {
    const step = field.integer ? 1 : field.max * 1e-12;
    for (const value of [field.min, field.max]) {
      const base = { ...baseFor(name, value), ownData: 1 };
      expect(parseConfig({ [name]: value }, base)).toMatchObject({
        ok: true,
        config: { [name]: value },
      });
    }
    for (const value of [field.min - step, field.max + step, Number.NaN, Number.POSITIVE_INFINITY, -1e300]) {
      const [issue] = issuesOf({ [name]: value }, roomy);
      expect(issue.field).toBe(name);
      expect(issue.message).toContain(field.label);
      expect(issue.message).toContain(String(value));
      expect(issue.message).toContain(`from ${field.min} to ${field.max}`);
    }
    if (field.integer)
      expect(issuesOf({ [name]: field.min + 0.5 }, roomy)[0].message).toContain('whole number');
  });

  it.each(fieldNames)('%s refuses values of another type in words', (name) => {
    const field: Field = fields[name];
    const strangers = [null, undefined, {}, [], '', '1', 'ON', Symbol.iterator, () => 1, 1n];
    for (const value of field.kind === 'number' ? [...strangers, true] : [...strangers, 1]) {
      const issues = issuesOf({ [name]: value }, roomy);
      expect(issues).toHaveLength(1);
      expect(issues[0].field).toBe(name);
      expect(issues[0].message).toContain(field.label);
      expect(issues[0].message).toContain(allowed(field));
    }
  });

  it.each(fieldNames)('%s takes each of its options', (name) => {
    const field: Field = fields[name];
    if (field.kind === 'number') return;
    const options = field.kind === 'boolean' ? [true, false] : Object.keys(field.options);
    for (const value of options) {
      const base = { ...baseFor(name, value), ownData: 1 };
      expect(parseConfig({ [name]: value }, base)).toMatchObject({
        ok: true,
        config: { [name]: value },
      });
    }
  });

  it('shortens a long value in the message', () => {
    expect(issuesOf({ model: 'x'.repeat(1e6) })[0].message.length).toBeLessThan(200);
  });
});

describe('rules between fields', () => {
  const cases: [Partial<RunConfig>, FieldName, string][] = [
    [
      { trainSize: 4001 },
      'trainSize',
      'Training examples: 4001 is not allowed; it takes 20 to 4000 with MNIST-1D.',
    ],
    [{ model: 'cnn1d', dataset: 'xor' }, 'model', 'the 1-D convolutional network only with MNIST-1D'],
    [{ model: 'cnn2d' }, 'model', 'the 2-D convolutional network only with Fashion-MNIST'],
    [{ batchSize: 101, trainSize: 100 }, 'batchSize', '1 to 100, the training examples'],
    [{ batchSize: 1, batchNorm: true }, 'batchSize', '2 to 4000 with batch normalization'],
    [{ switchEpoch: 60.5 }, 'switchEpoch', '0 to 60, the epochs of the run'],
    [{ warmupEpochs: 61 }, 'warmupEpochs', '0 to 60, the epochs of the run'],
  ];
  it.each(cases)('%o is refused at %s', (changes, field, text) => {
    const issues = issuesOf(changes);
    expect(issues.map((issue) => issue.field)).toEqual([field]);
    expect(issues[0].message).toContain(fields[field].label);
    expect(issues[0].message).toContain(text);
  });

  it('a late drop does not matter to a schedule without one', () => {
    expect(parseConfig({ schedule: 'constant', switchEpoch: 900 }).ok).toBe(true);
  });
});

describe('parseConfig', () => {
  it('names every refused field at once', () => {
    const fieldsOf = issuesOf({ momentum: 2, epochs: 0, model: 'perceptron', wings: 2 }).map(
      (issue) => issue.field,
    );
    expect(fieldsOf).toEqual(['momentum', 'epochs', 'model', 'config']);
  });

  it.each([null, undefined, 1, 'text', [], true])('%o is no configuration', (input) => {
    expect(issuesOf(input)).toEqual([{ field: 'config', message: expect.any(String) }]);
  });

  it('is not taken in by names of Object', () => {
    expect(issuesOf(JSON.parse('{"__proto__": {"epochs": 2}, "constructor": 1}'))).toHaveLength(2);
  });

  it('refuses objects that cannot be written as text, as a run file may hold them', () => {
    for (const value of [{ toString: 0 }, [{ toString: 0 }], Object.create(null)]) {
      expect(issuesOf({ dataset: value })).toMatchObject([{ field: 'dataset' }]);
    }
  });

  it('gives absent fields the values of the base', () => {
    const base = { ...defaultConfig, seed: 7 };
    expect(parseConfig({ momentum: 0.5 }, base)).toEqual({ ok: true, config: { ...base, momentum: 0.5 } });
  });

  it('takes every valid configuration as it is', () => {
    fc.assert(
      fc.property(validConfigs, (config) => {
        expect(parseConfig(config)).toEqual({ ok: true, config });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (input) => typeof parseConfig(input).ok === 'boolean'));
    const named = fc.dictionary(fc.constantFrom<string>(...fieldNames), fc.anything({ withBigInt: true }));
    fc.assert(fc.property(named, (input) => typeof parseConfig(input).ok === 'boolean'));
  });
});

describe('presets', () => {
  it.each(presets)('$id is valid and changes only what it says', (preset) => {
    const config = presetConfig(preset);
    expect(parseConfig(config).ok).toBe(true);
    for (const name of changedFields(defaultConfig, config)) expect(preset.changes).toHaveProperty(name);
  });

  it('the fields of the other schedules are not relevant', () => {
    const constant = { ...defaultConfig, schedule: 'constant' as const };
    const hidden = fieldNames.filter((name) => applies(name, defaultConfig) && !applies(name, constant));
    expect(hidden).toEqual(['switchEpoch', 'smallLearningRate', 'smallMomentum']);
  });
});

it('every field has one control, but for those that come with something else', () => {
  const controlled = groups.flatMap(([, names]) => names);
  expect(controlled.toSorted()).toEqual(
    fieldNames.filter((name) => !(fields[name] as Field).fixed).toSorted(),
  );
  expect(controlled).not.toContain('ownData');
});
