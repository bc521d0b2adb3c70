/**
 * The address of a configuration: a version, a preset and the fields that differ from it. Reading never
 * throws; whatever is malformed gives issues that name the field, and the default configuration.
 */
import {
  type ConfigIssue,
  changedFields,
  configVersion,
  defaultConfig,
  parseConfig,
  presetConfig,
  presets,
  type RunConfig,
} from '../training/config';
import { type FieldName, fields } from '../training/fields';
import type { BackendName } from '../training/protocol';

const backends = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'] as const;

export interface Link {
  /** The default configuration when anything was wrong. */
  config: RunConfig;
  backend: BackendName | 'auto';
  issues: ConfigIssue[];
}

/** Query without the question mark; empty for the default configuration. */
export function encodeConfig(config: RunConfig): string {
  const nearest = presets
    .map((preset) => ({ preset, changed: changedFields(presetConfig(preset), config) }))
    .reduce((best, each) => (each.changed.length < best.changed.length ? each : best));
  if (nearest.preset === presets[0] && nearest.changed.length === 0) return '';
  const query = new URLSearchParams({ v: String(configVersion) });
  if (nearest.preset !== presets[0]) query.set('preset', nearest.preset.id);
  for (const name of nearest.changed) {
    const value = config[name];
    query.set(name, typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));
  }
  return query.toString();
}

export function decodeConfig(search: string): Link {
  const issues: ConfigIssue[] = [];
  const refuse = (message: string) => void issues.push({ field: 'config', message });
  let backend: Link['backend'] = 'auto';
  let base = defaultConfig;
  const changes: Record<string, unknown> = {};
  const seen = new Set<string>();
  if (search.length > 4000)
    return { config: base, backend, issues: [{ field: 'config', message: 'It is too long.' }] };
  for (const [name, text] of new URLSearchParams(search)) {
    if (seen.has(name)) refuse(`“${name.slice(0, 40)}” is given twice.`);
    seen.add(name);
    if (name === 'v') {
      if (!/^\d{1,9}$/.test(text)) refuse(`Its version “${text.slice(0, 40)}” is not a whole number.`);
      else if (Number(text) > configVersion)
        refuse('It was made by a newer version of this page; reload to get it.');
    } else if (name === 'preset') {
      const preset = presets.find(({ id }) => id === text);
      if (preset) base = presetConfig(preset);
      else
        refuse(
          `There is no preset “${text.slice(0, 40)}”; there are ${presets.map(({ id }) => id).join(', ')}.`,
        );
    } else if (name === 'backend') {
      const known = backends.find((each) => each === text);
      if (known) backend = known;
      else refuse(`There is no backend “${text.slice(0, 40)}”; there are ${backends.join(', ')}.`);
    } else changes[name] = typedOf(name, text);
  }
  const result = parseConfig(changes, base);
  if (!result.ok) issues.push(...result.issues);
  return { config: result.ok && issues.length === 0 ? result.config : defaultConfig, backend, issues };
}

/** The typed value of a field's text; what cannot be read stays text and is refused by the schema. */
function typedOf(name: string, text: string): unknown {
  if (!Object.hasOwn(fields, name)) return text;
  const { kind } = fields[name as FieldName];
  if (kind === 'boolean') return text === 'on' ? true : text === 'off' ? false : text;
  if (kind === 'number' && /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text)) return Number(text);
  return text;
}
