/**
 * JSON lines, a JSON list of objects, an object of lists (the history of Keras), or TensorBoard's list of triples:
 * hands out their rows. Objects within rows are opened: {"train": {"loss": 1}} has a value `train/loss`. Python's
 * bare NaN and Infinity are understood. Pure; nothing of the text is ever executed.
 */
import { mostLineLength } from '../../training/data/text/rows';
import { bareSplit, readName } from './names';
import { shortened, valuesText } from './numbers';
import { twoPlaces } from './plain-line';
import { isLoss, quantityOf } from './quantities';

/** Takes the names and values of one row and the number of its line or entry; returns what is wrong, or nothing. */
export type VisitRow = (
  names: readonly string[],
  values: readonly unknown[],
  number: number,
) => string | undefined;

/** Objects within objects that are opened. */
const mostDepth = 4;

type Named = Record<string, unknown>;
type Parsed = { ok: true; value: unknown } | { ok: false; reason: string };

/** Keys under which Keras and Hugging Face keep the log within a larger file. */
const nestedLogs = ['history', 'log_history'];

/** JSON in any form this reader takes; `[10/100]`, `[1, 2000] loss` and `{'loss': 1}` of printed logs are not. */
export function looksLikeJson(text: string): boolean {
  if (twoPlaces.test(text.slice(0, 200))) return false;
  return /^\s*(\{\s*["}]|\[\s*([[{"\]]|$)|\[\s*-?[\d.]+\s*[,\]]\s*["\d-])/.test(text.slice(0, 1000));
}

/** Whether the rows are lines, each a JSON object, rather than entries of one value. */
export function isJsonLines(text: string): boolean {
  const trimmed = text.trimStart();
  return trimmed.startsWith('{') && isLines(trimmed);
}

/** Calls `visit` with every row. Returns what is wrong, or nothing; `note` is told what was left out. */
export function eachJsonRow(text: string, visit: VisitRow, note: (text: string) => void): string | undefined {
  const opened: VisitRow = (names, values, number) => {
    if (!values.some(isNamed)) return visit(names, values, number);
    const [flatNames, flatValues]: [string[], unknown[]] = [[], []];
    names.forEach((name, i) => {
      flatten(name, values[i], flatNames, flatValues, mostDepth);
    });
    return visit(flatNames, flatValues, number);
  };
  if (isJsonLines(text)) return eachLine(text, opened, note);
  const parsed = parse(text.trim());
  if (!parsed.ok) return `The file is not valid JSON: ${parsed.reason}`;
  return eachEntry(parsed.value, opened);
}

function flatten(name: string, value: unknown, names: string[], values: unknown[], depth: number): void {
  if (!isNamed(value) || depth === 0) {
    names.push(name);
    values.push(value);
    return;
  }
  for (const [inner, each] of Object.entries(value))
    flatten(`${name}/${inner}`, each, names, values, depth - 1);
}

function eachEntry(value: unknown, visit: VisitRow): string | undefined {
  if (Array.isArray(value)) {
    if (isTriples(value)) return eachTriple(value, visit);
    return isNumbers(value) ? eachNumbers(value, visit) : eachObject(value, visit);
  }
  if (!isNamed(value)) return 'The file holds a single value; a log has many.';
  for (const key of nestedLogs) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(inner)) return eachObject(inner, visit);
    if (isNamed(inner)) return eachPlace(inner, visit);
  }
  const entries = Object.entries(value);
  const lists = entries.filter(([, each]) => isObjects(each)) as [string, Named[]][];
  const sets = lists.filter(([key]) => bareSplit(key));
  if (sets.length > 1) return eachObject(sets.flatMap(ofSet), visit);
  const list = lists.find(([, [first]]) => Object.keys(first).some(isLoss)) ?? lists[0];
  if (list) return eachObject(list[1], visit);
  // Columns of pandas: {"loss": {"0": 2.5, "1": 2.25}}.
  if (entries.length > 0 && entries.every(([, each]) => isNamed(each) && isCounted(each)))
    return eachPlace(
      Object.fromEntries(entries.map(([key, each]) => [key, Object.values(each as Named)])),
      visit,
    );
  if (entries.length > 1 && entries.every(([key, each]) => /^\d+$/.test(key) && isNamed(each))) {
    return eachObject(
      entries.map(([key, each]) => ({ epoch: Number(key), ...(each as Named) })),
      visit,
    );
  }
  const [names, values]: [string[], unknown[]] = [[], []];
  for (const [key, each] of entries) flatten(key, each, names, values, mostDepth);
  return values.some(Array.isArray)
    ? eachPlace(Object.fromEntries(names.map((name, i) => [name, values[i]])), visit)
    : visit(names, values, 1);
}

const isObjects = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isNamed);

/** {"train": [{"epoch": 1, "loss": 2.5}], "val": [...]}: names of losses and accuracies get that of their set. */
const ofSet = ([set, rows]: [string, Named[]]): Named[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [readName(name) ? `${set} ${name}` : name, value]),
    ),
  );

/** Whether the keys are 0, 1, 2 and so on. */
const isCounted = (value: Named): boolean => {
  const keys = Object.keys(value);
  return keys.length > 1 && keys.every((key, i) => key === `${i}`);
};

/** What TensorBoard downloads: [wall time, step, value]. */
function isTriples(values: readonly unknown[]): values is number[][] {
  return (
    values.length > 0 &&
    values.every((each) => Array.isArray(each) && each.length === 3 && typeof each[1] === 'number')
  );
}

/** Numbers, or lists of as many numbers each, under no names. */
function isNumbers(values: readonly unknown[]): values is (number | number[])[] {
  const width = widthOf(values[0]);
  return width > 0 && width <= 100 && values.every((each) => widthOf(each) === width);
}

/** Numbers in a list of them, 1 for one by itself, 0 for anything else. */
function widthOf(value: unknown): number {
  const isNumber = (each: unknown) => typeof each === 'number' || each === null || each === 'NaN';
  if (Array.isArray(value)) return value.every(isNumber) ? value.length : 0;
  return isNumber(value) ? 1 : 0;
}

function eachNumbers(values: readonly (number | number[])[], visit: VisitRow): string | undefined {
  const names = [values[0]].flat().map((_, i) => `column ${i + 1}`);
  for (const [i, value] of values.entries()) {
    const fault = visit(names, [value].flat(), i + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const tripleNames = ['Wall time', 'Step', 'Value'];

function eachTriple(values: readonly number[][], visit: VisitRow): string | undefined {
  for (const [i, value] of values.entries()) {
    const fault = visit(tripleNames, value, i + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether the first line is a whole object and there are more lines. */
function isLines(trimmed: string): boolean {
  const end = trimmed.indexOf('\n');
  return end > 0 && end <= mostLineLength && parse(trimmed.slice(0, end)).ok;
}

function eachLine(text: string, visit: VisitRow, note: (text: string) => void): string | undefined {
  let line = 0;
  for (let at = 0; at < text.length; ) {
    line++;
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    if (end - at > mostLineLength)
      return `Line ${line} has more than 1 MB of text; lines of a log are shorter.`;
    const row = text.slice(at, end).trim();
    at = end + 1;
    if (row === '') continue;
    const parsed = parse(row);
    if (!parsed.ok && text.slice(at).trim() === '') {
      note(`Line ${line}, the last one, is cut short and left out.`);
      return undefined;
    }
    if (!parsed.ok || !isNamed(parsed.value))
      return `Line ${line}: “${shortened(row)}” is not a JSON object.`;
    const fault = visit(Object.keys(parsed.value), Object.values(parsed.value), line);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function eachObject(values: readonly unknown[], visit: VisitRow): string | undefined {
  for (const [i, value] of values.entries()) {
    if (!isNamed(value)) return `Entry ${i + 1} of the list is not an object with named values.`;
    const fault = visit(Object.keys(value), Object.values(value), i + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The rows of an object of lists; lists that no column is known for may have any length. */
function eachPlace(value: Named, visit: VisitRow): string | undefined {
  const lists = Object.entries(value).filter((each): each is [string, unknown[]] => Array.isArray(each[1]));
  const used = lists.filter(([name]) => isLoss(name) || quantityOf(name)?.rank === 0);
  const [first, ...others] = used.length > 0 ? used : lists;
  if (!first) return undefined;
  const other = others.find(([, list]) => list.length !== first[1].length);
  if (used.length > 0 && other) {
    const [a, b] = [first, other].map(
      ([name, list]) => `“${shortened(name)}” has ${valuesText(list.length)}`,
    );
    return `${a}, ${b}: lists of one log have the same length.`;
  }
  const names = lists.map(([name]) => name);
  for (let i = 0; i < first[1].length; i++) {
    const row = lists.map(([, list]) => list[i]);
    const fault = visit(names, row, i + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isNamed(value: unknown): value is Named {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON; where that fails, once more with bare NaN and Infinity as strings. */
function parse(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    try {
      return { ok: true, value: JSON.parse(withNamedNumbers(text)) };
    } catch {
      return { ok: false, reason: String(error instanceof Error ? error.message : error).slice(0, 200) };
    }
  }
}

/** Quotes NaN, Infinity and -Infinity where they stand outside strings. */
function withNamedNumbers(text: string): string {
  return text.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\bInfinity\b|\bNaN\b/g, (found) =>
    found.startsWith('"') ? found : `"${found}"`,
  );
}
