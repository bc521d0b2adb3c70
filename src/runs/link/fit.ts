/** The configuration nearest to what a link asked for when some of that is wrong: what was right stays. Pure. */
import {
  type ConfigIssue,
  defaultConfig,
  parseConfig,
  presetChanges,
  presets,
  type RunConfig,
} from '../../training/config';
import type { Field } from '../../training/field';
import { type FieldName, fields } from '../../training/fields';

type Values = ReadonlyMap<FieldName, unknown>;

export interface Fitted {
  /** Always valid. */
  config: RunConfig;
  /** What was not taken, and which value stands there instead. */
  issues: ConfigIssue[];
}

/** Reads these values onto `base`. `wrong` fields were given without a value that could be meant. */
export function nearestFit(values: Values, base: RunConfig, wrong: readonly FieldName[] = []): Fitted {
  const kept = new Map(values);
  const refused: ConfigIssue[] = [];
  for (const [name, value] of values) {
    if (isWithin(name, value)) continue;
    const alone = parseConfig({ [name]: value }, base);
    if (!alone.ok) refused.push(alone.issues[0]);
    kept.delete(name);
  }
  const free = [...wrong, ...refused.map(({ field }) => field as FieldName)];
  const whole = parseWith(kept, base);
  if (whole.ok) return { config: whole.config, issues: refused.map((issue) => told(issue, whole.config)) };
  // Fields that were wrong, or that the link did not name, take whatever value the right ones allow.
  const tied = whole.issues.filter(({ field }) => !kept.has(field as FieldName));
  const moved = free.length > 0 ? [] : tied;
  for (const name of [...free, ...moved.map(({ field }) => field as FieldName)]) {
    for (const value of candidates(name, kept)) {
      const result = parseWith(new Map([...kept, [name, value]]), base);
      if (!result.ok) continue;
      return {
        config: result.config,
        issues: [...refused, ...moved].map((each) => told(each, result.config)),
      };
    }
  }
  const { config, issues } = withoutConflicts(kept, base);
  return { config, issues: [...refused, ...issues].map((issue) => told(issue, config)) };
}

/** Whether a value is within the limits of its field, whatever the rules between fields say. */
export function isWithin(name: FieldName, value: unknown): boolean {
  const field: Field = fields[name];
  if (field.kind === 'boolean') return typeof value === 'boolean';
  if (field.kind === 'choice') return typeof value === 'string' && Object.hasOwn(field.options, value);
  if (typeof value !== 'number' || !(value >= field.min && value <= field.max)) return false;
  return !field.integer || Number.isInteger(value);
}

/** Values that a field may take instead; what comes with something else cannot be guessed. */
function candidates(name: FieldName, kept: Values): unknown[] {
  const field: Field = fields[name];
  if (field.fixed || field.kind === 'boolean') return [];
  if (field.kind === 'choice')
    return Object.keys(field.options).filter((option) => !field.unlisted?.includes(option));
  // A drop keeps its share of the epochs.
  const epochs = kept.get('epochs');
  const share =
    name === 'switchEpoch' && typeof epochs === 'number' ? [presetChanges(presets[0], epochs)[name]] : [];
  const others = [...kept.values()].filter((value) => isWithin(name, value));
  return [...share, ...others, field.min, field.max];
}

/** Gives up what breaks a rule between fields, one field at a time. */
function withoutConflicts(values: Values, base: RunConfig): Fitted {
  const kept = new Map(values);
  const issues: ConfigIssue[] = [];
  while (kept.size > 0) {
    const result = parseWith(kept, base);
    if (result.ok) return { config: result.config, issues };
    const [issue] = result.issues;
    const order = [issue.field as FieldName, ...kept.keys()].filter((name) => kept.has(name));
    const settles = order.find((name) => {
      const next = parseWith(new Map([...kept].filter(([each]) => each !== name)), base);
      return next.ok || next.issues.length < result.issues.length;
    });
    const given = settles ?? order[0];
    issues.push({ ...issue, field: given });
    kept.delete(given);
  }
  return { config: parseWith(kept, base).ok ? base : defaultConfig, issues };
}

/** Says which value stands in the run instead of the one that was refused. */
function told(issue: ConfigIssue, config: RunConfig): ConfigIssue {
  if (issue.field === 'config') return issue;
  const value = config[issue.field];
  const shown = typeof value === 'boolean' ? (value ? 'on' : 'off') : value;
  return { ...issue, message: `${issue.message} “${fields[issue.field].label}” is ${shown} here.` };
}

const parseWith = (values: Values, base: RunConfig) => parseConfig(Object.fromEntries(values), base);
