/**
 * A configuration as the query of a link: `v=1&preset=small-only&learningRate=0.05&batchNorm=on`. Only what differs
 * from a preset is written. `link/read-link.ts` reads it, and is loaded only for a link that says something.
 */
import {
  type ConfigIssue,
  changedFields,
  configVersion,
  defaultConfig,
  presetConfig,
  presets,
  type RunConfig,
} from '../training/config';
import type { FieldName } from '../training/fields';
import type { EngineWish } from '../training/protocol';
import type { ScriptedChange } from './lab';
import { changeKey, encodeChange } from './url-script';

export interface Link {
  /** Nothing was refused. */
  ok: boolean;
  /** It has a key of this page, or something like one. */
  says: boolean;
  /** What the link asks for; where that was refused, values that fit the rest. */
  config: RunConfig;
  /** As asked for even when a field is wrong: no other engine may start silently. */
  wish: EngineWish;
  /** Live changes that the run repeats: those before the first that was refused, none when a field was. */
  script: ScriptedChange[];
  /** What was refused, in words; empty when `ok`. */
  issues: ConfigIssue[];
  /** How much of the page is shown; `hide` names parts, with commas between them. */
  page: { embed: boolean; present: boolean; hide: string };
  /** What was done to the link on its way and is mended, in words. */
  repairs: string[];
}

/** What an address without a query says. */
export const plainLink: Link = {
  ok: true,
  says: false,
  config: defaultConfig,
  wish: { backend: 'auto', engine: 'auto' },
  script: [],
  issues: [],
  page: { embed: false, present: false, hide: '' },
  repairs: [],
};

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

function written(value: RunConfig[FieldName]): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
