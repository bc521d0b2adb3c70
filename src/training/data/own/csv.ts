/**
 * Tables in text (`../text` says which forms): a row per example, one column with its class, the others numbers.
 * Columns are standardised: minus the mean, over the deviation of the training examples. Pure.
 */
import { decodeText } from '../text/decode-text';
import { type DecimalSign, decimalSignOf, hasNumberForm, numberOf } from '../text/numbers';
import { eachRow, withLineFeeds } from '../text/rows';
import { rowsOf, type TableForm, tableFormOf } from '../text/table-form';
import { arrange, classify, listed, shortened } from './arrange';
import { type Columns, columnsOf } from './csv-columns';
import { grouped, identified, limits, type OwnResult, type Refusal, refuse, stem } from './own-data';

/** The columns are there once they are known, also when the table is refused: another label may do. */
export type CsvResult = OwnResult & { columns?: Columns };

const mostLabelLength = 200;
/** Rows with missing values are left out below this share of all rows, and refused from it on. */
const mostSkipped = 0.01;

/** Reads a table. `labelColumn` counts from 0; without it, see `columnsOf`. */
export function parseCsv(bytes: Uint8Array, path: string, labelColumn?: number): CsvResult {
  const decoded = decodeText(bytes);
  if (!decoded) return refuse('It is neither a table nor one of the other formats that are read.');
  const lines = withLineFeeds(decoded.text);
  const form = tableFormOf(lines);
  const text = rowsOf(lines, form);
  const found = columnsOf(text, form, labelColumn);
  if (!found.ok) return found;
  const { columns } = found;
  const sign = signOf(text, form, columns);
  if (sign.sign === 'unclear') {
    return refuseWith(
      columns,
      `“${sign.example}” may be a decimal fraction or thousands; write the numbers with decimal points and without thousands.`,
    );
  }
  const table = readRows(text, form, columns, { ...sign, sign: sign.sign });
  if (!table.ok) return { ...table, columns };
  const { classNames, labels } = classify(table.labels);
  const featureNames = columns.names.filter((_, i) => isFeature(columns, i));
  const features = featureNames.length;
  const order = arrange(labels, classNames, features);
  if (!order.ok) {
    const column = shortened(columns.names[columns.label]);
    return refuseWith(columns, `${order.message} Classes are read from column “${column}”.`);
  }
  const inputs = new Float32Array(order.rows.length * features);
  order.rows.forEach((row, i) => {
    inputs.set(table.values.subarray(row * features, (row + 1) * features), i * features);
  });
  const constant = standardise(inputs, features, order.testFrom);
  const notes = [...table.notes, ...order.notes];
  if (columns.guessed) {
    const column = shortened(columns.names[columns.label]);
    notes.unshift(`Column “${column}” looks like the one with the classes; another can be chosen.`);
  }
  if (columns.rowNames !== undefined) {
    const name = shortened(columns.names[columns.rowNames]);
    notes.push(`Column “${name}” only numbers the rows and is left out.`);
  }
  if (constant.length > 0) {
    notes.push(
      `Every training example has the same number in ${listed(constant.map((i) => featureNames[i]))}; it is set to 0.`,
    );
  }
  const result = identified({
    name: stem(path),
    inputShape: [features],
    classNames,
    inputs,
    labels: Int32Array.from(order.rows, (row) => labels[row]),
    testFrom: order.testFrom,
    notes,
  });
  return { ...result, columns };
}

const isFeature = ({ label, rowNames }: Columns, column: number): boolean =>
  column !== label && column !== rowNames;

/** Rows that are looked at for the decimal sign. */
const lookedAt = 1000;

function signOf(text: string, form: TableForm, columns: Columns) {
  const cells: string[] = [];
  let rows = 0;
  eachRow(text, form, (row) => {
    if (!columns.header || rows > 0) cells.push(...row.filter((_, i) => i !== columns.label));
    return rows++ < lookedAt ? undefined : 'enough';
  });
  return decimalSignOf(cells, form.separator);
}

interface Sign {
  sign: DecimalSign;
  /** A number of the file from which it follows. */
  example?: string;
}

/** Rows without gaps. Values are relative to those of the first row, so that few digits are lost in 32 bits. */
interface Table {
  ok: true;
  values: Float32Array;
  labels: string[];
  notes: string[];
}

/** No number, rather than a wrong one. */
const missing = /^(|\?|nan|na|n\/a|null|[-+]?inf(inity)?)$/i;

function readRows(text: string, form: TableForm, columns: Columns, { sign, example }: Sign): Table | Refusal {
  const width = columns.names.length;
  const places = columns.names.flatMap((_, i) => (isFeature(columns, i) ? i : []));
  const features = places.length;
  const featureAt = Int32Array.from({ length: width }, (_, i) => places.indexOf(i));
  const most = Math.min(limits.rows, Math.floor(limits.tableValues / features));
  // A number and what parts it from the next take two characters at least.
  const values = new Float32Array(Math.min(most * features, Math.ceil(text.length / 2) + width));
  const labels: string[] = [];
  const origin = new Float64Array(features);
  let gap = '';
  let [skipped, total] = [0, 0];
  let header = columns.header;

  const place = (row: number, column: number) =>
    `Line ${grouped(row)}, column “${shortened(columns.names[column])}”`;

  /** Writes the numbers of a row behind the others; says what is wrong with it, or that it has a gap. */
  function take(cells: string[], row: number): 'gap' | 'taken' | { fault: string } {
    let at = labels.length * features;
    for (let column = 0; column < width; column++) {
      if (column === columns.rowNames) continue;
      const cell = cells[column].trim();
      if (missing.test(cell)) {
        gap ||= `${place(row, column)}: ${cell === '' ? 'there is no value' : `“${cell}” is no value`}.`;
        return 'gap';
      }
      if (column === columns.label) {
        if (cell.length > mostLabelLength) {
          return {
            fault: `${place(row, column)}: the class has ${grouped(cell.length)} characters; up to ${mostLabelLength} are read.`,
          };
        }
        continue;
      }
      const value = numberOf(cell, sign);
      if (!(Math.abs(value) <= 1e30)) {
        const other = example && hasNumberForm(cell);
        const word = other ? `has not the decimal sign of “${shortened(example)}”` : 'is not a number';
        const wrong = Number.isNaN(value) ? word : 'is not between -1e30 and 1e30';
        return { fault: `${place(row, column)}: “${shortened(cell)}” ${wrong}.` };
      }
      const feature = featureAt[column];
      if (labels.length === 0) origin[feature] = value;
      values[at++] = value - origin[feature];
    }
    return 'taken';
  }

  const fault = eachRow(text, form, (cells, line) => {
    if (header) {
      header = false;
      return undefined;
    }
    // A separator at the end of a row leaves an empty cell.
    if (cells.length === width + 1 && cells[width].trim() === '') cells.pop();
    if (cells.length !== width)
      return `Line ${grouped(line)} has ${count(cells.length, 'cell')}; the first row has ${grouped(width)}.`;
    if (labels.length === most)
      return `The table has more than ${grouped(most)} rows of ${count(features, 'number')}; up to ${grouped(limits.rows)} rows and ${grouped(limits.tableValues)} numbers are read.`;
    total++;
    const taken = take(cells, line);
    if (taken === 'gap') skipped++;
    else if (taken === 'taken') labels.push(labelOf(cells[columns.label], sign));
    else return taken.fault;
    return undefined;
  });
  if (fault !== undefined) return refuse(fault);
  if (total === 0) return refuse('The table has no rows of numbers.');
  if (skipped >= mostSkipped * total && skipped > 0) {
    return refuse(
      `${gap} ${grouped(skipped)} of ${grouped(total)} rows have gaps; they are left out only when fewer than 1 % have.`,
    );
  }
  const notes = skipped > 0 ? [`${count(skipped, 'row')} with gaps left out. ${gap}`] : [];
  return { ok: true, values, labels, notes };
}

/** "1.0" and "1" are one class. */
function labelOf(cell: string, sign: DecimalSign): string {
  const text = cell.trim();
  const value = /^[+-]?[\d.,]+$/.test(text) ? numberOf(text, sign) : Number(text);
  return Number.isFinite(value) ? String(value) : text;
}

/** In place; statistics of the first `train` rows. Returns the columns without deviation, which become 0. */
function standardise(inputs: Float32Array, features: number, train: number): number[] {
  const mean = new Float64Array(features);
  const deviation = new Float64Array(features);
  for (let i = 0; i < train * features; i++) mean[i % features] += inputs[i] / train;
  for (let i = 0; i < train * features; i++)
    deviation[i % features] += (inputs[i] - mean[i % features]) ** 2 / train;
  const constant: number[] = [];
  deviation.forEach((square, column) => {
    deviation[column] = Math.sqrt(square);
    if (!(deviation[column] > 1e-7 * Math.abs(mean[column]))) constant.push(column);
  });
  const isConstant = new Set(constant);
  for (let i = 0; i < inputs.length; i++) {
    const column = i % features;
    inputs[i] = isConstant.has(column) ? 0 : (inputs[i] - mean[column]) / deviation[column];
  }
  return constant;
}

function refuseWith(columns: Columns, message: string): CsvResult {
  return { ...refuse(message), columns };
}

function count(n: number, what: string): string {
  return `${grouped(n)} ${what}${n === 1 ? '' : 's'}`;
}
