/**
 * Live changes of a run as part of a link, one `change=470*learningRate*0.1*momentum*0.9` each: after step 470 these
 * fields take these values. `link/changes.ts` reads them.
 */
import { changedFields, parseConfig, type RunConfig } from '../training/config';
import type { LiveChange } from '../training/protocol';
import type { ScriptedChange } from './lab';

export const changeKey = 'change';
/** Live changes that a link can hold; a run with more is passed on as a file. */
export const mostChanges = 100;

/** The changes of a run by what each of them changes. */
export function scriptOf(initial: RunConfig, changes: readonly LiveChange[]): ScriptedChange[] {
  return changes.flatMap(({ step, config }, i) => {
    const names = changedFields(changes[i - 1]?.config ?? initial, config);
    // An edit that was taken back before it was sent.
    if (names.length === 0) return [];
    return [{ step, fields: Object.fromEntries(names.map((name) => [name, config[name]])) }];
  });
}

/** The changes of a script, with everything else as it was; what does not fit is left out. */
export function changesOf(initial: RunConfig, script: readonly ScriptedChange[]): LiveChange[] {
  let now = initial;
  return script.flatMap(({ step, fields: changed }) => {
    const result = parseConfig(changed, now);
    if (!result.ok) return [];
    now = result.config;
    return [{ step, config: now }];
  });
}

export function encodeChange({ step, fields: changed }: ScriptedChange): string {
  const parts = Object.entries(changed).flatMap(([name, value]) => [
    name,
    typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value),
  ]);
  return [String(step), ...parts].join('*');
}
