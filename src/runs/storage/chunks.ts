/**
 * The rows of a run in the database: each table is cut into pieces of a fixed number of rows, so that a save writes
 * the new ones and the last unfilled piece, and no more than a few pieces are ever in memory twice.
 */
import * as v from 'valibot';
import type { StepNumbers } from '../../training/columns';
import type { Columns } from '../../training/growing-columns';
import type { RunData } from '../run-data';
import type { RunTransaction } from './database';

export const tableNames = ['steps', 'evaluations', 'probes', 'curvature'] as const;
export type TableName = (typeof tableNames)[number];
/** A number of leading rows of each table. */
export type Rows = Record<TableName, number>;

export const rowsPerChunk = 2048;
/** Pieces read in one go. */
const batch = 16;

type ChunkColumns = Record<string, StepNumbers>;

export interface ChunkRecord {
  run: string;
  table: TableName;
  /** Place in its table: it begins with row index * rowsPerChunk. */
  index: number;
  columns: ChunkColumns;
}

const chunkSchema = v.object({
  columns: v.record(v.string(), v.union([v.instance(Float32Array), v.instance(Float64Array)])),
});

/** The columns of a table, whatever their names. */
export function tableOf(data: RunData, table: TableName): Columns<string> {
  return data[table] as Columns<string>;
}

export function rowsOf(data: RunData): Rows {
  return Object.fromEntries(tableNames.map((table) => [table, data[table].length])) as Rows;
}

/** The rows of one piece, those from `end` on left out. */
export function cutChunk(run: KeyOfRun, data: RunData, index: number, end: number): ChunkRecord {
  const columns = tableOf(data, run.table);
  const from = index * rowsPerChunk;
  const to = Math.min(end, from + rowsPerChunk);
  return {
    ...run,
    index,
    // A slice owns its buffer: a part of one would be stored with all of it.
    columns: Object.fromEntries(columns.names.map((name) => [name, columns.get(name).slice(from, to)])),
  };
}

type KeyOfRun = Pick<ChunkRecord, 'run' | 'table'>;

export function chunkBytes({ columns }: ChunkRecord): number {
  return Object.values(columns).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Appends `rows` kept rows to empty columns. Throws, in words, when they are not all there or make no sense. */
export async function readTable(
  transaction: RunTransaction<'readonly' | 'readwrite'>,
  { run, table }: KeyOfRun,
  rows: number,
  into: Columns<string>,
): Promise<void> {
  for await (const chunk of chunksOf(transaction, { run, table }, rows)) {
    const missing = new Float32Array(chunk.step.length).fill(Number.NaN);
    into.append(Object.fromEntries(into.names.map((name) => [name, chunk[name] ?? missing])));
  }
  const steps = into.get('step');
  if (steps.some((step, i) => !Number.isInteger(step) || step < 0 || step < steps[i - 1])) {
    throw new Error(`${table}: the steps are not in order.`);
  }
}

/** How many leading rows are in the database exactly as they are here, of at most `rows`. */
export async function commonRows(
  transaction: RunTransaction<'readonly' | 'readwrite'>,
  { run, table }: KeyOfRun,
  rows: number,
  columns: Columns<string>,
): Promise<number> {
  let same = 0;
  try {
    for await (const chunk of chunksOf(transaction, { run, table }, rows)) {
      const ours = columns.names.map((name) => [chunk[name], columns.get(name)] as const);
      for (let i = 0; i < chunk.step.length; i++, same++) {
        if (same >= columns.length) return same;
        if (ours.some(([kept, values]) => !Object.is(kept?.[i] ?? Number.NaN, values[same]))) return same;
      }
    }
  } catch (error) {
    // A damaged piece is written anew; a database that fails is not this one's to judge.
    if (error instanceof DOMException) throw error;
  }
  return same;
}

/** The pieces of the first `rows` rows, one after the other, checked. */
async function* chunksOf(
  transaction: RunTransaction<'readonly' | 'readwrite'>,
  { run, table }: KeyOfRun,
  rows: number,
): AsyncGenerator<ChunkColumns> {
  const store = transaction.objectStore('chunks');
  const count = Math.ceil(rows / rowsPerChunk);
  for (let first = 0; first < count; first += batch) {
    const last = Math.min(count, first + batch) - 1;
    const values = await store.getAll(IDBKeyRange.bound([run, table, first], [run, table, last]));
    for (let index = first; index <= last; index++) {
      const wanted = Math.min(rowsPerChunk, rows - index * rowsPerChunk);
      const value = values[index - first] as Partial<ChunkRecord> | undefined;
      const result = v.safeParse(chunkSchema, value);
      const place = `${table}: rows from ${index * rowsPerChunk}`;
      if (!result.success || value?.index !== index) throw new Error(`${place} are missing or damaged.`);
      const { columns } = result.output;
      if (!columns.step || Object.values(columns).some(({ length }) => length !== wanted)) {
        throw new Error(`${place} are not ${wanted} rows.`);
      }
      yield columns as ChunkColumns;
    }
  }
}
