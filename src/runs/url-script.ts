/**
 * Live changes of a run as part of a link, one `change=470*learningRate*0.1*momentum*0.9` each: after step 470 these
 * fields take these values. Reading never throws and names what it refuses.
 */
import { changedFields, parseConfig, type RunConfig } from '../training/config';
import type { Field } from '../training/field';
import { type FieldName, fields, liveNames } from '../training/fields';
import type { LiveChange } from '../training/protocol';
import type { ScriptedChange } from './lab';

export const changeKey = 'change';
/** Live changes that a link can hold; a run with more is passed on as a file. */
export const mostChanges = 100;
const mostStep = 10_000_000;

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

type Result = { ok: true; script: ScriptedChange[] } | { ok: false; message: string };

/** Reads the changes of a link onto the configuration the run begins with. `read` turns a text into a value. */
export function decodeChanges(
  texts: readonly string[],
  initial: RunConfig,
  read: (text: string, field: Field) => unknown,
): Result {
  if (texts.length > mostChanges) {
    return refuse(`${texts.length} live changes are too many; it takes up to ${mostChanges}.`);
  }
  const script: ScriptedChange[] = [];
  let config = initial;
  let before = 0;
  for (const text of texts) {
    const [at, ...parts] = text.slice(0, 2000).split('*');
    const step = /^\d{1,8}$/.test(at) ? Number(at) : Number.NaN;
    if (!(step >= before && step <= mostStep)) {
      return refuse(`“${at.slice(0, 40)}” is no step of a live change; they take ${before} to ${mostStep}.`);
    }
    if (parts.length === 0 || parts.length % 2 === 1) {
      return refuse(`“${text.slice(0, 40)}” is no live change; it takes a step, then fields and values.`);
    }
    const changed: Record<string, unknown> = {};
    for (let i = 0; i < parts.length; i += 2) {
      const name = parts[i];
      if (!liveNames.includes(name as FieldName)) {
        return refuse(
          `“${name.slice(0, 40)}” cannot change while a run trains; ${liveNames.join(', ')} can.`,
        );
      }
      changed[name] = read(parts[i + 1], fields[name as FieldName] as Field);
    }
    const result = parseConfig(changed, config);
    if (!result.ok) return refuse(`after step ${step}: ${result.issues[0].message}`);
    config = result.config;
    script.push({ step, fields: changed as Partial<RunConfig> });
    before = step;
  }
  return { ok: true, script };
}

const refuse = (message: string): Result => ({ ok: false, message: `Live changes: ${message}` });
