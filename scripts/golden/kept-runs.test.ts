/** Runs that a browser kept on an earlier day (IndexedDB version 1) come back bit for bit, checkpoints too. */
import { openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  bitsOf,
  checkpointAt,
  closeTabs,
  freshDatabase,
  newData,
  openTab,
  raw,
  reloaded,
  runOf,
  takeSteps,
} from '../../src/runs/storage/storage.arbitrary';
import { defaultConfig } from '../../src/training/config';
import { digestOf, golden } from './fixture';

/** Weights of eight parameters, and a velocity for each. */
const sizes = [6, 2, 6, 2];
const stores = ['runs', 'chunks', 'checkpoints', 'datasets'] as const;

interface Kept {
  /** How version 1 makes its stores. */
  keyPaths: Record<string, string | string[] | null>;
  indexes: Record<string, [name: string, path: string | string[]][]>;
  rows: Record<string, unknown[]>;
  /** Of what a new tab reads. */
  meaning: string;
}

beforeEach(freshDatabase);
afterEach(closeTabs);

async function meaning(columns?: readonly string[][]): Promise<{ meaning: string; columns: string[][] }> {
  const { runs, problems } = await reloaded();
  const tab = await openTab();
  const told: unknown[] = [problems];
  const known: string[][] = [];
  for (const [i, run] of runs.entries()) {
    const { data, id, name, parent, style, hidden, pinned, state, step, elapsed, engine, facts } = run;
    const bits = bitsOf(data);
    known.push(columns?.[i] ?? Object.keys(bits));
    told.push(
      [id, name, parent, style, hidden, pinned, state, step, elapsed, engine, facts],
      known[i].map((column) => [column, bits[column]]),
      data.changes.map(({ step: at, config }) => [at, config.learningRate]),
      (await tab.checkpoints(id)).map(({ step: at, tensors }) => [at, tensors]),
    );
  }
  return { meaning: digestOf(told), columns: known };
}

async function write(): Promise<Kept & { columns: string[][] }> {
  const tab = await openTab();
  const engine = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: 'none' } as const;
  const facts = { stepsPerEpoch: 20, trainSize: 400, testSize: 100, classes: 10, parameters: 8 };
  for (const [i, id] of ['a', 'b', 'c'].entries()) {
    const data = newData();
    takeSteps(data, 400 + 300 * i);
    if (i > 0) data.change({ step: 40, config: { ...defaultConfig, learningRate: 0.05 } });
    const parent = i === 2 ? { id: 'b', step: 30 } : undefined;
    const run = runOf(data, { id, name: `run ${id}`, created: i, style: i, engine, facts, parent });
    for (const step of [20, 200]) await tab.saveCheckpoint(run, checkpointAt(step, sizes));
    await tab.save(run, checkpointAt(400, sizes));
  }
  const rows: Kept['rows'] = {};
  for (const store of stores) rows[store] = await raw(store, (each) => each.getAll());
  const database = await openDB('two-regimes');
  const keyPaths: Kept['keyPaths'] = {};
  const indexes: Kept['indexes'] = {};
  for (const name of stores) {
    const store = database.transaction(name).store;
    keyPaths[name] = store.keyPath as string | string[] | null;
    indexes[name] = [...store.indexNames].map((index) => [
      index,
      store.index(index).keyPath as string | string[],
    ]);
  }
  database.close();
  return { keyPaths, indexes, rows, ...(await meaning()) };
}

test('three runs, one of them a fork, with changes and checkpoints', async () => {
  const kept = await golden('kept-runs', write);
  expect(kept.rows.runs).toHaveLength(3);
  expect(kept.rows.checkpoints.length).toBeGreaterThan(3);
  await put(kept);
  expect((await meaning(kept.columns)).meaning).toBe(kept.meaning);
  // One number of a checkpoint.
  const [{ tensors }] = kept.rows.checkpoints as { tensors: Float32Array[] }[];
  tensors[0][0] += 1;
  await put(kept);
  expect((await meaning(kept.columns)).meaning).not.toBe(kept.meaning);
});

/** A browser that keeps these rows, as version 1 wrote them. */
async function put(kept: Kept): Promise<void> {
  closeTabs();
  freshDatabase();
  const database = await openDB('two-regimes', 1, {
    upgrade: (made) => {
      for (const name of stores) {
        const store = made.createObjectStore(name, { keyPath: kept.keyPaths[name] });
        for (const [index, path] of kept.indexes[name]) store.createIndex(index, path);
      }
    },
  });
  for (const name of stores) for (const value of kept.rows[name]) await database.put(name, value);
  database.close();
}
