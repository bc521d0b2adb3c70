/**
 * The database `two-regimes`: its stores, how it is opened, and why it cannot be. What is read from it is unknown
 * until it has been checked.
 */
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { NoAnswer, within } from '../../training/within';
import type { TableName } from './chunks';

const databaseName = 'two-regimes';
const version = 1;

interface Stores extends DBSchema {
  /** A `RunRecord` each: everything of a run but its numbers. */
  runs: { key: string; value: unknown };
  /** A `ChunkRecord` each: rows of one table of a run. */
  chunks: { key: [run: string, table: TableName, index: number]; value: unknown };
  checkpoints: { key: [run: string, step: number]; value: unknown };
  /** A person's own data; the index tells names and sizes without reading them. */
  datasets: { key: string; value: unknown; indexes: { listing: [name: string, bytes: number] } };
}

export type Database = IDBPDatabase<Stores>;

const runStores = ['runs', 'chunks', 'checkpoints'] as const;
type RunStores = ('runs' | 'chunks' | 'checkpoints')[];
export type RunTransaction<Mode extends IDBTransactionMode> = IDBPTransaction<Stores, RunStores, Mode>;

/**
 * A function that gives the open database, opening it again where it was lost. It rejects with an error whose
 * message is for a person.
 */
export function connection(): () => Promise<Database> {
  let current: Promise<Database> | undefined;
  const lose = () => {
    current = undefined;
  };
  return () => {
    if (current) return current;
    const opening = openDatabase(lose);
    opening.catch(lose);
    current = opening;
    return opening;
  };
}

/** Browsers open a database in milliseconds, and now and then never; the page waits for its kept runs. */
export const openingSeconds = 10;
/** One transaction: of a run of millions of steps it reads or writes some 200 MB. */
const transactionSeconds = 60;
const storage = 'The browser’s storage';

/** Passes on what a request or transaction comes to, unless the storage falls silent. */
export const fromStorage = <T>(asked: PromiseLike<T>, seconds = transactionSeconds): Promise<T> =>
  within(seconds, asked, storage);

function openDatabase(onLost: () => void): Promise<Database> {
  let refused = false;
  const opening = new Promise<Database>((resolve, reject) => {
    if (typeof indexedDB === 'undefined') {
      reject(new Error('Runs are not kept: this browser offers no storage here.'));
      return;
    }
    openDB<Stores>(databaseName, version, {
      upgrade: createStores,
      blocked: () => {
        refused = true;
        const why = 'another tab has this page open in an older version. Close it and reload.';
        reject(new Error(`Runs are not kept: ${why}`));
      },
      // Another tab wants to bring the database to a newer version, and waits for this.
      blocking: (_from, _to, event) => {
        (event.target as IDBDatabase).close();
        onLost();
      },
      terminated: onLost,
    }).then(
      (database) => (refused ? database.close() : resolve(database)),
      (error) => reject(new Error(`Runs are not kept: ${openFailure(error)}`)),
    );
  });
  return within(openingSeconds, opening, storage).catch((error: Error) => {
    // One that comes later is closed again: nobody waits for it any more.
    refused = true;
    throw error instanceof NoAnswer ? new Error(`Runs are not kept: ${inside(error.message)}`) : error;
  });
}

/** A sentence as a part of another. */
const inside = (sentence: string) => sentence[0].toLowerCase() + sentence.slice(1);

function createStores(database: Database): void {
  database.createObjectStore('runs', { keyPath: 'id' });
  database.createObjectStore('chunks', { keyPath: ['run', 'table', 'index'] });
  database.createObjectStore('checkpoints', { keyPath: ['run', 'step'] });
  database.createObjectStore('datasets', { keyPath: 'id' }).createIndex('listing', ['name', 'bytes']);
}

function openFailure(error: unknown): string {
  const { name, message } = error as DOMException;
  if (name === 'VersionError') return 'they were written by a newer version of this page. Reload the page.';
  return `the browser refuses its storage, as in a private window or with site data blocked (${message || name}).`;
}

/**
 * Runs `work` in one transaction over everything of the runs; when anything fails nothing of it stays. Rejects
 * with the cause. `work` may wait for nothing but the transaction's own requests.
 */
export async function inTransaction<Mode extends 'readonly' | 'readwrite', T>(
  database: Database,
  mode: Mode,
  work: (transaction: RunTransaction<Mode>) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(runStores as unknown as RunStores, mode);
  // It is waited for below, but may fail before that.
  transaction.done.catch(() => {});
  try {
    return await fromStorage(work(transaction).then((result) => transaction.done.then(() => result)));
  } catch (error) {
    // Where the whole transaction was undone, its requests only say that it was.
    const cause = transaction.error ?? error;
    try {
      transaction.abort();
    } catch {
      // It is over already.
    }
    throw cause;
  }
}

/** Keys of everything of a run in `chunks` and in `checkpoints`: arrays sort after all numbers and strings. */
export function allOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id], [id, []]);
}
