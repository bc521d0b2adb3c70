/**
 * Reads a link: what somebody else put into it is passed over, what was done to it on its way is mended and said,
 * and what is wrong is named while the rest stays. Never throws.
 */
import {
  type ConfigIssue,
  configVersion,
  defaultConfig,
  presetConfig,
  presets,
  type RunConfig,
} from '../../training/config';
import type { Field } from '../../training/field';
import { type FieldName, fieldNames, fields } from '../../training/fields';
import type { Link } from '../url';
import { changeKey } from '../url-script';
import { decodeChanges } from './changes';
import { nearestFit } from './fit';
import { type Mended, mendText } from './mend-value';
import { nearMiss } from './near-miss';
import { ownPart, piecesOf } from './pieces';
import { isAllowed, read } from './values';

const backends = ['auto', 'webgpu', 'wasm', 'webgl', 'cpu'] as const;
const engines = ['auto', 'fused', 'tfjs'] as const;
/** Keys of a link that are no fields. */
const otherKeys = ['v', 'preset', 'backend', 'engine', changeKey, 'embed', 'hide', 'present'];
/** A hostile link may hold a million wrong keys; nobody reads more than these. */
const mostIssues = 12;
const ownKeys: readonly string[] = [...fieldNames, ...otherKeys];
const known = new Set(ownKeys);
const isOwn = (key: string) => known.has(key);
const isField = (key: string): key is FieldName => Object.hasOwn(fields, key);

/** Reads `location.search`, without the fragment. */
export function decodeLink(search: string): Link {
  const { pairs, repairs, faults } = piecesOf(search.replace(/^\?/, ''), isOwn);
  const issues: ConfigIssue[] = faults.map((message) => ({ field: 'config', message }));
  const refuse = (message: string, field: ConfigIssue['field'] = 'config') => {
    issues.push({ field, message });
  };
  const given = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    if (isOwn(key)) given.set(key, [...(given.get(key) ?? []), value]);
    else nameMiss(key, value, pairs.at(-1)?.[0] === key, refuse);
  }
  const mended = ({ text, repair }: Mended): string => {
    if (repair) repairs.add(repair);
    return text;
  };
  /** The one value of a key; several may be equal. */
  const one = (key: string, is: (text: string) => boolean, field?: Field): string | undefined => {
    const values = new Set(given.get(key)?.map((text) => mended(mendText(text, is, field))));
    const [value] = values;
    if (values.size < 2) return value;
    const all = [...values].slice(0, 3).map(shown).join(', ');
    refuse(
      `${field?.label ?? key}: the link says ${all}; it takes one value.`,
      isField(key) ? key : 'config',
    );
    return undefined;
  };
  const choice = <T extends string>(key: string, options: readonly T[]): T => {
    const asked = one(key, (text) => options.includes(text as T)) ?? options[0];
    const found = options.find((each) => each === asked);
    if (found === undefined) refuse(`There is no ${key} ${shown(asked)}; there are ${options.join(', ')}.`);
    return found ?? options[0];
  };

  const hidden = given.get('hide')?.map((text) => text.replace(/\s+|[^a-z]+$|^[^a-z]+/gi, ''));
  const rest = {
    says: given.size > 0 || issues.length > 0,
    wish: { backend: choice('backend', backends), engine: choice('engine', engines) },
    page: { embed: given.has('embed'), present: given.has('present'), hide: hidden?.[0] ?? '' },
    repairs: [] as string[],
  };
  const version = one('v', (text) => /^\d+$/.test(text)) ?? String(configVersion);
  if (/^[1-9]\d*$/.test(version) && Number(version) > configVersion) {
    const message = `This link was made by a newer version of Two Regimes (format ${shown(version)}; this page reads ${configVersion}). Reload the page, or ask for a new link.`;
    return { ok: false, config: defaultConfig, script: [], issues: [{ field: 'config', message }], ...rest };
  }
  if (version !== String(configVersion))
    refuse(`v: ${shown(version)} is not allowed; it takes ${configVersion}.`);
  const ids = presets.map(({ id }) => id);
  const id = one('preset', (text) => ids.includes(text)) ?? ids[0];
  const preset = presets.find((each) => each.id === id);
  if (!preset) refuse(`There is no preset ${shown(id)}; there are ${ids.join(', ')}.`);

  const values = new Map<FieldName, unknown>();
  const wrong: FieldName[] = [];
  for (const name of given.keys()) {
    if (!isField(name)) continue;
    const text = one(name, (each) => isAllowed(name, each), fields[name]);
    if (text === undefined) wrong.push(name);
    else values.set(name, read(text, fields[name]));
  }
  const fitted = nearestFit(values, preset ? presetConfig(preset) : defaultConfig, wrong);
  issues.push(...fitted.issues);
  const script = scriptFrom(given.get(changeKey) ?? [], fitted.config, issues, mended);
  rest.repairs = [...repairs];
  return { ok: issues.length === 0, config: fitted.config, script, issues: summedUp(issues), ...rest };
}

/** Names the key that was meant; a key of another program is passed over. */
function nameMiss(key: string, value: string, last: boolean, refuse: (message: string) => void): void {
  const asked = ownPart(key);
  const begun = last && value === '' && asked.length > 2 && fieldNames.find((name) => name.startsWith(asked));
  if (begun) refuse(`It ends within “${begun}”; what came after is lost.`);
  const miss = nearMiss(asked, ownKeys);
  if (begun || !miss) return;
  const { name, alike } = miss;
  // A short word may be anything; with a value that fits it is a field.
  if (!alike && name.length < 6 && !(isField(name) && isAllowed(name, value))) return;
  const meant = isField(name) ? `“${name}”, ${fields[name].label},` : `“${name}”`;
  refuse(`There is no field ${shown(asked)}; ${meant} is meant. Its value ${shown(value)} is left out.`);
}

/** The live changes, when all that they depend on is right; else those before the first that is wrong. */
function scriptFrom(
  texts: readonly string[],
  config: RunConfig,
  issues: ConfigIssue[],
  mended: (value: Mended) => string,
): Link['script'] {
  if (texts.length === 0) return [];
  const message = (text: string) => issues.push({ field: 'config', message: `Live changes: ${text}` });
  if (issues.length > 0) {
    message(`${texts.length} of them are left out, because what they change is not what the link says.`);
    return [];
  }
  const { script, fault } = decodeChanges(texts, config, mended);
  if (fault) message(fault);
  return script;
}

function summedUp(issues: ConfigIssue[]): ConfigIssue[] {
  const left = issues.length - mostIssues;
  if (left <= 0) return issues;
  const message = `The link has ${left} more fault${left === 1 ? '' : 's'}.`;
  return [...issues.slice(0, mostIssues), { field: 'config', message }];
}

function shown(text: string): string {
  return `“${text.slice(0, 40)}”`;
}
