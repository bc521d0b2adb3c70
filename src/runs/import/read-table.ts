/** From the text of a log in any of its forms to a table: every reader is asked before the file is refused. Pure. */

import { hasNumberForm } from '../../training/data/text/numbers';
import { eachRow, split, withLineFeeds } from '../../training/data/text/rows';
import { rowsOf, type TableForm, tableFormOf } from '../../training/data/text/table-form';
import { firstRow, isHeader, namesForNumbers, readDelimited, type TableResult } from './delimited';
import { eachJsonRow, isJsonLines, looksLikeJson } from './json';
import { LogTable } from './log-table';
import { looksPrinted } from './plain-line';
import { type PrintedNames, printedNames, readPrinted } from './printed';
import { bareRank, isLoss, isTagName, isValueName, quantityOf } from './quantities';
import { listsAsJson } from './written-lists';

export type FoundTable =
  | { ok: true; table: LogTable; kind: 'json' | 'table' | 'printed' | 'numbers' }
  | { ok: false; message: string };

/** Names that only a log has: a loss, one number per row with its tag or step, or lines of several runs. */
function isLogHeader(names: readonly string[]): boolean {
  const value = names.some(isValueName);
  return (
    names.some(isLoss) ||
    (value && names.some((name) => isTagName(name) || quantityOf(name)?.quantity === 'step')) ||
    names.some((name) => isLoss(/ - (.+?)(__MIN|__MAX)?$/.exec(name)?.[1] ?? ''))
  );
}

/** `whole`: the table may stand below other lines. */
export function readTable(text: string, notes: string[], whole = true): FoundTable {
  const lines = withLineFeeds(text);
  if (looksLikeJson(lines)) return readJson(lines, notes);
  const lists = listsAsJson(lines);
  if (lists) return readJson(lists, notes);
  const form = tableFormOf(lines);
  const first = firstRow(lines, form);
  const names = form.names ?? (isHeader(first) ? first : undefined);
  const isNumber = (cell: string) => hasNumberForm(cell.trim());
  const isPrinted = names !== undefined && looksPrinted(names);
  const isTabular = names !== undefined && isLogHeader(names) && !names.some(isNumber);
  if (isTabular && !isPrinted) return found('table', readDelimited(lines, form, form.names, notes));
  const printed = printedNames(lines);
  const below = whole && !isTabular ? tableBelow(lines) : undefined;
  if (below) {
    notes.push(`The table begins in line ${below.line}; what stands above it is left out.`);
    return readTable(below.text, notes, false);
  }
  if (printed.losses > 0 && !isTable(names, form)) return asPrinted(lines, printed, notes);
  if (isPrinted && !isTabular && printed.names.size > 0) return asPrinted(lines, printed, notes);
  if (names && first.length > 1) return found('table', readDelimited(lines, form, form.names, notes));
  if (!names && first.length > 0)
    return found('numbers', readDelimited(lines, form, namesForNumbers(first), notes));
  if (printed.names.size > 0) return asPrinted(lines, printed, notes);
  return { ok: false, message: 'No line of the file holds a number under a name.' };
}

/** Lines above a table that are looked at. */
const mostAbove = 40;

/** A table whose names stand below other lines: those are left blank, so that lines keep their numbers. */
function tableBelow(text: string): { text: string; line: number } | undefined {
  let [at, above] = [0, ''];
  for (let line = 1; line <= mostAbove; line++) {
    const end = text.indexOf('\n', at);
    if (end < 0) return undefined;
    const first = text.slice(at, end);
    if (line > 1 && first.trim() !== '' && beginsTable(text.slice(at, at + 10_000), above)) {
      return { text: '\n'.repeat(line - 1) + text.slice(at), line };
    }
    [at, above] = [end + 1, first];
  }
  return undefined;
}

/** Names of a log over a row with as many cells, most of them numbers; those of names in two lines are no such ones. */
function beginsTable(text: string, above: string): boolean {
  const form = tableFormOf(text);
  const rows: string[][] = [];
  eachRow(rowsOf(text, form), form, (cells) => (rows.push(cells) < 2 ? undefined : 'enough'));
  const [names, first] = rows;
  if (!first || names.length < 2 || names.length !== first.length) return false;
  if (split(above, form.separator).length === names.length) return false;
  const isNumber = (cell: string) => hasNumberForm(cell.trim());
  if (!isLogHeader(names) || names.some(isNumber) || looksPrinted(names)) return false;
  return 2 * first.filter(isNumber).length >= first.length;
}

/** Names of columns among which bare ones, as train and val, are losses. */
function isTable(names: readonly string[] | undefined, form: TableForm): boolean {
  const bare = names?.some((name) => quantityOf(name)?.rank === bareRank) ?? false;
  return bare && !/^ +$/.test(form.separator) && (names?.length ?? 0) > 1;
}

function found(kind: 'table' | 'numbers', result: TableResult): FoundTable {
  return result.ok ? { ...result, kind } : result;
}

function asPrinted(text: string, names: PrintedNames, notes: string[]): FoundTable {
  const table = readPrinted(text, names, notes);
  return typeof table === 'string' ? { ok: false, message: table } : { ok: true, table, kind: 'printed' };
}

function readJson(text: string, notes: string[]): FoundTable {
  const table = new LogTable(isJsonLines(text) ? 'Line' : 'Entry');
  const fault = eachJsonRow(
    text,
    (names, values, number) => table.add(names, values, number),
    (note) => notes.push(note),
  );
  return fault === undefined ? { ok: true, table, kind: 'json' } : { ok: false, message: fault };
}
