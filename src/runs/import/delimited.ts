/** Tables in text: header and rows, whatever parts their cells; the file of a metric as MLflow stores it. Pure. */
import { decimalSignOf, hasNumberForm } from '../../training/data/text/numbers';
import { eachRow } from '../../training/data/text/rows';
import { rowsOf, type TableForm } from '../../training/data/text/table-form';
import { LogTable } from './log-table';
import { numberIn, shortened, valuesText } from './numbers';

export type TableResult = { ok: true; table: LogTable } | { ok: false; message: string };

/** Rows whose numbers decide between decimal comma and point. */
const rowsForSign = 3000;

/** Cells of the first row with text. */
export function firstRow(text: string, form: TableForm): string[] {
  let found: string[] = [];
  eachRow(rowsOf(text, form), form, (cells) => {
    found = cells;
    return 'enough';
  });
  return found;
}

/** Whether a row is one of names rather than of numbers. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => numberIn(cell, '.') === undefined && !hasNumberForm(cell.trim()));
}

/** `names` where the rows have no header: those of a comment, or made-up ones. */
export function readDelimited(
  text: string,
  form: TableForm,
  given: readonly string[] | undefined,
  notes: string[],
): TableResult {
  const rows = rowsOf(text, form);
  const table = new LogTable('Line', signOf(rows, form, notes));
  let names = given && headerOf(given, notes);
  let repeated = 0;
  /** A row with too few values; one that was cut short while it was written, if it is the last. */
  let short: { line: number; message: string } | undefined;
  const fault = eachRow(rows, form, (cells, line) => {
    if (!names) {
      names = headerOf(cells, notes);
      for (const name of names) if (name !== '') table.column(name);
      return undefined;
    }
    if (short) return short.message;
    if (cells.every((cell, i) => cell.trim() === names?.[i] && cell.trim() !== '')) {
      repeated++;
      return undefined;
    }
    const message = `Line ${line} has ${valuesText(cells.length)}; the header names ${names.length}.`;
    if (cells.slice(names.length).some((cell) => cell.trim() !== '')) return message;
    if (cells.length < names.length) {
      short = { line, message };
      return undefined;
    }
    return table.add(names, cells, line);
  });
  if (fault !== undefined) return { ok: false, message: fault };
  if (short) notes.push(`Line ${short.line}, the last one, is cut short and left out.`);
  if (repeated > 0) notes.push(`Lines that repeat the header are left out: ${repeated}.`);
  return { ok: true, table };
}

/** Trimmed names; a repeated one stands for nothing, and a nameless column (the index of pandas) neither. */
function headerOf(cells: readonly string[], notes: string[]): string[] {
  const before = new Set<string>();
  return cells.map((cell) => {
    const name = cell.trim().replace(/^[#%]\s*/, '');
    if (before.has(name)) {
      if (name !== '') notes.push(`Several columns are called “${shortened(name)}”; the first one is read.`);
      return '';
    }
    before.add(name);
    return name;
  });
}

function signOf(text: string, form: TableForm, notes: string[]) {
  const cells: string[] = [];
  let rows = 0;
  eachRow(text, form, (row) => {
    for (const cell of row) if (/\d[.,]|[.,]\d/.test(cell)) cells.push(cell);
    return ++rows < rowsForSign ? undefined : 'enough';
  });
  const { sign, example } = decimalSignOf(cells, form.separator);
  if (sign !== 'unclear') return sign;
  notes.push(`The comma in “${example}” is taken to part thousands.`);
  return '.';
}

/** The names of columns in rows without a header: those of MLflow's own files, or numbers. */
export function namesForNumbers(first: readonly string[]): string[] {
  const [time, , step] = first.map(Number);
  const isMetric = first.length === 3 && time > 1e9 && Number.isInteger(time) && Number.isInteger(step);
  if (isMetric) return ['timestamp', 'value', 'step'];
  return first.map((_, i) => `column ${i + 1}`);
}
