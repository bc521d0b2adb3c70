/** Two tabs on one database; deletion, sizes and own data sets. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rowsPerChunk } from './chunks';
import {
  bitsOf,
  checkpointAt,
  chunkKeys,
  closeTabs,
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

describe('two tabs', () => {
  it('each write what changed in them', async () => {
    const [one, two] = [await openTab(), await openTab()];
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
    const [one, two] = [await openTab(), await openTab()];
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

  it('do not mix what each of them took of a run', async () => {
    const [one, two] = [await openTab(), await openTab()];
    const data = newData();
    takeSteps(data, rowsPerChunk + 100);
    await one.saveCheckpoint(runOf(data), checkpointAt(200));
    const [theirs] = (await two.loadAll()).runs;
    data.truncateAfter(300);
    takeSteps(data, rowsPerChunk);
    await one.saveCheckpoint(runOf(data), checkpointAt(400));
    takeSteps(theirs.data, 50);
    await two.save({ ...theirs, step: rowsPerChunk + 150 });
    expect(bitsOf((await reloaded()).runs[0].data)).toEqual(bitsOf(theirs.data));
    expect((await two.checkpoints('a')).map(({ step }) => step)).toEqual([200]);
  });

  it('that have an older copy of a run leave what another wrote, and add to it once they are farther', async () => {
    const [one, two] = [await openTab(), await openTab()];
    const data = newData();
    takeSteps(data, 100);
    await one.save(runOf(data));
    const [theirs] = (await two.loadAll()).runs;
    takeSteps(data, 400);
    await one.save(runOf(data, { state: 'finished' }));
    // A browser without locks lets both have it.
    await two.save({ ...theirs, state: 'paused' });
    const [run] = (await reloaded()).runs;
    expect([run.state, run.step]).toEqual(['finished', 500]);
    expect(bitsOf(run.data)).toEqual(bitsOf(data));
  });

  it('hear of each other', async () => {
    const [one, two] = [await openTab(), await openTab()];
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
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    await keeper.save(runOf(data), checkpointAt(50));
    await keeper.save(runOf(data, { id: 'b' }), checkpointAt(50));
    const waiting = [keeper.save(runOf(data)), keeper.save(runOf(data))];
    await keeper.remove('a');
    expect(await Promise.all(waiting)).toEqual([ok, ok]);
    expect((await reloaded()).runs.map(({ id }) => id)).toEqual(['b']);
    expect((await chunkKeys()).some((key) => (key as string[])[0] === 'a')).toBe(false);
    expect(await keeper.checkpoints('a')).toEqual([]);
    expect(await keeper.save(runOf(data))).toEqual(ok);
    const back = await (await openTab()).load('a');
    expect(back && bitsOf(back.data)).toEqual(bitsOf(data));
  });

  it('is everything at once', async () => {
    const keeper = await openTab();
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
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 100);
    // 100 steps of 11 columns, 14 evaluations of 5, 33 measurements of 7, 2 of curvature of 5.
    const rows = 4 * (100 * 11 + 14 * 5 + 33 * 7 + 2 * 5);
    await keeper.save(runOf(data));
    const other = newData();
    takeSteps(other, 100);
    await keeper.save(runOf(other, { id: 'b' }), checkpointAt(50, [25]));
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
    expect((await keeper.usage()).runs[1].bytes).toBe(4 * (50 * 11 + 7 * 5 + 16 * 7 + 5));
  });
});

describe('own data sets', () => {
  it('come back as they were, are listed without being read, and go', async () => {
    const keeper = await openTab();
    const value = {
      inputs: Float32Array.of(1, Number.NaN),
      labels: Int32Array.of(3),
      names: ['a'],
      shape: [1],
    };
    expect(await keeper.saveDataset('d', 'mine', value)).toEqual(ok);
    expect(await (await openTab()).loadDataset('d')).toEqual({ ok: true, name: 'mine', value });
    expect(await keeper.datasets()).toEqual([{ id: 'd', name: 'mine', bytes: 8 + 4 + 2 + 8 }]);
    await keeper.removeDataset('d');
    expect(await keeper.datasets()).toEqual([]);
    expect(await keeper.loadDataset('d')).toEqual({ ok: false, message: expect.stringContaining('“d”') });
    const result = await keeper.saveDataset('f', 'odd', { call: () => {} });
    expect(result.ok).toBe(false);
  });
});
