/** The columns of a table: whether the first row names them, and which one holds the class. Pure. */
import { hasNumberForm } from '../text/numbers';
import { eachRow } from '../text/rows';
import type { TableForm } from '../text/table-form';
import { grouped, limits, type Refusal, refuse } from './own-data';

export interface Columns {
  /** From the header, or "column 1" and so on. */
  names: string[];
  /** Place of the column with the classes, from 0. */
  label: number;
  /** Whether the first row is names, not an example. */
  header: boolean;
  /** Neither its name nor its place told the column with the classes: what it holds did. */
  guessed?: boolean;
  /** Place of a column that only counts or names the rows: no number of an example. */
  rowNames?: number;
}

const labelName =
  /^(class(name|label|id)?|label(name|id)?|target|y|species|category|cluster|digit|outcome|diagnosis|klasse|classe|clase)s?$/;
/** Rows that are looked at to tell names from numbers and classes from features. */
const lookedAt = 1000;

/** The label is the given column, else the first with a name such as label or class, else one that looks like it. */
export function columnsOf(
  text: string,
  form: TableForm,
  labelColumn?: number,
): { ok: true; columns: Columns } | Refusal {
  const rows: string[][] = [];
  const fault = eachRow(text, form, (cells) => {
    rows.push(cells.map((cell) => cell.trim()));
    return rows.length < lookedAt ? undefined : 'enough';
  });
  if (rows.length === 0) return refuse(fault ?? 'The file is empty.');
  const width = widthOf(rows);
  if (width < 2) {
    return refuse(
      'The first row has one column; a table needs a column of classes and one of numbers, separated by commas, semicolons, tabs or blanks.',
    );
  }
  if (width - 1 > limits.features) {
    return refuse(
      `The first row has ${grouped(width)} columns; up to ${grouped(limits.features)} columns of numbers are read.`,
    );
  }
  const header = isHeader(rows);
  const given = header ? rows[0] : (form.names ?? []);
  const names = Array.from({ length: width }, (_, i) => given[i] || `column ${i + 1}`);
  // In the plane y is a coordinate: it is the label where nothing else has such a name.
  const named = [...given.keys()]
    .filter((i) => isLabelName(given[i]))
    .sort((a, b) => Number(isY(given[a])) - Number(isY(given[b])))
    .concat(-1)[0];
  const examples = header ? rows.slice(1) : rows;
  const found = named >= 0 ? named : lookedFor(examples, width);
  const label = labelColumn ?? found;
  if (!Number.isInteger(label) || label < 0 || label >= width) {
    return refuse(`The label column ${label} does not exist; the table has columns 0 to ${width - 1}.`);
  }
  const guessed = labelColumn === undefined && named < 0 && label < width - 1;
  const isNames = header && label !== 0 && width > 2 && namesRows(given[0], examples);
  return {
    ok: true,
    columns: { names, label, header, ...(guessed ? { guessed } : {}), ...(isNames ? { rowNames: 0 } : {}) },
  };
}

/**
 * Whether a first column only counts the rows, as `Id` does, or has no name, as the row names of R and pandas: where
 * examples are in the order of their classes it gives these away.
 */
function namesRows(name: string, rows: readonly string[][]): boolean {
  if (!/^(|.*id|index|idx|no|nr|row|rownames?|unnamed: ?0)$/i.test(name) || rows.length < 2) return false;
  const cells = rows.map(([cell]) => cell);
  const counts = cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);
  return counts || (name === '' && cells.every((cell) => cell !== '' && !isNumber(cell)));
}

export const isLabelName = (name: string): boolean =>
  labelName.test(name.toLowerCase().replace(/[^a-z]/g, '')) && !/^y[\W_]*\d/i.test(name);

const isY = (name: string): boolean => /^[^a-z]*y[^a-z]*$/i.test(name);

/** Cells of the first row; without an empty one that a separator at the end of every row leaves. */
function widthOf(rows: readonly string[][]): number {
  const width = rows[0].length;
  const trails = width > 1 && rows.every((row) => row.length === width && row[width - 1] === '');
  return trails ? width - 1 : width;
}

/** A header has a text over numbers, or a number over texts, in some column; or nothing is a number. */
function isHeader([first, ...others]: string[][]): boolean {
  // Columns may be named by numbers, and only the label's by a word.
  const labelled = first.some((cell, i) => isLabelName(cell) && !others.some((row) => row[i] === cell));
  if (labelled) return true;
  const differs = first.some((cell, column) => {
    const below = others.map((row) => row[column] ?? '').filter((each) => each !== '');
    return cell !== '' && below.length > 0 && below.every((each) => isNumber(each) !== isNumber(cell));
  });
  return differs || !first.some(isNumber);
}

function isNumber(cell: string): boolean {
  return hasNumberForm(cell) || /^[+-]?(nan|inf(inity)?)$/i.test(cell);
}

/**
 * The only column of texts; else, of columns with few different whole numbers, the last or the first one of the
 * table, the one that counts without gaps if both are such; else the last.
 */
function lookedFor(rows: readonly string[][], width: number): number {
  const columns = Array.from({ length: width }, (_, i) => rows.map((row) => row[i] ?? ''));
  const texts = columns.flatMap((cells, i) =>
    cells.some((cell) => cell !== '' && !isNumber(cell)) ? [i] : [],
  );
  if (texts.length > 0) return texts.length === 1 ? texts[0] : width - 1;
  const [first, last] = [columns[0], columns[width - 1]].map(classesIn);
  if (!first) return width - 1;
  if (!last) return 0;
  return isCount(first) && !isCount(last) ? 0 : width - 1;
}

/** The different whole numbers of a column that may be classes. */
function classesIn(cells: readonly string[]): number[] | undefined {
  const different = new Set(cells.map(Number));
  const few = different.size >= limits.leastClasses && different.size <= limits.mostClasses;
  const whole = [...different].every((each) => Number.isInteger(each) && each >= -1);
  return few && whole && 2 * different.size <= cells.length ? [...different] : undefined;
}

/** Whole numbers one after another: 0 to 9, 1 to 3, -1 and 1. */
function isCount(numbers: readonly number[]): boolean {
  const span = Math.max(...numbers) - Math.min(...numbers) + 1;
  return span === numbers.length || (numbers.length === 2 && numbers.includes(-1) && numbers.includes(1));
}
