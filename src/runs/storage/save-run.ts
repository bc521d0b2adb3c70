/** Writes a run: its new rows, its facts and its checkpoints in one transaction, so that all of it holds or none. */
import type { RunData } from '../run-data';
import { inOrder, thinned, withoutOutdated } from './checkpoint-grid';
import {
  chunkBytes,
  commonRows,
  cutChunk,
  type Rows,
  rowsOf,
  rowsPerChunk,
  tableNames,
  tableOf,
} from './chunks';
import { allOf, type Database, inTransaction, type RunTransaction } from './database';
import type { KeptRun, Labels } from './kept-run';
import { factsOf, parseRecord, type RunRecord, type TableRecord } from './run-record';
import { isCovered, type Offered, type RunWatch } from './run-watch';

type Write = RunTransaction<'readwrite'>;

/** Rows that were being written were taken back: what is in the transaction is of no one run. */
class WentBack extends Error {}

/**
 * Brings the database to the run as it is now. Resolves to whether the run is new there. Rejects, with all as it
 * was before, when the database fails.
 */
export async function writeRun(database: Database, run: KeptRun, watch: RunWatch): Promise<boolean> {
  for (;;) {
    try {
      return await tryToWrite(database, run, watch);
    } catch (error) {
      if (!(error instanceof WentBack)) throw error;
    }
  }
}

async function tryToWrite(database: Database, run: KeptRun, watch: RunWatch): Promise<boolean> {
  const revision = Math.random();
  const labels = labelsOf(run);
  const written = await inTransaction(database, 'readwrite', async (transaction) => {
    const before = await recordOf(transaction, run.id);
    const target = rowsOf(run.data);
    watch.going = { ...target };
    const facts = factsOf(run, before);
    const taken = watch.offered.filter((each) => isCovered(each, run));
    const kept = await keptRows(transaction, run.data, watch, before);
    if (before && isOlder(before, watch, kept, target)) return undefined;
    const tables = {} as RunRecord['tables'];
    for (const name of tableNames) {
      const rows = { kept: kept[name], target: target[name], unchanged: () => watch.going[name] };
      tables[name] = await writeTable(transaction, { run: run.id, table: name }, run.data, before, rows);
    }
    // Everything was read from the run as it was when this began, or it begins again.
    if (tableNames.some((name) => watch.going[name] < target[name])) throw new WentBack();
    const stored = before?.checkpoints.filter(({ step }) => step <= stepUpTo(run.data, kept, before)) ?? [];
    const checkpoints = await writeCheckpoints(transaction, run.id, before, stored, taken);
    const record: RunRecord = {
      ...facts,
      ...mergedLabels(labels, watch.labels, before),
      tables,
      checkpoints,
      bytes: bytesOf(tables, checkpoints),
      revision,
    };
    await transaction.objectStore('runs').put(record);
    return { isNew: before === undefined, taken };
  });
  if (!written) return false;
  const { isNew, taken } = written;
  watch.kept = { ...watch.going };
  watch.revision = revision;
  watch.labels = labels;
  watch.offered = watch.offered.filter((each) => !taken.includes(each));
  return isNew;
}

/** The run's record; of one that is damaged nothing is used: it is written anew. */
async function recordOf(transaction: Write, id: string): Promise<RunRecord | undefined> {
  const result = parseRecord(await transaction.objectStore('runs').get(id));
  if (result.ok) return result.record;
  await transaction.objectStore('chunks').delete(allOf(id));
  await transaction.objectStore('checkpoints').delete(allOf(id));
  return undefined;
}

/** Leading rows that need no writing. Where another tab wrote since, they are compared. */
async function keptRows(
  transaction: Write,
  data: RunData,
  watch: RunWatch,
  before: RunRecord | undefined,
): Promise<Rows> {
  const kept = { ...watch.kept };
  for (const table of tableNames) {
    if (!before) kept[table] = 0;
    else if (before.revision !== watch.revision) {
      const key = { run: before.id, table };
      kept[table] = await commonRows(transaction, key, before.tables[table].rows, tableOf(data, table));
    }
  }
  return kept;
}

/** Another tab has gone on with the run from where it is here: what that one wrote stays. */
function isOlder(before: RunRecord, watch: RunWatch, kept: Rows, target: Rows): boolean {
  return (
    before.revision !== watch.revision &&
    tableNames.every((name) => kept[name] === target[name]) &&
    tableNames.some((name) => before.tables[name].rows > target[name])
  );
}

/** Makes a table in the database as long as `target`, its first `kept` rows being there already. */
async function writeTable(
  transaction: Write,
  key: { run: string; table: (typeof tableNames)[number] },
  data: RunData,
  before: RunRecord | undefined,
  { kept, target, unchanged }: { kept: number; target: number; unchanged: () => number },
): Promise<TableRecord> {
  const stored = before?.tables[key.table] ?? { rows: 0, chunks: [] };
  if (kept === target && kept === stored.rows) return stored;
  const store = transaction.objectStore('chunks');
  const first = Math.floor(kept / rowsPerChunk);
  const count = Math.ceil(target / rowsPerChunk);
  const chunks = stored.chunks.slice(0, first);
  for (let index = first; index < count; index++) {
    if (unchanged() < target) throw new WentBack();
    const chunk = cutChunk(key, data, index, target);
    // One after the other: a long run is never in memory a second time.
    await store.put(chunk);
    chunks.push(chunkBytes(chunk));
  }
  if (stored.chunks.length > count) {
    await store.delete(
      IDBKeyRange.bound([key.run, key.table, count], [key.run, key.table, stored.chunks.length]),
    );
  }
  return { rows: target, chunks };
}

/** The step up to which the kept checkpoints are still of this run. */
function stepUpTo(data: RunData, kept: Rows, before: RunRecord | undefined): number {
  if (!before || kept.steps >= before.tables.steps.rows) return Number.POSITIVE_INFINITY;
  return kept.steps > 0 ? data.steps.get('step')[kept.steps - 1] : 0;
}

async function writeCheckpoints(
  transaction: Write,
  run: string,
  before: RunRecord | undefined,
  stored: RunRecord['checkpoints'],
  taken: readonly Offered[],
): Promise<RunRecord['checkpoints']> {
  const store = transaction.objectStore('checkpoints');
  const kept = thinned(withoutOutdated(inOrder([...stored, ...taken])));
  const isKept = new Set(kept.map(({ step }) => step));
  for (const { step } of before?.checkpoints ?? []) if (!isKept.has(step)) await store.delete([run, step]);
  for (const { step, checkpoint } of taken) {
    if (isKept.has(step)) await store.put({ run, step, tensors: checkpoint.tensors.map(alone) });
  }
  return kept.map(({ step, bytes, lasting }) => ({ step, bytes, lasting }));
}

/** An array that owns its buffer: a part of one would be stored with all of it. */
function alone(values: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  return values.byteLength === values.buffer.byteLength ? values : values.slice();
}

function labelsOf({ name, hidden, pinned, style }: KeptRun): Labels {
  return { name, hidden, pinned, style };
}

/** Only what was changed here is written: another tab may have changed the rest. */
function mergedLabels(now: Labels, last: Labels | undefined, before: RunRecord | undefined): Labels {
  if (!before || !last) return now;
  const changed = Object.entries(now).filter(([key, value]) => value !== last[key as keyof Labels]);
  return { ...labelsOf({ ...before } as unknown as KeptRun), ...Object.fromEntries(changed) };
}

function bytesOf(tables: RunRecord['tables'], checkpoints: RunRecord['checkpoints']): number {
  const rows = tableNames.flatMap((table) => tables[table].chunks);
  return [...rows, ...checkpoints.map(({ bytes }) => bytes)].reduce((sum, bytes) => sum + bytes, 0);
}
