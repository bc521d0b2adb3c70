/** Reads the live changes of a link (`url-script.ts` writes them). Pure. */
import { parseConfig, type RunConfig } from '../../training/config';
import { type FieldName, fields, liveNames } from '../../training/fields';
import type { ScriptedChange } from '../lab';
import { mostChanges } from '../url-script';
import { type Mended, marks, mendText } from './mend-value';
import { nearMiss } from './near-miss';
import { isAllowed, read } from './values';

const mostStep = 10_000_000;

export interface Decoded {
  /** In order; those before the first that is wrong. */
  script: ScriptedChange[];
  /** What is wrong with that one. */
  fault?: string;
}

/** Reads them onto the configuration the run begins with. `mended` takes notice of what was repaired. */
export function decodeChanges(
  texts: readonly string[],
  initial: RunConfig,
  mended: (value: Mended) => string,
): Decoded {
  const script: ScriptedChange[] = [];
  if (texts.length > mostChanges)
    return { script, fault: `${texts.length} are too many; it takes up to ${mostChanges}.` };
  let config = initial;
  // A link that was pasted twice has all of them twice.
  for (const text of new Set(texts)) {
    const result = decodeChange(text, config, script.at(-1)?.step ?? 0, mended);
    if (typeof result === 'string') {
      const left = new Set(texts).size - script.length;
      return { script, fault: left > 1 ? `${result} It and the ${left - 1} after it are left out.` : result };
    }
    config = result.config;
    script.push(result.change);
  }
  return { script };
}

function decodeChange(
  text: string,
  config: RunConfig,
  before: number,
  mended: (value: Mended) => string,
): { change: ScriptedChange; config: RunConfig } | string {
  const isStep = (each: string) =>
    /^\d{1,8}$/.test(each) && Number(each) >= before && Number(each) <= mostStep;
  // Stars and other marks around it are those of a text that the link stood in.
  const bare = text.slice(0, 2000).replace(/^[^\p{L}\p{N}-]+|[^\p{L}\p{N}]+$/gu, '');
  if (bare !== text) mended({ text: bare, repair: marks });
  const [first, ...parts] = bare.split('*');
  const at = mended(mendText(first, isStep));
  if (!isStep(at))
    return `“${at.slice(0, 40)}” is no step of a live change; they take ${before} to ${mostStep}.`;
  if (parts.length === 0 || parts.length % 2 === 1)
    return `“${text.slice(0, 40)}” is no live change; it takes a step, then fields and values.`;
  const changed: Record<string, unknown> = {};
  for (let i = 0; i < parts.length; i += 2) {
    const name = parts[i].replace(/\s/g, '') as FieldName;
    if (!liveNames.includes(name)) {
      const miss = nearMiss(name, liveNames);
      const help = miss ? `“${miss.name}” is meant` : `${liveNames.join(', ')} can`;
      return `“${name.slice(0, 40)}” cannot change while a run trains; ${help}.`;
    }
    const field = fields[name];
    changed[name] = read(mended(mendText(parts[i + 1], (each) => isAllowed(name, each), field)), field);
  }
  const result = parseConfig(changed, config);
  if (!result.ok) return `after step ${at}: ${result.issues[0].message}`;
  return { change: { step: Number(at), fields: changed as Partial<RunConfig> }, config: result.config };
}
