/** A printed line without what only stands around its numbers: colours, times, bars, the types of values. Pure. */

/** Line that is read, in characters; a longer one is no line of a log. */
const longestLine = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with an escape
const colours = /\x1B\[[0-9;?]*[A-Za-z]/g;
const dates = /\b\d{4}[-/]\d\d?[-/]\d\d?(?:[T ]\d\d?:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g;
/** `05/10/2026`, `26/11/30`, `10/05`: only before a time, as 1/2 may be anything else. */
const shortDates = /(?<![\w/.-])\d\d?[-/.]\d\d?(?:[-/.]\d{2,4})?(?=[ ,T]+\d\d?:\d\d)/g;
const times = /\b\d+:\d\d(?::\d\d)?(?:[.,]\d+)?(?![\w.])/g;
/** With the logger, as Python writes both: `INFO:__main__:`. */
const levels = /\b(?:INFO|DEBUG|WARNING|WARN|ERROR|NOTICE|CRITICAL)\b(?::[\w.]+:)?/g;
const bars = /[|[][=>#.\u2580-\u259F\u2501-\u2578 -]{4,}[|\]]/g;
/** `Array(2.1, dtype=float32)` of JAX, `tensor(2.1, device='cuda:0')`, `np.float64(2.1)`. */
export const typed =
  /\b(?:(?:np|numpy|jnp)\.)?(?:Array|DeviceArray|tensor|float16|float32|float64)\(\s*\[?([+-]?[\w.+-]+)\]?\s*(?:,[^()\n]*(?:\([^()]*\)[^()\n]*)?)?\)/g;
/** `[1, 2000] loss: 2.2`: epoch and batch, as the tutorial of PyTorch prints them. */
export const twoPlaces = /^\s*\[\s*(\d+)\s*,\s*(\d+)\s*\](?=\s*\p{L})/u;
/** LightGBM calls its sets `training's` and `valid_1's`. */
const possessive = /\b(training|valid)(?:_\d+)?'s\b/g;
/** `2.5f0` and `1.5f-5` of Julia. */
const juliaFloat = /(?<![\w.])(\d+\.\d*)f([+-]?\d+)\b/g;
/** Minus signs of print, where no number stands before them. */
const minus = /(?<=^|[\s=:([,|]|\d[eE])[\u2212\u2012\u2013\uFF0D](?=\.?\d)/g;
/** 10 000, 10'000 and 10_000 with the blanks of print. */
const grouped = /(?<![\w.,])\d{1,3}(?:[\u00A0\u202F\u2009'’_]\d{3})+(?!\w)/g;
/** 1.000 where the comma is the decimal sign. */
const pointGroups = /(?<![\w.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\w.])/g;
const commaNumber = /(?<![\w.,])([+-]?\d+),(\d+)(?![\w,])/g;

/** `decimal`: what parts the digits of fractions. */
export function plainLine(text: string, decimal: '.' | ','): string {
  const line = unruled(text.slice(0, longestLine))
    .replace(colours, '')
    .replace(dates, ' | ')
    .replace(shortDates, ' | ')
    .replace(levels, ' | ')
    .replace(times, ' ')
    .replace(bars, ' | ')
    .replace(typed, '$1')
    .replace(twoPlaces, 'epoch $1 | batch $2 |')
    .replace(possessive, '$1')
    .replace(juliaFloat, '$1e$2')
    .replace(minus, '-')
    .replace(grouped, (number) => number.replace(/\D/g, ''));
  if (decimal === '.') return line;
  return line.replace(pointGroups, (number) => number.replaceAll('.', '')).replace(commaNumber, '$1.$2');
}

/** A row of a table with a quantity in each, as Stable-Baselines3 draws it: `| loss | 2.5 |`. */
function unruled(line: string): string {
  if (!/^\s*[|│┃║]/.test(line)) return line;
  const cells = line.trim().split(/[|│┃║]/);
  const [before, name, value, after] = cells.map((cell) => cell.trim());
  const isPair = cells.length === 4 && before === '' && after === '';
  return isPair && /\p{L}/u.test(name) && /^[+-]?[\d.]\S*$/.test(value) ? `${name}: ${value}` : line;
}

/** Lines that tell of training, where there are any: versions and dates stand in others. */
const measures = /loss|acc|cost|error|\blr\b|rate/i;
/** Lines with a decimal comma for each with a point, from which on the comma is the sign. */
const clearMajority = 3;

/**
 * The comma is the decimal sign where lines have commas that part no threes of digits, and few lines have a decimal
 * point. `unclear` is the first number that may be meant either way.
 */
export function decimalSignIn(lines: readonly string[]): { decimal: '.' | ','; unclear?: string } {
  const every = lines.map((line) => plainLine(line, '.'));
  const telling = every.filter((line) => measures.test(line));
  const all = telling.length > 0 ? telling : every;
  const isDecimal = ([, whole, part]: RegExpMatchArray) => part.length !== 3 || /^[+-]?0\d*$/.test(whole);
  const found = all.map((line) => [...line.matchAll(commaNumber)]);
  const withComma = found.filter((numbers) => numbers.some(isDecimal)).length;
  const withPoint = all.filter((line) => /(?<![\d.])\d+\.\d+(?![\d.])/.test(line)).length;
  if (withComma > 0 && withComma >= clearMajority * withPoint) return { decimal: ',' };
  const [first] = found.flat();
  return { decimal: '.', ...(first && withPoint === 0 ? { unclear: first[0] } : {}) };
}

/** Whether cells are words of a printed line rather than names of columns: `=`, `3:` or `loss:0.5` is among them. */
export function looksPrinted(cells: readonly string[]): boolean {
  const printed = /^\s*(?:[=:]|\d+[:,])\s*$|(?<![\p{L}\p{N}])\p{L}[^\s:=]*\s*[:=]\s*['"]?[+-]?\.?\d/u;
  return (
    cells.some((cell) => printed.test(cell.slice(0, 200))) ||
    (cells.length > 1 && cells.some((cell) => /:$/.test(cell.trim())))
  );
}
