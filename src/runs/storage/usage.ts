/** What is kept takes room: how much of it, and what to delete when there is none left. */
import * as v from 'valibot';
import { NoAnswer, within } from '../../training/within';
import { type Database, fromStorage } from './database';
import { listDatasets } from './own-datasets';
import { titleOf } from './run-record';

/** The quota is a help only. */
const estimateSeconds = 3;

export interface Usage {
  /** Bytes of all kept rows, checkpoints and own data sets, as counted here. */
  bytes: number;
  /** Largest first. */
  runs: { id: string; bytes: number }[];
  /** What the browser says of the whole site, where it does: bytes it may take. */
  quota?: number;
}

interface Item {
  kind: 'run' | 'dataset';
  id: string;
  title: string;
  bytes: number;
}

const sized = v.object({ id: v.string(), bytes: v.pipe(v.number(), v.minValue(0)) });

export async function measureUsage(database: Database): Promise<Usage> {
  const items = await allItems(database);
  const quota = await quotaOfSite();
  return {
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    runs: items.filter(({ kind }) => kind === 'run').map(({ id, bytes }) => ({ id, bytes })),
    ...(quota === undefined ? {} : { quota }),
  };
}

/** What to do about a failed write, in words. */
export async function explainFailure(error: unknown, database: Database | undefined): Promise<string> {
  const { name, message } = Object(error) as { name?: string; message?: string };
  // Why it cannot be opened is in words already.
  if (!database) return String(message);
  if (error instanceof NoAnswer) return `${message} This is kept in memory only.`;
  if (name !== 'QuotaExceededError') return `The browser’s storage failed: ${message || name}`;
  const items = await fromStorage(allItems(database)).catch(() => []);
  const total = items.reduce((sum, { bytes }) => sum + bytes, 0);
  const largest = items.slice(0, 3).map(({ title, bytes }) => `${title} (${inMegabytes(bytes)})`);
  const advice =
    largest.length > 0
      ? `Delete some of the ${inMegabytes(total)} that are: the largest ${largest.length === 1 ? 'is' : 'are'} ${largest.join(', ')}.`
      : 'Free space on this device.';
  return `The browser has no room left to keep this. It goes on in memory, and nothing kept is lost. ${advice}`;
}

export function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1, minimumFractionDigits: 1 })} MB`;
}

/** Everything that takes room, largest first; damaged records with a readable size among it. */
async function allItems(database: Database): Promise<Item[]> {
  const runs = (await database.getAll('runs')).flatMap((value): Item[] => {
    const result = v.safeParse(sized, value);
    return result.success ? [{ kind: 'run', title: titleOf(value), ...result.output }] : [];
  });
  const datasets = (await listDatasets(database)).map(
    ({ id, name, bytes }): Item => ({ kind: 'dataset', id, bytes, title: `the data set “${name}”` }),
  );
  return [...runs, ...datasets].sort((a, b) => b.bytes - a.bytes);
}

async function quotaOfSite(): Promise<number | undefined> {
  try {
    const asked = globalThis.navigator?.storage?.estimate();
    return asked && (await within(estimateSeconds, asked, 'The browser’s storage')).quota;
  } catch {
    return undefined;
  }
}
