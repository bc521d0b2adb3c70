/** What people said that the columns of their logs are, kept in the browser by the shape of the file. */
import * as v from 'valibot';
import { type Choice, roles } from '../../runs/import/roles';
import { store, stored } from '../page/stored';

const storageKey = 'two-regimes-log-columns';
/** Shapes that are kept; the oldest are forgotten first. */
const mostShapes = 40;
const mostLength = 100_000;

const schema = v.array(
  v.tuple([v.pipe(v.string(), v.maxLength(80)), v.record(v.string(), v.picklist(roles))]),
);
export type Kept = [key: string, choice: Choice][];

/** Choices by the key of a shape, oldest first; none where the text is damaged. */
export function parseKept(text: string | null): Kept {
  if (text === null || text.length > mostLength) return [];
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output.slice(-mostShapes) : [];
  } catch {
    return [];
  }
}

/** The choices with one more, or without that of a shape; short enough to be kept. */
export function withChoice(kept: Kept, key: string, choice: Choice | undefined): Kept {
  const others = kept.filter(([each]) => each !== key);
  if (!choice) return others;
  const all: Kept = [...others, [key, choice]];
  while (all.length > mostShapes || (all.length > 0 && JSON.stringify(all).length > mostLength)) all.shift();
  return all;
}

export const recalled = (): Record<string, Choice> => Object.fromEntries(parseKept(stored(storageKey)));

/** Remembers a choice for files of this shape, or forgets it. */
export function remember(key: string, choice: Choice | undefined): void {
  store(storageKey, JSON.stringify(withChoice(parseKept(stored(storageKey)), key, choice)));
}
