/**
 * A configuration as the query of a link, and back: `v=1&preset=small-only&learningRate=0.05&batchNorm=on`.
 * Only what differs from a preset is written. Reading never throws and names everything it refuses.
 */
import {
  allowed,
  type ConfigIssue,
  changedFields,
  configVersion,
  defaultConfig,
  parseConfig,
  presetConfig,
  presets,
  type RunConfig,
} from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fields } from '../training/fields';
import type { EngineWish } from '../training/protocol';
import type { ScriptedChange } from './lab';
import { changeKey, decodeChanges, encodeChange } from './url-script';

export interface Link {
  /** Nothing was refused. */
  ok: boolean;
  /** What the link asks for; the default run when anything was refused. */
  config: RunConfig;
  /** As asked for even when a field is wrong: no other engine may start silently. */
  wish: EngineWish;
  /** Live changes that the run repeats; none when anything was refused. */
  script: ScriptedChange[];
  /** What was refused, in words; empty when `ok`. */
  issues: ConfigIssue[];
}

const backends = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'] as const;
const engines = ['auto', 'fused', 'tfjs'] as const;
/** Keys of a link that are no fields. */
const otherKeys: readonly string[] = [
  'v',
  'preset',
  'backend',
  'engine',
  changeKey,
  'embed',
  'hide',
  'present',
];
/** A hostile link may hold a million wrong keys; nobody reads more than these. */
const mostIssues = 12;
const decimal = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The query of a run that had live changes. */
export function encodeRun(config: RunConfig, script: readonly ScriptedChange[]): string {
  const query = new URLSearchParams(encodeConfig(config));
  if (script.length > 0 && !query.has('v')) query.set('v', String(configVersion));
  for (const change of script) query.append(changeKey, encodeChange(change));
  return query.toString();
}

/**
 * The query (no leading `?`): the preset with the fewest differences, then these, in table order. Empty for the
 * default run.
 */
export function encodeConfig(config: RunConfig): string {
  const [nearest] = presets
    .map((preset) => ({ preset, changed: changedFields(presetConfig(preset), config) }))
    .sort((a, b) => a.changed.length - b.changed.length);
  if (nearest.preset === presets[0] && nearest.changed.length === 0) return '';
  const query = new URLSearchParams({ v: String(configVersion) });
  if (nearest.preset !== presets[0]) query.set('preset', nearest.preset.id);
  for (const name of nearest.changed) query.set(name, written(config[name]));
  return query.toString();
}

/** Reads `location.search`: all or nothing, each fault named. */
export function decodeConfig(search: string): Link {
  const given = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(search)) {
    const values = given.get(key);
    if (values) values.push(value);
    else given.set(key, [value]);
  }
  const first = (key: string) => given.get(key)?.[0];
  const issues: ConfigIssue[] = [];
  const refuse = (message: string, field: ConfigIssue['field'] = 'config') => issues.push({ field, message });

  const choice = <T extends string>(key: string, options: readonly T[]): T => {
    const asked = first(key) ?? 'auto';
    const found = options.find((each) => each === asked);
    if (found === undefined) refuse(`There is no ${key} ${shown(asked)}; there are ${options.join(', ')}.`);
    return found ?? options[0];
  };
  const wish = { backend: choice('backend', backends), engine: choice('engine', engines) };
  const version = first('v') ?? String(configVersion);
  if (isNewer(version)) {
    refuse(
      `This link was made by a newer version of Two Regimes (format ${shown(version)}; this page reads ${configVersion}). Reload the page, or ask for a new link.`,
    );
    return { ok: false, config: defaultConfig, wish, script: [], issues };
  }
  if (version !== String(configVersion))
    refuse(`v: ${shown(version)} is not allowed; it takes ${configVersion}.`);
  const id = first('preset') ?? presets[0].id;
  const preset = presets.find((each) => each.id === id);
  if (!preset)
    refuse(`There is no preset ${shown(id)}; there are ${presets.map((each) => each.id).join(', ')}.`);

  const values: [string, unknown][] = [];
  for (const [key, [value, ...more]] of given) {
    const field: Field | undefined = Object.hasOwn(fields, key) ? fields[key as FieldName] : undefined;
    if (more.length > 0 && key !== changeKey) {
      const name = field ? field.label : otherKeys.includes(key) ? key : shown(key);
      const one = field ? `one value, ${allowed(field)}` : 'one value';
      refuse(
        `${name}: given ${more.length + 1} times in the link; it takes ${one}.`,
        field && (key as FieldName),
      );
    }
    if (!otherKeys.includes(key)) values.push([key, field ? read(value, field) : value]);
  }
  const result = parseConfig(Object.fromEntries(values), preset ? presetConfig(preset) : defaultConfig);
  if (!result.ok) issues.push(...result.issues);
  const changes = decodeChanges(given.get(changeKey) ?? [], result.ok ? result.config : defaultConfig, read);
  if (!changes.ok) refuse(changes.message);
  if (result.ok && changes.ok && issues.length === 0) {
    return { ok: true, config: result.config, wish, script: changes.script, issues };
  }
  const left = issues.length - mostIssues;
  if (left > 0)
    issues.splice(mostIssues, left, { field: 'config', message: `The link has ${left} more faults.` });
  return { ok: false, config: defaultConfig, wish, script: [], issues };
}

function written(value: RunConfig[FieldName]): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

/** What a text stands for; a text that stands for nothing stays one, and `parseConfig` refuses it as written. */
function read(text: string, field: Field): unknown {
  if (field.kind === 'boolean' && (text === 'on' || text === 'off')) return text === 'on';
  if (field.kind === 'number' && text.length <= 30 && decimal.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  return text;
}

function isNewer(version: string): boolean {
  return /^[1-9]\d*$/.test(version) && Number(version) > configVersion;
}

function shown(text: string): string {
  return `“${text.slice(0, 40)}”`;
}
