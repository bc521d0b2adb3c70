/** Writes cut off, no room, damaged records, no storage: nothing kept is lost, nothing is thrown. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rowsPerChunk } from './chunks';
import {
  bitsOf,
  checkpointAt,
  closeTabs,
  failPuts,
  freshDatabase,
  newData,
  openTab,
  raw,
  reloaded,
  runOf,
  takeSteps,
} from './storage.arbitrary';

const ok = { ok: true };

beforeEach(freshDatabase);
afterEach(closeTabs);

describe('a save that is cut off', () => {
  it.each([0, 1, 3, 5, 6])('after %i writes leaves the run as it was', async (writes) => {
    const keeper = await openTab();
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
    const keeper = await openTab();
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
    const keeper = await openTab();
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
    const keeper = await openTab();
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
    const keeper = await openTab();
    await keeper.save(runOf(newData(), { name: 'bad' }));
    const record = await raw('runs', (store) => store.get('a'));
    await raw('runs', (store) => store.put({ ...record, initial: { ...record.initial, batchSize: -1 } }));
    const { problems } = await reloaded();
    expect(problems[0]).toContain('-1');
  });

  it('are written anew by a page that has the run whole', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, rowsPerChunk + 100);
    await keeper.save(runOf(data));
    await raw('runs', (store) => store.put({ id: 'a' }));
    await keeper.save(runOf(data));
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(data));
  });
});

describe('a browser without storage', () => {
  const run = runOf(newData());

  async function keepsNothing(why: RegExp) {
    const keeper = await openTab();
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
    const keeper = await openTab();
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

describe('a run that another tab deleted', () => {
  it('is let go without deleting what that tab has brought back', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 10);
    await keeper.save(runOf(data));
    expect(await keeper.letGo('a')).toEqual(ok);
    expect((await reloaded()).runs).toHaveLength(1);
  });

  it('is deleted again where a save of it was going on', async () => {
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 10);
    const saving = keeper.save(runOf(data));
    await Promise.resolve();
    expect(await keeper.letGo('a')).toEqual(ok);
    await saving;
    expect((await reloaded()).runs).toEqual([]);
  });
});
