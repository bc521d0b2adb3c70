/** Numbers as programs and people write them into logs. Pure. */

/** A blank cell. */
export const blank = Number.NaN;

const blanks = new Set(['', 'null', 'none', 'na', 'n/a', '-', '--']);
const notFinite = /^[+-]?(nan|inf|infinity|1\.#(inf|qnan|ind))$/i;
const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const withComma = /^[+-]?\d*,\d+(e[+-]?\d+)?$/i;

/**
 * Reads the cells of one file: a number; NaN for a blank cell; Infinity for one that says NaN or infinite; or, as a
 * string, why it is none of these. `decimalComma`: a comma may be the decimal sign. Then the first decimal fraction
 * decides between comma and point, and the other one is refused from there on. `93.5%` is 0.935.
 */
export function numberReader(decimalComma: boolean): (cell: unknown) => number | string {
  let sign: ',' | '.' | undefined;
  const fraction = (text: string, used: ',' | '.') => {
    sign ??= used;
    return sign === used
      ? finite(Number(text.replace(',', '.')))
      : `“${text}” has a decimal “${used}”, but numbers before it have a decimal “${sign}”`;
  };
  const ofText = (text: string): number | string => {
    if (number.test(text)) {
      return decimalComma && text.includes('.') ? fraction(text, '.') : finite(Number(text));
    }
    if (decimalComma && withComma.test(text)) return fraction(text, ',');
    if (text.endsWith('%')) {
      const share = ofText(text.slice(0, -1).trim());
      return typeof share === 'number' ? share / 100 : share;
    }
    if (blanks.has(text.toLowerCase())) return blank;
    if (notFinite.test(text)) return Number.POSITIVE_INFINITY;
    return `“${shortened(text)}” is not a number`;
  };
  return (cell) => {
    if (typeof cell === 'number') return finite(cell);
    if (typeof cell === 'string') return ofText(cell.trim());
    if (cell === null || cell === undefined) return blank;
    return `${Array.isArray(cell) ? 'a list' : typeof cell === 'object' ? 'an object' : String(cell)} is not a number`;
  };
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : Number.POSITIVE_INFINITY;
}

/** A text from a file, short enough for a message. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
}

export function valuesText(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}
