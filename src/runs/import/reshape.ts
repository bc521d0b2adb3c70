/** Tables that hold their quantities in other ways than a column each are brought into that form. Pure. */
import { type LogColumn, LogTable } from './log-table';
import { bareSplit, readName } from './names';
import { isLoss, isRunName, isSplitName, isTagName, isValueName, quantityOf } from './quantities';

export interface Shaped {
  table: LogTable;
  /** What it was, where it had to be brought into form. */
  kind?: 'chart' | 'long' | 'split' | undefined;
}

/** The column that says the run of a row where the names of columns said so before. */
export const runColumn = 'run';

/** A table with a column for each quantity, or a sentence that says why there is none. */
export function reshaped(table: LogTable): Shaped | string {
  const chart = chartOf(table);
  if (chart) return shapedAs('chart', fromChart(table, chart));
  const tag = table.columns.find(({ name }) => isTagName(name));
  const value = table.columns.find(({ name }) => isValueName(name));
  if (tag && value && !table.columns.some(({ name }) => isLoss(name))) {
    return shapedAs('long', fromLong(table, tag, value));
  }
  const split = splitColumnOf(table);
  return split ? shapedAs('split', fromSplit(table, split)) : { table };
}

function shapedAs(kind: Shaped['kind'], table: LogTable | string): Shaped | string {
  return typeof table === 'string' ? table : { table, kind };
}

interface Chart {
  /** Columns that all runs share, as Step. */
  shared: LogColumn[];
  runs: Map<string, { metric: string; column: LogColumn }[]>;
}

/** A chart as Weights & Biases exports it: a column `RUN - METRIC` for every line, with its least and largest values. */
function chartOf({ columns }: LogTable): Chart | undefined {
  const shared: LogColumn[] = [];
  const runs: Chart['runs'] = new Map();
  let known = false;
  for (const column of columns) {
    const [, run, metric, bound] = /^(.+) - (.+?)(__MIN|__MAX)?$/.exec(column.name) ?? [];
    if (run === undefined) {
      shared.push(column);
      continue;
    }
    known ||= bound !== undefined || isLoss(metric) || quantityOf(metric) !== undefined;
    // The charts of a run repeat its own count of steps.
    if (bound === undefined && !metric.startsWith('_')) {
      runs.set(run, [...(runs.get(run) ?? []), { metric, column }]);
    }
  }
  // `train - loss` beside `val - loss` are losses of one run.
  if ([...runs.keys()].every(isSplitText)) return undefined;
  return known && runs.size > 0 && shared.length > 0 && shared.length <= 4 ? { shared, runs } : undefined;
}

function fromChart(table: LogTable, { shared, runs }: Chart): LogTable | string {
  const to = new LogTable(table.word);
  for (const { name } of shared) to.column(name);
  for (const [run, lines] of runs) {
    for (let row = 0; row < table.rows; row++) {
      if (lines.every(({ column }) => column.isBlank(row))) continue;
      const at = to.newRow(table.numberOf(row));
      if (typeof at === 'string') return at;
      for (const column of shared) to.column(column.name)?.copy(at, column, row);
      to.column(runColumn)?.set(at, run, '.');
      for (const { metric, column } of lines) to.column(metric)?.copy(at, column, row);
    }
  }
  return to;
}

/** One number per row, and a column that says of what: rows of one place are joined. */
function fromLong(table: LogTable, tag: LogColumn, value: LogColumn): LogTable | string {
  const to = new LogTable(table.word);
  const split = splitColumnOf(table);
  const others = table.columns.filter((column) => column !== tag && column !== value && column !== split);
  const places = others.filter(({ name, fault }) => quantityOf(name) !== undefined || (fault && name !== ''));
  const keys = places.filter(({ name }) => !/time|date/i.test(name));
  for (const { name } of others) to.column(name);
  const rows = new Map<string, number>();
  const times = new Map<string, number>();
  const counted = !keys.some(({ name }) => ['step', 'epoch'].includes(quantityOf(name)?.quantity ?? ''));
  for (let row = 0; row < table.rows; row++) {
    const plainName = tag.textAt(row);
    const ofSplit = split && plainName !== '' && !readName(plainName)?.split;
    const name = ofSplit ? prefixOf(split.textAt(row)) + plainName : plainName;
    const number = (times.get(name) ?? 0) + 1;
    times.set(name, number);
    const key = keys.map((column) => column.textAt(row)).join('\t') + (counted ? `\t${number}` : '');
    const column = name === '' ? undefined : to.column(name);
    let at = rows.get(key);
    if (at === undefined || (column && !column.isBlank(at))) {
      const added = to.newRow(table.numberOf(row));
      if (typeof added === 'string') return added;
      at = added;
      rows.set(key, at);
      for (const other of others) to.column(other.name)?.copy(at, other, row);
    }
    column?.copy(at, value, row);
  }
  return to;
}

const isSplitText = (text: string) => bareSplit(text) !== undefined || /^(eval|dev)$/i.test(text);

/** The column that says which examples a row is of; TensorBoard names its runs `train` and `validation`. */
function splitColumnOf(table: LogTable): LogColumn | undefined {
  return table.columns.find((column) => {
    const { name, fault } = column;
    if (!fault) return false;
    if (isSplitName(name)) return isSplitText(column.textAt(fault.row));
    if (!isRunName(name)) return false;
    for (let row = 0; row < table.rows; row++) {
      const text = column.textAt(row);
      if (text !== '' && !isSplitText(text)) return false;
    }
    return true;
  });
}

/** What a split puts before the name of a quantity. */
function prefixOf(text: string): string {
  return text === '' ? '' : bareSplit(text) === 'train' ? 'train ' : isSplitText(text) ? 'val ' : '';
}

/** Rows that are those of the training set or of another one: names of losses and accuracies say so afterwards. */
function fromSplit(table: LogTable, split: LogColumn): LogTable | string {
  const to = new LogTable(table.word);
  for (let row = 0; row < table.rows; row++) {
    const prefix = prefixOf(split.textAt(row));
    const at = to.newRow(table.numberOf(row));
    if (typeof at === 'string') return at;
    for (const column of table.columns) {
      if (column === split || column.isBlank(row)) continue;
      const reading = readName(column.name);
      const name = reading && !reading.split ? prefix + column.name : column.name;
      to.column(name)?.copy(at, column, row);
    }
  }
  return to;
}
