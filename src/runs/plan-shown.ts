/** The plan behind what the page shows: what Train begins, what a link holds. Pure. */
import { changedFields, type RunConfig } from '../training/config';
import { liveNames } from '../training/fields';
import type { LabState, ScriptedChange } from './lab';
import { isOver, shippedId } from './run-list';
import { scriptOf } from './url-script';

export interface ScriptedRun {
  config: RunConfig;
  /** Live changes that belong to it. */
  script: readonly ScriptedChange[];
}

export type Shown = Pick<LabState, 'config' | 'script' | 'data' | 'state' | 'pending' | 'current'>;

/**
 * A run that goes on: its plan as it began, with its live changes. One that is over: the same again, with what was
 * edited since, unless that is among what can change live: then what the controls show, from the first step on.
 */
export function planShown({ config, script, data, state, pending, current }: Shown): ScriptedRun {
  const plain = { config, script };
  if (!data || data.origin === 'log' || current === shippedId || pending.length > 0) return plain;
  const edited = isOver(state) ? changedFields(data.config, config) : [];
  if (edited.some((name) => liveNames.includes(name))) return plain;
  const edits = Object.fromEntries(edited.map((name) => [name, config[name]]));
  return { config: { ...data.initial, ...edits }, script: scriptOf(data.initial, data.changes) };
}
