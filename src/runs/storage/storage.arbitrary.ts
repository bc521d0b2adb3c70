/** Runs with random numbers, tabs that open, and a database that fails when it is told to. For tests only. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { vi } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { Checkpoint } from '../../training/protocol';
import { RunData } from '../run-data';
import { tableNames, tableOf } from './chunks';
import { openKeeper } from './keeper';
import type { KeptRun, RunKeeper } from './kept-run';

/** A browser that keeps nothing yet. */
export function freshDatabase(): void {
  vi.stubGlobal('indexedDB', new IDBFactory());
}

const opened: RunKeeper[] = [];

/** A tab of the page. */
export async function openTab(): Promise<RunKeeper> {
  const keeper = await openKeeper();
  opened.push(keeper);
  return keeper;
}

/** What a new tab finds. */
export async function reloaded() {
  return (await openTab()).loadAll();
}

/** Ends all tabs and whatever a test put in the browser's place. */
export function closeTabs(): void {
  vi.restoreAllMocks();
  for (const keeper of opened.splice(0)) keeper.close();
  vi.unstubAllGlobals();
}

/** A store behind the keeper, to look into and to damage. */
export async function raw<T>(store: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open('two-regimes');
  await new Promise((done) => {
    opening.onsuccess = done;
  });
  const transaction = opening.result.transaction(store, 'readwrite');
  const request = work(transaction.objectStore(store));
  await new Promise((done) => {
    transaction.oncomplete = done;
  });
  opening.result.close();
  return request.result;
}

/** Keys of all kept pieces of tables: run, table, index. */
export function chunkKeys(): Promise<IDBValidKey[]> {
  return raw('chunks', (store) => store.getAllKeys());
}

/** The run of these numbers as it is now, at rest. */
export function runOf(data: RunData, facts: Partial<KeptRun> = {}): KeptRun {
  const step = data.steps.last('step') ?? 0;
  return {
    id: 'a',
    name: '',
    created: 1000,
    parent: undefined,
    style: 0,
    hidden: false,
    pinned: false,
    state: 'paused',
    step,
    elapsed: 1.5,
    engine: undefined,
    facts: undefined,
    data,
    ...facts,
  };
}

export function newData(): RunData {
  return new RunData(defaultConfig, 20);
}

let noise = 1;
/** Another number every time, now and then none, an infinity or a negative zero. */
function anyValue(): number {
  noise = (Math.imul(noise, 1664525) + 1013904223) >>> 0;
  const odd = [Number.NaN, -0, Number.POSITIVE_INFINITY, 1e-45][noise >>> 28];
  return odd ?? noise / 2 ** 31;
}

/** Takes so many steps; every 7th is evaluated, every 3rd measured, every 50th has its curvature measured. */
export function takeSteps(data: RunData, count: number): void {
  const first = (data.steps.last('step') ?? 0) + 1;
  const every = { steps: 1, evaluations: 7, probes: 3, curvature: 50 };
  for (const table of tableNames) {
    const steps = Array.from({ length: count }, (_, i) => first + i).filter(
      (step) => step % every[table] === 0,
    );
    const { names } = tableOf(data, table);
    const rows = Object.fromEntries(names.map((name) => [name, Float32Array.from(steps, anyValue)]));
    tableOf(data, table).append({ ...rows, step: Float32Array.from(steps) });
  }
  data.append({});
}

/** All numbers of a run as bits, a copy. */
export function bitsOf(data: RunData, upTo = Number.POSITIVE_INFINITY): Record<string, Uint32Array> {
  const columns = tableNames.flatMap((table) => {
    const from = tableOf(data, table);
    const rows = from.countUpTo('step', upTo);
    return from.names.map((name) => [`${table}.${name}`, from.get(name).slice(0, rows)] as const);
  });
  return Object.fromEntries(columns.map(([key, values]) => [key, new Uint32Array(values.buffer)]));
}

export function checkpointAt(step: number, sizes: readonly number[] = [6, 2]): Checkpoint {
  const finite = () => {
    const value = anyValue();
    return Number.isFinite(value) ? value : -1;
  };
  return { step, tensors: sizes.map((size) => Float32Array.from({ length: size }, finite)) };
}

/**
 * Makes the put after `good` more fail with an error of this name, as browsers do: the whole transaction is undone.
 * Returns the end of it.
 */
export function failPuts(name: string, good = 0): () => void {
  let left = good;
  const { put } = IDBObjectStore.prototype;
  const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...args
  ) {
    if (left-- > 0) return put.apply(this, args);
    throw new DOMException('Injected.', name);
  });
  return () => spy.mockRestore();
}
