/** A person's own data sets in the database. */
import * as v from 'valibot';
import type { Database } from './database';

export interface DatasetListing {
  id: string;
  name: string;
  /** Of its arrays and texts. */
  bytes: number;
}

/** `value` is as it was given, and still to be checked: browsers and people can change what is stored. */
export type LoadedDataset = { ok: true; name: string; value: unknown } | { ok: false; message: string };

const schema = v.object({ name: v.string(), value: v.unknown() });

/** Rejects when the value cannot be stored or the database fails. */
export async function putDataset(
  database: Database,
  id: string,
  name: string,
  value: unknown,
): Promise<void> {
  await database.put('datasets', { id, name, bytes: bytesOf(value), value });
}

export async function getDataset(database: Database, id: string): Promise<LoadedDataset> {
  const stored = await database.get('datasets', id);
  if (stored === undefined)
    return { ok: false, message: `The data set “${id}” is not kept in this browser.` };
  const result = v.safeParse(schema, stored);
  return result.success
    ? { ok: true, ...result.output }
    : { ok: false, message: `The kept data set “${id}” is damaged.` };
}

/** Names and sizes of all, without reading them; by name. */
export async function listDatasets(database: Database): Promise<DatasetListing[]> {
  const listing: DatasetListing[] = [];
  let cursor = await database.transaction('datasets').store.index('listing').openKeyCursor();
  while (cursor) {
    const [name, bytes] = cursor.key;
    listing.push({ id: cursor.primaryKey, name, bytes });
    cursor = await cursor.continue();
  }
  return listing;
}

/** Bytes of the arrays and texts in a value without cycles; 8 for each number. */
function bytesOf(value: unknown): number {
  if (typeof value === 'string') return 2 * value.length;
  if (typeof value === 'number') return 8;
  if (typeof value !== 'object' || value === null) return 0;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  return Object.values(value).reduce((sum: number, each) => sum + bytesOf(each), 0);
}
