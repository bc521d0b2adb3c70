/** Comma-, semicolon- and tab-separated text (RFC 4180): finds the separator, hands out rows. Pure. */

const separators = ['\t', ';', ','] as const;
export type Separator = (typeof separators)[number];

/** Longest line that is read, in characters. */
export const mostLineLength = 1_000_000;

/** Text without byte order mark, lines ended by line feeds only where an old file ends them by carriage returns. */
export function plainText(text: string): string {
  const bare = text.startsWith('\uFEFF') ? text.slice(1) : text;
  return bare.includes('\n') ? bare : bare.replaceAll('\r', '\n');
}

/** The separator that the first line has most of outside quotes; a comma when it has none. */
export function separatorOf(text: string): Separator {
  const line = (/[^\r\n]+/.exec(text.slice(0, mostLineLength))?.[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = separators.map((each) => line.split(each).length);
  const most = Math.max(...counts);
  return most === 1 ? ',' : separators[counts.indexOf(most)];
}

/**
 * Calls `visit` with the cells of every row and the number of its first line (from 1); rows without any text are
 * left out. Stops at what `visit` finds wrong and returns it; returns what is wrong with the text itself, or nothing.
 */
export function eachRow(
  text: string,
  separator: Separator,
  visit: (cells: string[], line: number) => string | undefined,
): string | undefined {
  let line = 1;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    let end = found < 0 ? text.length : found;
    if (end - at > mostLineLength) return tooLong(line);
    let cells: string[];
    const first = line;
    const simple = text.slice(at, end).replace(/\r$/, '');
    if (!simple.includes('"')) cells = simple.split(separator);
    else {
      const row = quotedRow(text, at, separator);
      if (typeof row === 'string') return `Line ${line}: ${row}`;
      if (row.end - at > mostLineLength) return tooLong(line);
      cells = row.cells;
      end = row.end;
      line += row.breaks;
    }
    at = end + 1;
    line++;
    if (cells.some((cell) => cell.trim() !== '')) {
      const fault = visit(cells, first);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function tooLong(line: number): string {
  return `Line ${line} is longer than 1 MB; a row of a log is shorter.`;
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
  while (true) {
    let cell = '';
    if (text[at] === '"') {
      const close = closingQuote(text, at + 1, start + mostLineLength);
      if (close < 0) return 'a quote is opened and not closed.';
      cell = text.slice(at + 1, close).replaceAll('""', '"');
      breaks += cell.split('\n').length - 1;
      at = close + 1;
    }
    const from = at;
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
    cell += text.slice(from, at).replace(/\r$/, '');
    cells.push(cell);
    if (text[at] !== separator) return { cells, end: at, breaks };
    at++;
  }
}

/** Place of the quote that closes a cell; -1 when none does before `limit`. */
function closingQuote(text: string, from: number, limit: number): number {
  for (let at = text.indexOf('"', from); at >= 0 && at <= limit; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
