/**
 * A run on its way to another thread: everything but its rows at once, the rows in slices, so that no message of a
 * long run holds up the page. What is made of the slices is the same run.
 */
import type { RunConfig } from '../../training/config';
import type { Columns } from '../../training/growing-columns';
import type { LiveChange } from '../../training/protocol';
import type { Thresholds } from '../../training/regime/types';
import { WindowLog, type WindowTable } from '../../training/regime/window-log';
import { RunData } from '../run-data';
import type { RunEntry } from '../run-entry';
import { tableNames } from '../run-file';
import type { FiledRun } from '../run-files';

export type TableName = (typeof tableNames)[number];
/** Rows of each table. */
export type Rows = Record<TableName, number>;
/** Columns of some rows of a table. */
export type Slice = Record<string, Float32Array<ArrayBuffer>>;

/** A run without its rows; can be posted. */
export interface CopiedRun extends Omit<FiledRun, 'data'> {
  initial: RunConfig;
  changes: readonly LiveChange[];
  stepsPerEpoch: number;
  origin: RunData['origin'];
  classes: number | undefined;
  thresholds: Thresholds;
  windows: WindowTable;
  rows: Rows;
  /** How often the run had gone back to an earlier step. */
  cuts: number;
}

export function copyOf({ id, parent, name, state, elapsed, engine, data }: RunEntry): CopiedRun {
  const { initial, changes, stepsPerEpoch, origin, classes, regime, cuts } = data;
  return {
    id,
    parent,
    name,
    state,
    elapsed,
    engine,
    initial,
    changes,
    stepsPerEpoch,
    origin,
    classes,
    cuts,
    thresholds: regime.thresholds,
    windows: regime.windows.table(),
    rows: Object.fromEntries(tableNames.map((table) => [table, data[table].length])) as Rows,
  };
}

/** Copies of the rows of a table from `from` to before `to`. */
export function sliceOf(data: RunData, table: TableName, from: number, to: number): Slice {
  const columns = data[table] as Columns<string>;
  return Object.fromEntries(columns.names.map((name) => [name, columns.get(name).slice(from, to)]));
}

/** The run that was copied; `rowsOf` hands over slices of so many rows, from `from` to before `to`. */
export async function restored(
  copy: CopiedRun,
  rowsOf: (table: TableName, from: number, to: number) => Promise<Slice>,
  rowsPerSlice = 65_536,
): Promise<FiledRun> {
  const { initial, changes, stepsPerEpoch, origin, classes, thresholds, windows, rows, ...facts } = copy;
  const data = new RunData(initial, stepsPerEpoch, origin);
  data.classes = classes;
  for (const change of changes) data.change(change);
  for (const table of tableNames) {
    const columns = data[table] as Columns<string>;
    columns.reserve(rows[table]);
    for (let from = 0; from < rows[table]; from += rowsPerSlice) {
      columns.append(await rowsOf(table, from, Math.min(rows[table], from + rowsPerSlice)));
    }
  }
  data.regime.setThresholds(thresholds);
  data.regime.adopt(WindowLog.of(windows));
  data.settle();
  return { ...facts, data };
}
