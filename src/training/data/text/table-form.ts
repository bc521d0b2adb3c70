/** How a table in text is written: what parts its cells, which lines are comments, what a comment names. Pure. */
import { hasNumberForm } from './numbers';
import { eachRow, isComment, isRule, mostLineLength, type RowForm, type Separator, split } from './rows';

export interface TableForm extends RowForm {
  /** Whether the first line only told the separator, as `sep=;` does. */
  told: boolean;
  /** Names that a comment right above the first row gives, as many as the row has cells: `# step loss`. */
  names?: string[];
}

/** In the order of preference where several part a table equally well. */
const separators = ['\t', ';', ',', '|', ' '] as const;
/** Rows that are looked at. */
const lookedAt = 24;

const separatorLine = /^\s*"?sep=("?)(\\t|[^\r\n])\1"?[ ;,\t]*(?:\r?\n|$)/i;

/** The form of a text with line feeds (see `withLineFeeds`). A table of one column has commas. */
export function tableFormOf(text: string): TableForm {
  const told = separatorLine.exec(text.slice(0, 80));
  const start = told ? told[0].length : 0;
  const lines = firstLines(text, start);
  const marked = lines.filter(isComment).length;
  // Where nearly every line begins with a mark, the mark belongs to the first cell.
  const comments = marked > 0 && marked < Math.max(2, 0.9 * lines.length);
  const sample = firstLines(text, start, comments ? isComment : undefined).join('\n');
  const separator = told ? (told[2] === '\\t' ? '\t' : told[2]) : bestSeparator(sample);
  const names = comments ? namesAbove(lines, separator) : undefined;
  const unnamed = !names && lacksName(sample, separator);
  return {
    separator,
    comments,
    told: told !== null,
    ...(names ? { names } : {}),
    ...(unnamed ? { unnamed } : {}),
  };
}

/** The text without the line that tells its separator. That line is left empty, so that lines keep their numbers. */
export function rowsOf(text: string, form: TableForm): string {
  return form.told ? text.slice(separatorLine.exec(text.slice(0, 80))?.[0].trimEnd().length ?? 0) : text;
}

function rowsIn(sample: string, separator: Separator): string[][] {
  const rows: string[][] = [];
  eachRow(sample, { separator, comments: false }, (row) => void rows.push(row));
  return rows;
}

/**
 * All rows have one cell more than a first row of names, and it is the first one that has none: rows begin with a name
 * in quotes, as R writes them, or the names are moved to the right, as pandas prints them.
 */
function lacksName(sample: string, separator: Separator): boolean {
  const [first = [], ...others] = rowsIn(sample, separator);
  const [names = '', ...lines] = sample.split('\n').filter((line) => line.trim() !== '' && !isRule(line));
  const isLonger = others.every((row) => row.length === first.length + 1);
  if (others.length === 0 || !isLonger || first.some((name) => hasNumberForm(name.trim()))) return false;
  const margin = (line: string) => line.length - line.trimStart().length;
  const isMoved = separator.trim() === '' && lines.every((line) => margin(line) < margin(names));
  return isMoved || lines.every((line) => line.startsWith('"'));
}

/** The separator that gives rows of one width, most cells of which are numbers. */
function bestSeparator(sample: string): Separator {
  const scores = separators.map((separator) => ({ separator, ...scoreOf(sample, separator) }));
  const parting = scores.filter(({ width }) => width > 1);
  const even = parting.filter(({ evenness }) => evenness >= 0.9);
  const candidates = even.length > 0 ? even : parting.filter(({ separator }) => separator !== ' ');
  // The order of preference decides between nearly equal ones.
  let best = candidates[0];
  for (const each of candidates) if (each.numbers > best.numbers + 0.1) best = each;
  // Names of several words: their columns are parted by more than one blank.
  const spaced = scoreOf(sample, '  ');
  const isBetter = spaced.width > 1 && spaced.evenness === 1 && (!best || best.evenness < 1);
  return isBetter ? '  ' : (best?.separator ?? ',');
}

function scoreOf(sample: string, separator: Separator): { width: number; evenness: number; numbers: number } {
  const rows = rowsIn(sample, separator);
  const widths = rows.map(({ length }) => length);
  const filled = rows.flat().filter((cell) => cell.trim() !== '');
  const numbers = filled.filter((cell) => hasNumberForm(cell.trim())).length;
  const cells = filled.length;
  if (lacksName(sample, separator)) widths[0]++;
  const times = (width: number) => widths.filter((each) => each === width).length;
  const width = widths.reduce((best, each) => (times(each) > times(best) ? each : best), widths[0] ?? 0);
  return { width, evenness: times(width) / widths.length, numbers: cells > 0 ? numbers / cells : 0 };
}

/** The first lines with text, from `start`, but for those left out; a line may be cut at its longest length. */
function firstLines(text: string, start: number, leftOut?: (line: string) => boolean): string[] {
  const lines: string[] = [];
  for (let at = start, seen = 0; at < text.length && lines.length < lookedAt && seen < 1000; seen++) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    const line = text.slice(at, Math.min(end, at + mostLineLength)).replace(/\r$/, '');
    if (line.trim() !== '' && !leftOut?.(line)) lines.push(line);
    at = end + 1;
  }
  return lines;
}

function namesAbove(lines: readonly string[], separator: Separator): string[] | undefined {
  const first = lines.findIndex((line) => !isComment(line));
  if (first < 1) return undefined;
  const names = split(lines[first - 1].replace(/^\s*[#%]+/, ''), separator).map((name) => name.trim());
  return names.length === split(lines[first], separator).length && !names.some(hasNumberForm)
    ? names
    : undefined;
}
