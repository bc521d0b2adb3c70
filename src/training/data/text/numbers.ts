/** Numbers as people and their programs write them: decimal signs, thousands, other minus signs. Pure. */

export type DecimalSign = '.' | ',';

/** What the numbers of a file say about its decimal sign. */
export interface SignFound {
  /** Unclear: all commas may part thousands or be decimal ones, as in 1,234. */
  sign: DecimalSign | 'unclear';
  /** The first text from which that follows. */
  example?: string;
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const anyForm = /^[+-]?(\d[\d.,'’_\u00A0\u202F\u2009]*|[.,]\d+)(e[+-]?\d+)?\s*%?$/i;
/** What parts thousands and nothing else. */
const groupMark = /(?<=\d)['’_ \u00A0\u202F\u2009](?=\d{3}(?!\d))/g;
const dashes = /^[\u2212\u2012\u2013\uFF0D]/;

/** Whether a trimmed text is a number in one form or another. */
export function hasNumberForm(text: string): boolean {
  return text !== '' && anyForm.test(text.replace(dashes, '-'));
}

/**
 * The decimal sign of a file, from its cells. `separator` decides where they say nothing: a program that parts cells
 * by commas does not write decimal ones, and one that parts them by semicolons has its commas for that.
 */
export function decimalSignOf(cells: Iterable<string>, separator: string): SignFound {
  let unclear: string | undefined;
  for (const cell of cells) {
    const text = normal(cell.trim());
    if (!/[.,]/.test(text) || !hasNumberForm(text)) continue;
    const sign = signIn(text);
    if (sign === '.' || sign === ',') return { sign, example: cell.trim() };
    if (sign === 'unclear') unclear ??= cell.trim();
  }
  if (unclear === undefined || separator === ',') return { sign: '.' };
  return { sign: separator === ';' ? ',' : 'unclear', example: unclear };
}

/** Undefined: a lone point before three digits, which nearly everybody means as a decimal one. */
function signIn(text: string): DecimalSign | 'unclear' | undefined {
  const digits = text.replace(/^[+-]|e.*$|\s*%$/gi, '');
  const [points, commas] = ['.', ','].map((mark) => digits.split(mark).length - 1);
  if (points > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',';
  const mark = points > 0 ? '.' : ',';
  const other = points > 0 ? ',' : '.';
  if (points + commas > 1) return isGrouped(digits, mark) ? other : undefined;
  if (!isGrouped(digits, mark)) return mark;
  return mark === ',' ? 'unclear' : undefined;
}

/** 1,234,567: one to three digits, not beginning with zero, then threes. */
function isGrouped(digits: string, mark: string): boolean {
  const [first, ...others] = digits.split(mark);
  return /^[1-9]\d{0,2}$/.test(first) && others.every((each) => /^\d{3}$/.test(each));
}

/** The number that a text means with this decimal sign; NaN where it is none. `12 %` is 0.12. */
export function numberOf(cell: string, sign: DecimalSign): number {
  const trimmed = cell.trim();
  if (sign === '.' && plain.test(trimmed)) return Number(trimmed);
  const text = normal(trimmed);
  if (text.endsWith('%')) return numberOf(text.slice(0, -1), sign) / 100;
  const group = sign === '.' ? ',' : '.';
  const [whole, ...rest] = text.replace(/^[+-]/, '').split(new RegExp(`[${sign}e]`, 'i'));
  if (whole.includes(group) && !isGrouped(whole, group)) return Number.NaN;
  if (rest.some((each) => each.includes(group))) return Number.NaN;
  const number = text.replaceAll(group, '').replace(sign, '.');
  return plain.test(number) ? Number(number) : Number.NaN;
}

function normal(text: string): string {
  return text.replace(dashes, '-').replace(groupMark, '');
}
