/**
 * RunConfig: what a run is, as one validated value. Owns the schema (made from `fields.ts`), the rules
 * between fields, the presets and the difference between two configurations. Pure.
 */
import * as v from 'valibot';
import type { DataSource } from './data/dataset';
import { type DatasetName, datasets } from './data/registry';
import type { Field } from './field';
import { type FieldName, fieldNames, fields, liveNames, registries } from './fields';
import type { Model } from './models/model';
import { models } from './models/registry';
import type { Part, ValuesOf } from './part';

export type RunConfig = ValuesOf<typeof fields>;

/** The parts of one kind, whichever they are. */
interface AnyRegistry {
  of(name: string): Part;
  owners(field: string): readonly string[] | undefined;
}

const chosen = Object.entries(registries) as [keyof typeof registries, AnyRegistry][];

/** Version of the configuration format in links and files. */
export const configVersion = 1;

export interface ConfigIssue {
  field: FieldName | 'config';
  /** Whole sentence: names the field, the value and what is allowed. */
  message: string;
}

export type ConfigResult = { ok: true; config: RunConfig } | { ok: false; issues: ConfigIssue[] };

export const defaultConfig = Object.fromEntries(
  fieldNames.map((name) => [name, fields[name].default]),
) as RunConfig;

/** Whether that network takes the examples of that data set; only a fully connected one takes any. */
export function trainsOn(model: RunConfig['model'], dataset: DatasetName): boolean {
  const { fits }: Model = models.of(model);
  const { inputShape } = sourceOf(dataset);
  return !fits || (inputShape !== undefined && fits(inputShape));
}

const sourceOf = (dataset: DatasetName): DataSource => datasets.of(dataset);

/** Most training examples of a data set: as many as there are, or as a run may ask for. */
export const mostExamples = (dataset: DatasetName): number =>
  sourceOf(dataset).examples ?? fields.trainSize.max;

/** What one field allows, in words: "a number from 0 to 0.99". */
export function allowed(field: Field): string {
  if (field.kind === 'boolean') return 'on or off';
  if (field.kind === 'choice') return `one of ${Object.keys(field.options).join(', ')}`;
  const unit = field.unit && field.unit !== '×' ? ` ${field.unit}` : '';
  return `${field.integer ? 'a whole number' : 'a number'} from ${field.min} to ${field.max}${unit}`;
}

function sentence(name: FieldName, value: unknown, allowedText = allowed(fields[name])): string {
  const shown = inWords(value);
  return `${fields[name].label}: ${shown} is not allowed; it takes ${allowedText}.`;
}

/** A refused value as text; values of a file may be objects that cannot be turned into any. */
function inWords(value: unknown): string {
  if (typeof value === 'string') return `“${value.slice(0, 40)}”`;
  return Object(value) === value ? `this ${typeof value}` : String(value).slice(0, 40);
}

function schemaOf(name: FieldName): v.GenericSchema<unknown, unknown> {
  const field: Field = fields[name];
  const message = (issue: v.BaseIssue<unknown>) => sentence(name, issue.input);
  if (field.kind === 'boolean') return v.boolean(message);
  if (field.kind === 'choice') return v.picklist(Object.keys(field.options), message);
  return v.pipe(
    v.number(message),
    v.finite(message),
    v.minValue<number, number, typeof message>(field.min, message),
    v.maxValue<number, number, typeof message>(field.max, message),
    v.check((value) => !field.integer || Number.isInteger(value), message),
  );
}

const schemas = Object.fromEntries(fieldNames.map((name) => [name, schemaOf(name)])) as Record<
  FieldName,
  v.GenericSchema<unknown, unknown>
>;

/**
 * Validates an unknown value as a configuration; absent fields take the values of `base`.
 * Never throws; every refused field gives one issue, unknown fields too.
 */
export function parseConfig(input: unknown, base: RunConfig = defaultConfig): ConfigResult {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return {
      ok: false,
      issues: [{ field: 'config', message: 'A configuration is an object of named fields.' }],
    };
  }
  const issues: ConfigIssue[] = [];
  const config: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(input)) {
    if (!Object.hasOwn(fields, key)) {
      issues.push({ field: 'config', message: `Unknown field “${key.slice(0, 40)}”.` });
      continue;
    }
    const result = v.safeParse(schemas[key as FieldName], value);
    if (result.success) config[key] = result.output;
    else issues.push({ field: key as FieldName, message: result.issues[0].message });
  }
  const complete = config as RunConfig;
  if (issues.length === 0) issues.push(...conflicts(complete));
  return issues.length === 0 ? { ok: true, config: complete } : { ok: false, issues };
}

/** Rules that tie two fields together. */
function conflicts(config: RunConfig): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const refuse = (field: FieldName, text: string) =>
    issues.push({ field, message: sentence(field, config[field], text) });
  const { trainSize, dataset, model } = config;
  if (trainSize > mostExamples(dataset)) {
    refuse(
      'trainSize',
      `${fields.trainSize.min} to ${mostExamples(dataset)} with ${datasets.options[dataset]}`,
    );
  }
  if (!trainsOn(model, dataset)) {
    const others = datasets.names.filter((name) => trainsOn(model, name));
    const which = others.map((name) => datasets.options[name]).join(', ');
    refuse('model', `the ${models.options[model]} network only with ${which}`);
  }
  if (config.batchSize > config.trainSize)
    refuse('batchSize', `1 to ${config.trainSize}, the training examples`);
  for (const [choice, parts] of chosen) {
    const { rules } = parts.of(config[choice]);
    for (const { field, allowed: text } of rules?.(config) ?? []) refuse(field as FieldName, text);
  }
  if (config.warmupEpochs > config.epochs)
    refuse('warmupEpochs', `0 to ${config.epochs}, the epochs of the run`);
  return issues;
}

/** Fields whose values differ, in table order. */
export function changedFields(a: RunConfig, b: RunConfig): FieldName[] {
  return fieldNames.filter((name) => a[name] !== b[name]);
}

/** Whether a field decides anything for this configuration; fields that do not are not shown. */
export function applies(name: FieldName, config: RunConfig): boolean {
  const choice = chosen.find(([, parts]) => parts.owners(name));
  return !choice || (choice[1].owners(name) as readonly string[]).includes(config[choice[0]]);
}

export interface Preset {
  id: string;
  label: string;
  hint: string;
  changes: Partial<RunConfig>;
}

export const presets: readonly Preset[] = [
  {
    id: 'two-phases',
    label: 'Two phases',
    hint: 'Large steps for 30 epochs, then small steps with momentum.',
    changes: {},
  },
  {
    id: 'small-only',
    label: 'Small steps only',
    hint: 'A small step from the first to the last epoch.',
    changes: { schedule: 'constant', learningRate: 0.03 },
  },
  {
    id: 'large-only',
    label: 'Large steps only',
    hint: 'The large step is never dropped.',
    changes: { schedule: 'constant', learningRate: 0.4 },
  },
];

export function presetConfig(preset: Preset): RunConfig {
  return { ...defaultConfig, ...preset.changes };
}

/** The schedule is that of the preset. */
export function isPreset(preset: Preset, config: RunConfig): boolean {
  return Object.entries(presetChanges(preset, config.epochs)).every(
    ([name, value]) => config[name as FieldName] === value || !applies(name as FieldName, config),
  );
}

/** What a preset decides: the schedule. Data, network, epochs and seed stay a person's own. */
const presetFields = liveNames.filter((name) => name !== 'epochs');

/** The fields of a preset for a run of so many epochs; a drop keeps its share of them. */
export function presetChanges(preset: Preset, epochs: number): Partial<RunConfig> {
  const whole = presetConfig(preset);
  const chosen = Object.fromEntries(presetFields.map((name) => [name, whole[name]])) as Partial<RunConfig>;
  return { ...chosen, switchEpoch: Math.round((whole.switchEpoch * epochs) / whole.epochs) };
}
