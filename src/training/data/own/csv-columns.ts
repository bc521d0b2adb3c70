/** The columns of a table: its separator, whether the first row names them, and which one holds the class. Pure. */
import { dsvFormat } from 'd3';
import { grouped, limits, type Refusal, refuse } from './own-data';

export interface Columns {
  /** From the header, or "column 1" and so on. */
  names: string[];
  /** Place of the column with the classes, from 0. */
  label: number;
  /** Whether the first row is names, not an example. */
  header: boolean;
}

const labelName = /^(label|class|target|y|species|category)s?$/i;
/** Rows that are looked at to tell names from numbers. */
const lookedAt = 21;

/** UTF-8, without byte order mark and with line feeds. */
export function decodeText(bytes: Uint8Array): { ok: true; text: string } | Refusal {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refuse('The text is in UTF-16; save it as UTF-8.');
  }
  if (bytes.subarray(0, 65_536).includes(0)) {
    return refuse('It is neither a table nor one of the other formats that are read.');
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('It is not UTF-8 text; save the table as CSV in UTF-8.');
  }
  return { ok: true, text: text.includes('\n') ? text : text.replaceAll('\r', '\n') };
}

/** Tab, semicolon or comma: the one that the first line has most of outside quotes. */
export function separatorOf(text: string): string {
  const line = firstLines(text, 1).replace(/"[^"]*"/g, '');
  const [best] = ['\t', ';', ',']
    .map((each) => ({ each, times: line.split(each).length }))
    .sort((a, b) => b.times - a.times);
  return best.times > 1 ? best.each : ',';
}

/** The label is the given column, else the first with a name such as label or class, else the last. */
export function columnsOf(
  text: string,
  separator: string,
  labelColumn?: number,
): { ok: true; columns: Columns } | Refusal {
  const rows = dsvFormat(separator).parseRows(firstLines(text, lookedAt).replace(/[\r\n]+$/, ''), (cells) =>
    cells.map((cell) => cell.trim()),
  );
  const width = rows[0]?.length ?? 0;
  if (width === 0 || rows[0].every((cell) => cell === '')) {
    return refuse('The file is empty or begins with an empty row.');
  }
  if (width < 2) {
    return refuse(
      'The first row has one column; a table needs a column of classes and one of numbers, separated by commas, semicolons or tabs.',
    );
  }
  if (width - 1 > limits.features) {
    return refuse(
      `The first row has ${grouped(width)} columns; up to ${grouped(limits.features)} columns of numbers are read.`,
    );
  }
  const header = isHeader(rows);
  const names = rows[0].map((cell, i) => (header && cell !== '' ? cell : `column ${i + 1}`));
  const named = header ? names.findIndex((name) => labelName.test(name)) : -1;
  const label = labelColumn ?? (named < 0 ? width - 1 : named);
  if (!Number.isInteger(label) || label < 0 || label >= width) {
    return refuse(`The label column ${label} does not exist; the table has columns 0 to ${width - 1}.`);
  }
  return { ok: true, columns: { names, label, header } };
}

/** A header has a text over numbers, or a number over texts, in some column; or nothing is a number. */
function isHeader([first, ...others]: string[][]): boolean {
  // Columns may be named by numbers, and only the label's by a word.
  const labelled = first.some((cell, i) => labelName.test(cell) && !others.some((row) => row[i] === cell));
  if (labelled) return true;
  const differs = first.some((cell, column) => {
    const below = others.map((row) => row[column] ?? '').filter((each) => each !== '');
    return cell !== '' && below.length > 0 && below.every((each) => isNumber(each) !== isNumber(cell));
  });
  return differs || !first.some(isNumber);
}

function isNumber(cell: string): boolean {
  return cell !== '' && (!Number.isNaN(Number(cell)) || /^nan$/i.test(cell));
}

/** This many lines, from the first that is not empty. */
function firstLines(text: string, count: number): string {
  const start = text.search(/[^\r\n]/);
  if (start < 0) return '';
  let end = start;
  for (let i = 0; i < count; i++) {
    const next = text.indexOf('\n', end);
    if (next < 0) return text.slice(start);
    end = next + 1;
  }
  return text.slice(start, end);
}
