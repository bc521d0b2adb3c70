/**
 * JSON lines, a JSON list of objects, or an object of lists (the history of Keras): hands out their rows. Python's
 * bare NaN and Infinity are understood. Pure; nothing of the text is ever executed.
 */
import { mostLineLength } from './csv';
import { shortened, valuesText } from './numbers';
import { quantityOf } from './quantities';

/** Takes the names and values of one row and where it stands; returns what is wrong with it, or nothing. */
export type VisitRow = (
  names: readonly string[],
  values: readonly unknown[],
  place: string,
) => string | undefined;

type Named = Record<string, unknown>;
type Parsed = { ok: true; value: unknown } | { ok: false; reason: string };

/** Keys under which Keras and Hugging Face keep the log within a larger file. */
const nestedLogs = ['history', 'log_history'];

export function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(0, 1000));
}

/**
 * Calls `visit` with every row. Returns what is wrong, or nothing; `note` is told what was left out.
 */
export function eachJsonRow(text: string, visit: VisitRow, note: (text: string) => void): string | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('{') && isLines(trimmed)) return eachLine(text, visit, note);
  const parsed = parse(trimmed);
  if (!parsed.ok) return `The file is not valid JSON: ${parsed.reason}`;
  if (Array.isArray(parsed.value)) return eachObject(parsed.value, visit);
  const value = parsed.value as Named;
  for (const key of nestedLogs) {
    const inner = Object.hasOwn(value, key) ? value[key] : undefined;
    if (Array.isArray(inner)) return eachObject(inner, visit);
    if (isNamed(inner)) return eachPlace(inner, visit);
  }
  return Object.values(value).some(Array.isArray)
    ? eachPlace(value, visit)
    : visit(Object.keys(value), Object.values(value), 'Entry 1');
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
    if (end - at > mostLineLength) return `Line ${line} is longer than 1 MB; a row of a log is shorter.`;
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
    const fault = visit(Object.keys(parsed.value), Object.values(parsed.value), `Line ${line}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function eachObject(values: readonly unknown[], visit: VisitRow): string | undefined {
  for (const [i, value] of values.entries()) {
    if (!isNamed(value)) return `Entry ${i + 1} of the list is not an object with named values.`;
    const fault = visit(Object.keys(value), Object.values(value), `Entry ${i + 1}`);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The rows of an object of lists; lists that no column is known for may have any length. */
function eachPlace(value: Named, visit: VisitRow): string | undefined {
  const lists = Object.entries(value).filter((each): each is [string, unknown[]] => Array.isArray(each[1]));
  const used = lists.filter(([name]) => quantityOf(name));
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
    const fault = visit(names, row, `Entry ${i + 1}`);
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
