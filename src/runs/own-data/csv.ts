/** A table with a column of labels and a number in every other one. Pure. */
import { eachRow, plainText, separatorOf } from '../import/csv';
import { numberReader, shortened } from '../import/numbers';
import { classesOfNames, type ExamplesResult, limits, standardize } from './split';

const labelNames = ['label', 'labels', 'class', 'target', 'species', 'category'];

/** Names of the columns, for whoever chooses the one with the labels; numbered where there is no header. */
export function columnsOf(text: string): string[] {
  const plain = plainText(text);
  let first: string[] = [];
  eachRow(plain, separatorOf(plain), (cells) => {
    first = cells;
    return 'enough';
  });
  return hasHeader(first) ? first.map((cell) => cell.trim()) : first.map((_, i) => `Column ${i + 1}`);
}

/** The column that holds the labels unless somebody says otherwise: by its name, else the last. */
export function labelColumnOf(columns: readonly string[]): number {
  const named = columns.findIndex((name) => labelNames.includes(name.toLowerCase()));
  return named >= 0 ? named : columns.length - 1;
}

/** Inputs are brought to mean 0 and deviation 1, column by column. `label`: number of the label's column, from 0. */
export function readCsv(source: string, label?: number): ExamplesResult {
  const text = plainText(source);
  const columns = columnsOf(text);
  const labelAt = label ?? labelColumnOf(columns);
  const features = columns.length - 1;
  if (features < 1 || features > limits.mostFeatures) {
    return refuse(
      `${features} inputs per example are not allowed; it takes 1 to ${limits.mostFeatures}, and a label.`,
    );
  }
  const separator = separatorOf(text);
  const read = numberReader(separator !== ',');
  const names: string[] = [];
  const values: number[] = [];
  let [first, missing] = [true, 0];
  const fault = eachRow(text, separator, (cells, line) => {
    if (first) {
      first = false;
      if (hasHeader(cells)) return undefined;
    }
    if (cells.length !== columns.length) {
      return `Line ${line} has ${cells.length} cells; the first line has ${columns.length}.`;
    }
    if (names.length >= limits.mostExamples) {
      return `More than ${limits.mostExamples.toLocaleString('en')} examples are not allowed.`;
    }
    if (values.length + features > limits.mostNumbers)
      return 'The table has more numbers than fit in memory.';
    const row: number[] = [];
    for (const [c, cell] of cells.entries()) {
      if (c === labelAt) continue;
      const value = read(cell);
      if (typeof value === 'string') {
        return `Line ${line}, column “${shortened(columns[c])}”: ${value}. Choose another column for the labels, or leave this one out.`;
      }
      row.push(value);
    }
    const name = cells[labelAt].trim();
    if (name === '' || !row.every(Number.isFinite)) missing++;
    else {
      names.push(name);
      values.push(...row);
    }
    return undefined;
  });
  if (fault) return refuse(fault);
  const all = names.length + missing;
  if (missing > all / 10) {
    return refuse(`${missing} of ${all} rows lack a number or a label; fill them in or leave them out.`);
  }
  const { classNames, labels } = classesOfNames(names);
  const inputs = Float32Array.from(values);
  standardize(inputs, features);
  const notes = [
    `Labels are the column “${shortened(columns[labelAt])}”; inputs have mean 0 and deviation 1.`,
  ];
  if (missing > 0) notes.push(`${missing} of ${all} rows lack a number or a label and are left out.`);
  return { ok: true, examples: { inputShape: [features], classNames, inputs, labels, notes } };
}

/** A first line in which most cells are no numbers names the columns. */
function hasHeader(cells: readonly string[]): boolean {
  const numbers = cells.filter((cell) => cell.trim() !== '' && Number.isFinite(Number(cell)));
  return numbers.length < Math.max(1, cells.length / 2);
}

const refuse = (message: string): ExamplesResult => ({ ok: false, message });
