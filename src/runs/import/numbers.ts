/** Numbers as programs and people write them into logs. Pure. */
import { type DecimalSign, numberOf } from '../../training/data/text/numbers';

/** A blank cell. */
export const blank = Number.NaN;

const blanks = new Set(['', 'null', 'none', 'na', 'n/a', '#n/a', '<na>', 'nil', '-', '--']);
const notFinite = /^[+-]?(nan|inf|infinity|1\.#(inf|qnan|ind))$/i;

/**
 * The number in a cell: NaN for a blank one; Infinity for one that says NaN or infinite; undefined where it is no
 * number. `93.5%` is 0.935.
 */
export function numberIn(cell: unknown, sign: DecimalSign): number | undefined {
  if (typeof cell === 'number') return finite(cell);
  if (cell === null || cell === undefined) return blank;
  if (typeof cell !== 'string') return undefined;
  const number = numberOf(cell, sign);
  if (!Number.isNaN(number)) return finite(number);
  const text = cell.trim();
  if (blanks.has(text.toLowerCase())) return blank;
  return notFinite.test(text) ? Number.POSITIVE_INFINITY : undefined;
}

/** Why a cell is no number. */
export function whyNoNumber(cell: unknown, sign: DecimalSign): string {
  if (typeof cell !== 'string') {
    const kind = Array.isArray(cell) ? 'a list' : typeof cell === 'object' ? 'an object' : String(cell);
    return `${kind} is not a number`;
  }
  const text = cell.trim();
  const other = sign === '.' ? ',' : '.';
  const misread = numberOf(text, other);
  return Number.isNaN(misread) || !text.includes(other)
    ? `“${shortened(text)}” is not a number`
    : `“${text}” has a decimal “${other}”, but other numbers have a decimal “${sign}”`;
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
}

/** A text from a file, short enough for a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

/** At most eight names of a file, in quotes. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((each) => `“${shortened(each)}”`);
  const more = names.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}

export function valuesText(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
