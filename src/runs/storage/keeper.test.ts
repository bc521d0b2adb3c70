import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultConfig } from '../../training/config';
import { RunData } from '../run-data';
import { rowsPerChunk } from './chunks';
import { openKeeper } from './keeper';
import type { RunKeeper } from './kept-run';
import {
  bitsOf,
  checkpointAt,
  failPuts,
  freshDatabase,
  newData,
  runOf,
  takeSteps,
} from './storage.arbitrary';

const opened: RunKeeper[] = [];

/** A tab of the page. */
async function open(): Promise<RunKeeper> {
  const keeper = await openKeeper();
  opened.push(keeper);
  return keeper;
}

/** What a new tab finds. */
async function reloaded() {
  return (await open()).loadAll();
}

const ok = { ok: true };

/** The database behind the keeper, to look into and to damage. */
async function rawDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open('two-regimes');
  await new Promise((done) => {
    request.onsuccess = done;
  });
  return request.result;
}

async function raw<T>(store: string, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await rawDatabase();
  const transaction = database.transaction(store, 'readwrite');
  const request = work(transaction.objectStore(store));
  await new Promise((done) => {
    transaction.oncomplete = done;
  });
  database.close();
  return request.result;
}

const chunksOf = () => raw('chunks', (store) => store.getAllKeys());

beforeEach(freshDatabase);
afterEach(() => {
  vi.restoreAllMocks();
  for (const keeper of opened.splice(0)) keeper.close();
  vi.unstubAllGlobals();
});

describe('a kept run', () => {
  it('comes back bit for bit, with everything that was said and known of it', async () => {
    const data = newData();
    takeSteps(data, rowsPerChunk + 300);
    data.change({ step: 40, config: { ...defaultConfig, learningRate: 0.05 } });
    data.change({ step: 9000, config: { ...defaultConfig, learningRate: 0.02 } });
    const engine = { engine: 'tfjs', backend: 'wasm', adapter: '', software: false, reason: 'none' } as const;
    const facts = { stepsPerEpoch: 20, trainSize: 400, testSize: 100, classes: 10, parameters: 8 };
    const parent = { id: 'b', step: 30 };
    const run = runOf(data, { name: 'x', parent, style: 3, hidden: true, pinned: true, engine, facts });
    expect(await (await open()).save(run)).toEqual(ok);
    const { runs, problems } = await reloaded();
    expect(problems).toEqual([]);
    expect(runs).toHaveLength(1);
    const [{ data: back, interrupted, ...rest }] = runs;
    const { data: _, ...given } = run;
    expect(rest).toEqual(given);
    expect(interrupted).toBe(false);
    expect(bitsOf(back)).toEqual(bitsOf(data));
    expect(back.changes).toEqual(data.changes);
    expect([back.initial, back.config]).toEqual([data.initial, data.config]);
    back.settle();
    data.settle();
    expect(back.regime.segments).toEqual(data.regime.segments);
    expect(back.derived.get('smoothedLoss')).toEqual(data.derived.get('smoothedLoss'));
  });

  it('that was read from a log stays one', async () => {
    const data = new RunData(defaultConfig, 1, 'log');
    takeSteps(data, 30);
    await (await open()).save(runOf(data, { state: 'recorded', step: 30 }));
    const [run] = (await reloaded()).runs;
    expect([run.data.origin, run.state, run.data.steps.length]).toEqual(['log', 'recorded', 30]);
  });

  it('saved in pieces is what it is saved at once', async () => {
    const keeper = await open();
    const data = newData();
    for (const count of [1, 700, rowsPerChunk - 701, 1, 5000, 0, 60]) {
      takeSteps(data, count);
      expect(await keeper.save(runOf(data))).toEqual(ok);
    }
    const [run] = (await reloaded()).runs;
    expect(bitsOf(run.data)).toEqual(bitsOf(data));
    const pieces = (await chunksOf()).filter((key) => (key as string[])[1] === 'steps');
    expect(pieces).toHaveLength(Math.ceil(data.steps.length / rowsPerChunk));
  });

  it('writes only pieces with new rows', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 3 * rowsPerChunk + 10);
    await keeper.save(runOf(data));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    takeSteps(data, 1);
    await keeper.save(runOf(data));
    const written = put.mock.calls.map(([value]) => value).filter(({ table }) => table);
    expect(written.map(({ table, index }) => [table, index])).toEqual([['steps', 3]]);
    expect(written[0].columns.step.buffer.byteLength).toBe(4 * 11);
  });

  it('goes on as its new rows say when it was taken back', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 2 * rowsPerChunk);
    await keeper.save(runOf(data));
    data.truncateAfter(rowsPerChunk - 100);
    await keeper.save(runOf(data));
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data));
    // As many rows as were kept, but others.
    takeSteps(data, 500);
    data.truncateAfter(1000);
    takeSteps(data, rowsPerChunk - 1100);
    await keeper.save(runOf(data));
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data));
    expect((await chunksOf()).filter((key) => (key as string[])[1] === 'steps')).toHaveLength(1);
  });

  it('taken back while it is written is written as it is after that', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 4 * rowsPerChunk);
    const { put } = IDBObjectStore.prototype;
    let puts = 0;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (++puts === 2) {
        data.truncateAfter(100);
        takeSteps(data, 4 * rowsPerChunk);
      }
      return put.apply(this, args);
    });
    expect(await keeper.save(runOf(data))).toEqual(ok);
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data));
  });

  it('that is being loaded stays what it was', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 10);
    await keeper.save(runOf(data, { state: 'finished' }));
    await keeper.save(runOf(data, { state: 'loading' }));
    const [run] = (await reloaded()).runs;
    expect([run.state, run.step]).toEqual(['finished', 10]);
  });

  it('is saved once for many calls at once, as it is then', async () => {
    const keeper = await open();
    const data = newData();
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const results = Array.from({ length: 20 }, (_, i) => {
      takeSteps(data, 10);
      return keeper.save(runOf(data, { name: `n${i}` }));
    });
    expect(await Promise.all(results)).toEqual(results.map(() => ok));
    const records = put.mock.calls.filter(([value]) => value.tables);
    expect(records.length).toBeLessThanOrEqual(2);
    const [run] = (await reloaded()).runs;
    expect(run.name).toBe('n19');
    expect(bitsOf(run.data)).toEqual(bitsOf(data));
  });
});

describe('a run that was training when the page ended', () => {
  it('comes back as it was at its last checkpoint, with its live changes', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 150);
    data.change({ step: 120, config: { ...defaultConfig, learningRate: 0.05 } });
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(100));
    const [run] = (await reloaded()).runs;
    expect([run.state, run.step, run.interrupted]).toEqual(['paused', 100, true]);
    expect(bitsOf(run.data)).toEqual(bitsOf(data, 100));
    expect(run.data.changes).toEqual(data.changes);
  });

  it('without a checkpoint begins anew, a fork where it began', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 150);
    await keeper.save(runOf(data, { state: 'training' }));
    await keeper.save(
      runOf(data, { id: 'fork', state: 'training', created: 2000, parent: { id: 'a', step: 90 } }),
    );
    const { runs } = await reloaded();
    expect(runs.map(({ state, step, interrupted }) => [state, step, interrupted])).toEqual([
      ['ready', 0, true],
      ['paused', 90, true],
    ]);
  });

  it('can go on from there and is kept as it becomes', async () => {
    const data = newData();
    takeSteps(data, 3000);
    await (await open()).save(runOf(data, { state: 'training' }), checkpointAt(2500));
    const next = await open();
    const [run] = (await next.loadAll()).runs;
    takeSteps(run.data, 10);
    await next.save({ ...run, state: 'training', step: 2510 }, checkpointAt(2505));
    const [last] = (await reloaded()).runs;
    expect(bitsOf(last.data)).toEqual(bitsOf(run.data, 2505));
  });

  it('never has a checkpoint whose rows had not all come', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(80));
    // What is measured after step 100 may still be on its way.
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(100));
    expect((await reloaded()).runs[0].step).toBe(80);
    takeSteps(data, 1);
    await keeper.save(runOf(data, { state: 'training' }));
    expect((await reloaded()).runs[0].step).toBe(100);
    await keeper.save(runOf(data, { state: 'paused' }), checkpointAt(101));
    const [run] = (await reloaded()).runs;
    expect([run.step, run.interrupted]).toEqual([101, false]);
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([101]);
  });
});

describe('checkpoints', () => {
  it('come back bit for bit: those of the grid and the latest', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    const points = [20, 30, 40, 55, 60].map((step) => checkpointAt(step));
    for (const point of points) {
      if (point.step % 20 === 0) await keeper.saveCheckpoint(runOf(data), point);
      else await keeper.save(runOf(data), point);
    }
    await keeper.save(runOf(data), checkpointAt(77));
    const back = await (await open()).checkpoints('a');
    expect(back.map(({ step }) => step)).toEqual([20, 40, 60, 77]);
    const bits = ({ tensors }: (typeof back)[number]) =>
      tensors.map((each) => [...new Uint32Array(each.buffer)]);
    expect(back.slice(0, 3).map(bits)).toEqual([points[0], points[2], points[4]].map(bits));
  });

  it('of arrays that are parts of others are stored without the others', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 10);
    const tensors = [new Float32Array(1000).subarray(10, 14)];
    await keeper.save(runOf(data), { step: 5, tensors });
    const [stored] = await raw('checkpoints', (store) => store.getAll());
    expect(stored.tensors[0].buffer.byteLength).toBe(16);
  });

  it('after the step a run was taken back to are forgotten', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    for (const step of [20, 40, 60]) await keeper.saveCheckpoint(runOf(data), checkpointAt(step));
    // One that waits for its rows, and whose steps are then taken in another way.
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(100));
    data.truncateAfter(40);
    takeSteps(data, 80);
    await keeper.save(runOf(data, { state: 'training' }));
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([20, 40]);
  });

  it('that are damaged are left out', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    for (const step of [20, 40, 60, 80]) await keeper.saveCheckpoint(runOf(data), checkpointAt(step));
    await raw('checkpoints', (store) => store.put({ run: 'a', step: 20, tensors: 'none' }));
    await raw('checkpoints', (store) => store.put({ run: 'a', step: 40, tensors: [new Float32Array(5)] }));
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([60, 80]);
    expect(await keeper.checkpoints('none')).toEqual([]);
  });
});

describe('a save that is cut off', () => {
  it.each([0, 1, 3, 5, 6])('after %i writes leaves the run as it was', async (writes) => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 2000);
    await keeper.save(runOf(data, { state: 'training' }), checkpointAt(1990));
    const before = bitsOf(data, 1990);
    takeSteps(data, 3000);
    const heal = failPuts('AbortError', writes);
    const result = await keeper.save(runOf(data, { state: 'training' }), checkpointAt(4990));
    heal();
    expect(result.ok).toBe(false);
    const { runs, problems } = await reloaded();
    expect(problems).toEqual([]);
    expect(bitsOf(runs[0].data)).toEqual(before);
    expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([1990]);
    // The next one makes up for it, with the checkpoint.
    expect(await keeper.save(runOf(data, { state: 'training' }))).toEqual(ok);
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data, 4990));
  });
});

describe('a full browser', () => {
  it('says what to delete and loses nothing', async () => {
    const keeper = await open();
    const sizes = { small: 1, large: 300_000, middle: 100_000 };
    for (const [name, size] of Object.entries(sizes)) {
      const data = newData();
      takeSteps(data, 10);
      await keeper.save(runOf(data, { id: name, name }), checkpointAt(10, [size]));
    }
    await keeper.saveDataset('d', 'my points', { inputs: new Float32Array(200_000) });
    const data = newData();
    takeSteps(data, 50);
    const heal = failPuts('QuotaExceededError', 2);
    const result = await keeper.save(runOf(data));
    heal();
    expect(result.ok).toBe(false);
    const message = result.ok ? '' : result.message;
    expect(message).toContain('“large” (1.2 MB), the data set “my points” (0.8 MB), “middle” (0.4 MB).');
    expect(message).toContain('2.4 MB');
    const { runs, problems } = await reloaded();
    expect([runs.map(({ id }) => id).sort(), problems]).toEqual([['large', 'middle', 'small'], []]);
    await keeper.remove('large');
    expect(await keeper.save(runOf(data))).toEqual(ok);
  });

  it('is noticed when it only shows at the end of the transaction', async () => {
    const keeper = await open();
    const { put } = IDBObjectStore.prototype;
    const spy = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...args
    ) {
      const request = put.apply(this, args);
      const abort = (this.transaction as unknown as { _abort(name: string): void })._abort;
      if (args[0].tables)
        request.addEventListener('success', () => abort.call(this.transaction, 'QuotaExceededError'));
      return request;
    });
    const data = newData();
    takeSteps(data, 50);
    const result = await keeper.save(runOf(data));
    spy.mockRestore();
    expect(result).toEqual({ ok: false, message: expect.stringMatching(/no room left/) });
    expect((await reloaded()).runs).toEqual([]);
  });
});

describe('damaged records', () => {
  const damages: [string, string, (store: IDBObjectStore) => unknown][] = [
    ['a run that is something else', 'runs', (store) => store.put({ id: 'a', name: 'bad', tables: 3 })],
    ['a missing piece', 'chunks', (store) => store.delete(['a', 'steps', 1])],
    ['a piece of another form', 'chunks', (store) => store.put({ run: 'a', table: 'probes', index: 0 })],
    [
      'a piece of another length',
      'chunks',
      (store) =>
        store.put({
          run: 'a',
          table: 'steps',
          index: 0,
          columns: { step: new Float32Array(rowsPerChunk - 1) },
        }),
    ],
    [
      'steps out of order',
      'chunks',
      (store) => {
        const step = Float32Array.from({ length: rowsPerChunk }, (_, i) => (i === 900 ? 3 : i + 1));
        return store.put({ run: 'a', table: 'steps', index: 0, columns: { step } });
      },
    ],
  ];

  it.each(damages)('%s: named, skipped, not deleted', async (_what, store, damage) => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, rowsPerChunk + 100);
    await keeper.save(runOf(data, { name: 'bad' }));
    await keeper.save(runOf(data, { id: 'b', name: 'good' }));
    await raw(store, (each) => {
      damage(each);
      return each.count();
    });
    const { runs, problems } = await reloaded();
    expect(runs.map(({ id }) => id)).toEqual(['b']);
    expect(problems).toEqual([expect.stringContaining('“bad”')]);
    expect(await raw('runs', (each) => each.getAllKeys())).toEqual(['a', 'b']);
    expect(await keeper.load('a')).toBeUndefined();
  });

  it('of a configuration that does not exist are named', async () => {
    const keeper = await open();
    await keeper.save(runOf(newData(), { name: 'bad' }));
    const record = await raw('runs', (store) => store.get('a'));
    await raw('runs', (store) => store.put({ ...record, initial: { ...record.initial, batchSize: -1 } }));
    const { problems } = await reloaded();
    expect(problems[0]).toContain('-1');
  });

  it('are written anew by a page that has the run whole', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, rowsPerChunk + 100);
    await keeper.save(runOf(data));
    await raw('runs', (store) => store.put({ id: 'a' }));
    await keeper.save(runOf(data));
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data));
  });
});

describe('two tabs', () => {
  it('each write what changed in them', async () => {
    const [one, two] = [await open(), await open()];
    const data = newData();
    takeSteps(data, 20);
    await one.save(runOf(data, { name: 'old' }));
    await two.update('a', { name: 'new', hidden: true });
    takeSteps(data, 20);
    await one.save(runOf(data, { name: 'old', pinned: true }));
    const [run] = (await reloaded()).runs;
    expect([run.name, run.hidden, run.pinned, run.data.steps.length]).toEqual(['new', true, true, 40]);
  });

  it('take a run over from each other, what they share staying as it is', async () => {
    const [one, two] = [await open(), await open()];
    const data = newData();
    takeSteps(data, rowsPerChunk + 100);
    await one.saveCheckpoint(runOf(data), checkpointAt(500));
    const [theirs] = (await two.loadAll()).runs;
    takeSteps(data, 3000);
    await one.saveCheckpoint(runOf(data), checkpointAt(4000));
    // The second has not heard of it and goes on from where it was.
    takeSteps(theirs.data, 50);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    await two.save({ ...theirs, step: rowsPerChunk + 150 });
    const pieces = put.mock.calls.map(([value]) => value).filter(({ table }) => table === 'steps');
    expect(pieces.map(({ index }) => index)).toEqual([1]);
    put.mockRestore();
    const [run] = (await reloaded()).runs;
    expect(bitsOf(run.data)).toEqual(bitsOf(theirs.data));
    expect((await two.checkpoints('a')).map(({ step }) => step)).toEqual([500]);
  });

  it('hear of each other', async () => {
    const [one, two] = [await open(), await open()];
    const heard: unknown[] = [];
    const six = new Promise<void>((done) => {
      two.onChange((change) => {
        heard.push(change);
        if (change.kind === 'cleared') done();
      });
    });
    const own = vi.fn();
    one.onChange(own);
    await one.save(runOf(newData()));
    await one.save(runOf(newData()));
    await one.update('a', { name: 'x' });
    await one.update('nobody', { name: 'x' });
    await one.remove('a');
    await one.clear();
    await six;
    expect(heard).toEqual([
      ...['added', 'rows', 'labels', 'removed'].map((kind) => ({ kind, id: 'a' })),
      { kind: 'cleared' },
    ]);
    expect(own).not.toHaveBeenCalled();
  });
});

describe('what is deleted', () => {
  it('is gone, saves that wait with it, and can be saved again', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    await keeper.save(runOf(data), checkpointAt(50));
    await keeper.save(runOf(data, { id: 'b' }), checkpointAt(50));
    const waiting = [keeper.save(runOf(data)), keeper.save(runOf(data))];
    await keeper.remove('a');
    expect(await Promise.all(waiting)).toEqual([ok, ok]);
    expect((await reloaded()).runs.map(({ id }) => id)).toEqual(['b']);
    expect((await chunksOf()).some((key) => (key as string[])[0] === 'a')).toBe(false);
    expect(await keeper.checkpoints('a')).toEqual([]);
    expect(await keeper.save(runOf(data))).toEqual(ok);
    const back = await (await open()).load('a');
    expect(back && bitsOf(back.data)).toEqual(bitsOf(data));
  });

  it('is everything at once', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    await keeper.save(runOf(data), checkpointAt(50));
    await keeper.saveDataset('d', 'mine', [1]);
    const waiting = keeper.save(runOf(data));
    expect(await keeper.clear()).toEqual(ok);
    await waiting;
    expect(await keeper.usage()).toEqual({ bytes: 0, runs: [] });
    for (const store of ['runs', 'chunks', 'checkpoints', 'datasets']) {
      expect(await raw(store, (each) => each.count())).toBe(0);
    }
  });
});

describe('usage', () => {
  it('counts the bytes of numbers, checkpoints and data sets, largest run first', async () => {
    const keeper = await open();
    const data = newData();
    takeSteps(data, 100);
    // 100 steps of 10 columns, 14 evaluations of 5, 33 measurements of 6, 2 of curvature of 5.
    const rows = 4 * (100 * 10 + 14 * 5 + 33 * 6 + 2 * 5);
    await keeper.save(runOf(data));
    await keeper.save(runOf(data, { id: 'b' }), checkpointAt(50, [25]));
    await keeper.saveDataset('d', 'mine', {
      inputs: new Float32Array(8),
      labels: new Int32Array(2),
      names: ['ab'],
    });
    const usage = {
      bytes: 2 * rows + 100 + 44,
      runs: [
        { id: 'b', bytes: rows + 100 },
        { id: 'a', bytes: rows },
      ],
    };
    expect(await keeper.usage()).toEqual(usage);
    vi.stubGlobal('navigator', { storage: { estimate: async () => ({ quota: 5e9, usage: 1 }) } });
    expect(await keeper.usage()).toEqual({ ...usage, quota: 5e9 });
    data.truncateAfter(50);
    await keeper.save(runOf(data));
    expect((await keeper.usage()).runs[1].bytes).toBe(4 * (50 * 10 + 7 * 5 + 16 * 6 + 5));
  });
});

describe('own data sets', () => {
  it('come back as they were, are listed without being read, and go', async () => {
    const keeper = await open();
    const value = {
      inputs: Float32Array.of(1, Number.NaN),
      labels: Int32Array.of(3),
      names: ['a'],
      shape: [1],
    };
    expect(await keeper.saveDataset('d', 'mine', value)).toEqual(ok);
    expect(await (await open()).loadDataset('d')).toEqual({ ok: true, name: 'mine', value });
    expect(await keeper.datasets()).toEqual([{ id: 'd', name: 'mine', bytes: 8 + 4 + 2 + 8 }]);
    await keeper.removeDataset('d');
    expect(await keeper.datasets()).toEqual([]);
    expect(await keeper.loadDataset('d')).toEqual({ ok: false, message: expect.stringContaining('“d”') });
    const result = await keeper.saveDataset('f', 'odd', { call: () => {} });
    expect(result.ok).toBe(false);
  });
});

describe('a browser without storage', () => {
  const run = runOf(newData());

  async function keepsNothing(why: RegExp) {
    const keeper = await open();
    expect(keeper.reason).toMatch(why);
    expect(await keeper.save(run)).toEqual({ ok: false, message: keeper.reason });
    expect(await keeper.loadAll()).toEqual({ runs: [], problems: [] });
    expect(await keeper.update('a', { name: 'x' })).toEqual(ok);
    expect(await keeper.usage()).toEqual({ bytes: 0, runs: [] });
  }

  it('has none at all', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await keepsNothing(/offers no storage/);
  });

  it('refuses it', async () => {
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new DOMException('The user denied permission.', 'SecurityError');
      },
    });
    await keepsNothing(/denied permission/);
  });

  it('has data of a newer page', async () => {
    const request = indexedDB.open('two-regimes', 2);
    await new Promise((done) => {
      request.onsuccess = done;
    });
    request.result.close();
    await keepsNothing(/newer version/);
  });

  it('has another tab that does not let go', async () => {
    const listeners = new Map<string, (event: object) => void>();
    const request = {
      addEventListener: (kind: string, call: (event: object) => void) => listeners.set(kind, call),
    };
    Object.setPrototypeOf(request, IDBRequest.prototype);
    vi.stubGlobal('indexedDB', {
      open: () => {
        setTimeout(() => listeners.get('blocked')?.({ oldVersion: 1 }));
        return request;
      },
    });
    await keepsNothing(/older version/);
  });

  it('lets a newer page have the database, and says so from then on', async () => {
    const keeper = await open();
    await keeper.save(run);
    const request = indexedDB.open('two-regimes', 2);
    await new Promise((done) => {
      request.onsuccess = done;
    });
    expect(await keeper.save(run)).toEqual({ ok: false, message: expect.stringMatching(/newer version/) });
    expect((await keeper.loadAll()).problems).toEqual([expect.stringMatching(/newer version/)]);
    request.result.close();
  });
});
