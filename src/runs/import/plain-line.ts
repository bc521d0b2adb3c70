/** A printed line without what only stands around its numbers: colours, times, bars, the types of values. Pure. */

/** Line that is read, in characters; a longer one is no line of a log. */
const longestLine = 2000;

// biome-ignore lint/suspicious/noControlCharactersInRegex: colours of a terminal begin with an escape
const colours = /\x1B\[[0-9;?]*[A-Za-z]/g;
const dates = /\b\d{4}[-/]\d\d?[-/]\d\d?(?:[T ]\d\d?:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g;
const times = /\b\d+:\d\d(?::\d\d)?(?:[.,]\d+)?(?![\w.])/g;
const levels = /\b(?:INFO|DEBUG|WARNING|WARN|ERROR|NOTICE)\b/g;
const bars = /[|[][=>#.\u2580-\u259F\u2501-\u2578 -]{4,}[|\]]/g;
/** `Array(2.1, dtype=float32)` of JAX, `tensor(2.1, device='cuda:0')`, `np.float64(2.1)`. */
const typed =
  /\b(?:(?:np|numpy|jnp)\.)?(?:Array|DeviceArray|tensor|float16|float32|float64)\(\s*\[?([+-]?[\w.+-]+)\]?\s*(?:,[^()\n]*(?:\([^()]*\)[^()\n]*)?)?\)/g;
/** `[1, 2000] loss: 2.2`: epoch and batch, as the tutorial of PyTorch prints them. */
export const twoPlaces = /^\s*\[\s*(\d+)\s*,\s*(\d+)\s*\](?=\s*\p{L})/u;
/** LightGBM calls its sets `training's` and `valid_1's`. */
const possessive = /\b(training|valid)(?:_\d+)?'s\b/g;
/** `2.5f0` and `1.5f-5` of Julia. */
const juliaFloat = /(?<![\w.])(\d+\.\d*)f([+-]?\d+)\b/g;
const commaNumber = /(?<![\w.,])([+-]?\d+),(\d+)(?![\w,])/g;

/** `decimal`: what parts the digits of fractions. */
export function plainLine(text: string, decimal: '.' | ','): string {
  const line = unruled(text.slice(0, longestLine))
    .replace(colours, '')
    .replace(dates, ' | ')
    .replace(levels, ' | ')
    .replace(times, ' ')
    .replace(bars, ' | ')
    .replace(typed, '$1')
    .replace(twoPlaces, 'epoch $1 | batch $2 |')
    .replace(possessive, '$1')
    .replace(juliaFloat, '$1e$2');
  return decimal === ',' ? line.replace(commaNumber, '$1.$2') : line;
}

/** A row of a table with a quantity in each, as Stable-Baselines3 draws it: `| loss | 2.5 |`. */
function unruled(line: string): string {
  if (!/^\s*[|│┃║]/.test(line)) return line;
  const cells = line.trim().split(/[|│┃║]/);
  const [before, name, value, after] = cells.map((cell) => cell.trim());
  const isPair = cells.length === 4 && before === '' && after === '';
  return isPair && /\p{L}/u.test(name) && /^[+-]?[\d.]\S*$/.test(value) ? `${name}: ${value}` : line;
}

/**
 * Decimal commas are those of lines that have no decimal point anywhere, and not only threes of digits; where they
 * have nothing else, `unclear` is the first number that may be meant either way.
 */
export function decimalSignIn(lines: readonly string[]): { decimal: '.' | ','; unclear?: string } {
  const all = lines.map((line) => plainLine(line, '.'));
  if (all.some((line) => /\d\.\d/.test(line))) return { decimal: '.' };
  const isDecimal = ([, whole, part]: RegExpMatchArray) => part.length !== 3 || /^[+-]?0\d*$/.test(whole);
  const found = all.flatMap((line) => [...line.matchAll(commaNumber)]);
  if (found.some(isDecimal)) return { decimal: ',' };
  return { decimal: '.', ...(found.length > 0 ? { unclear: found[0][0] } : {}) };
}

/** Whether cells are words of a printed line rather than names of columns: `=`, `3:` or `loss:0.5` is among them. */
export function looksPrinted(cells: readonly string[]): boolean {
  const printed = /^\s*(?:[=:]|\d+[:,])\s*$|(?<![\p{L}\p{N}])\p{L}[^\s:=]*\s*[:=]\s*['"]?[+-]?\.?\d/u;
  return (
    cells.some((cell) => printed.test(cell.slice(0, 200))) ||
    (cells.length > 1 && cells.some((cell) => /:$/.test(cell.trim())))
  );
}
