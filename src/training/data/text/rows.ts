/** Rows and cells of tables in text (RFC 4180 and its relatives), by a separator that is known. Pure. */

/** One character; a blank stands for any number of blanks and tabs, two blanks for two or more of them. */
export type Separator = string;

export interface RowForm {
  separator: Separator;
  /** Whether lines that begin with # or % are no rows. */
  comments: boolean;
  /** The first row lacks the name of the first column: R and pandas number rows without one. It gets an empty one. */
  unnamed?: boolean;
}

/** Longest line that is read, in characters. */
export const mostLineLength = 2 ** 20;

const comment = /^\s*[#%]/;

/** Whether a line only draws a table: `|---|:--|`, `+-----+`, `---  ----`. */
export const isRule = (line: string): boolean =>
  !/[^\s|+:=─━═┼╪│┃┌┐└┘├┤┬┴-]/.test(line) && /[-=─━═]{3}/.test(line);

export const isComment = (line: string): boolean => comment.test(line);

/** Line feeds only, where an old file ends its lines by carriage returns alone. */
export function withLineFeeds(text: string): string {
  return text.includes('\n') ? text : text.replaceAll('\r', '\n');
}

/**
 * Calls `visit` with the cells of every row and the number of its first line (from 1); rows without any text, lines
 * that draw a table and comments are left out. Stops at what `visit` finds wrong and returns it; returns what is wrong
 * with the text itself, or nothing. Quotes count where a cell begins with one.
 */
export function eachRow(
  text: string,
  { separator, comments, unnamed = false }: RowForm,
  visit: (cells: string[], line: number) => string | undefined,
): string | undefined {
  let line = 1;
  let lacking = unnamed;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    let end = found < 0 ? text.length : found;
    if (end - at > mostLineLength) return tooLong(line);
    const first = line;
    const simple = text.slice(at, end).replace(/\r$/, '');
    let cells: string[] = [];
    if (!simple.includes('"')) {
      if (!(comments && comment.test(simple)) && !isRule(simple)) cells = split(simple, separator);
    } else if (!comments || !comment.test(simple)) {
      const row = quotedRow(text, at, separator === '  ' ? ' ' : separator);
      if (typeof row === 'string') return `Line ${line}: ${row}`;
      if (row.end - at > mostLineLength) return tooLong(line);
      cells = row.cells;
      end = row.end;
      line += row.breaks;
    }
    at = end + 1;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) {
      const fault = visit(lacking ? ['', ...cells] : cells, first);
      lacking = false;
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

/** Cells of a line without quotes. */
export function split(line: string, separator: Separator): string[] {
  if (separator === '  ') return line.trim().split(/ {2,}|\s*\t\s*/);
  return separator === ' ' ? line.trim().split(/[ \t]+/) : line.split(separator);
}

function tooLong(line: number): string {
  return `Line ${line} has more than 1 MB of text; lines of a table are shorter.`;
}

/** One row with quotes in it, from `start`: its cells, where its line ends, and line breaks within quotes. */
function quotedRow(
  text: string,
  start: number,
  separator: Separator,
): { cells: string[]; end: number; breaks: number } | string {
  const cells: string[] = [];
  let at = start;
  let breaks = 0;
  const parts = (place: number) => text[place] === separator || (separator === ' ' && text[place] === '\t');
  const ends = (place: number) =>
    place >= text.length || text[place] === '\n' || (text[place] === '\r' && text[place + 1] === '\n');
  while (true) {
    let quote = at;
    while (text[quote] === ' ' || (text[quote] === '\t' && separator !== '\t')) quote++;
    if (separator === ' ') at = quote;
    if (separator === ' ' && ends(at) && cells.length > 0) return { cells, end: lineEnd(text, at), breaks };
    let cell = '';
    if (text[quote] === '"') {
      const close = closingQuote(text, quote + 1, start + mostLineLength);
      if (close < 0) return 'a quote is opened and not closed.';
      cell = text.slice(quote + 1, close).replaceAll('""', '"');
      breaks += cell.split('\n').length - 1;
      at = close + 1;
    }
    const from = at;
    while (!ends(at) && !parts(at)) at++;
    cells.push(cell + text.slice(from, at));
    if (ends(at)) return { cells, end: lineEnd(text, at), breaks };
    at++;
  }
}

const lineEnd = (text: string, at: number): number => (text[at] === '\r' ? at + 1 : at);

/** Place of the quote that closes a cell; -1 when none does before `limit`. */
function closingQuote(text: string, from: number, limit: number): number {
  for (let at = text.indexOf('"', from); at >= 0 && at <= limit; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
