/** A run that is kept comes back bit for bit, however its rows came to be kept. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defaultConfig } from '../../training/config';
import { RunData } from '../run-data';
import { rowsPerChunk } from './chunks';
import {
  bitsOf,
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
    expect(await (await openTab()).save(run)).toEqual(ok);
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

  it('from before runs named their loss is one of cross-entropy, its changes too', async () => {
    const data = newData();
    takeSteps(data, 50);
    data.change({ step: 40, config: { ...data.initial, learningRate: 0.05 } });
    await (await openTab()).save(runOf(data));
    const record = await raw('runs', (store) => store.get('a'));
    for (const config of [record.initial, record.changes[0].config]) delete config.loss;
    await raw('runs', (store) => store.put(record));
    const { runs, problems } = await reloaded();
    expect(problems).toEqual([]);
    expect([runs[0].data.initial, runs[0].data.changes]).toEqual([data.initial, data.changes]);
  });

  it('that was read from a log stays one', async () => {
    const data = new RunData(defaultConfig, 1, 'log');
    takeSteps(data, 30);
    await (await openTab()).save(runOf(data, { state: 'recorded', step: 30 }));
    const [run] = (await reloaded()).runs;
    expect([run.data.origin, run.state, run.data.steps.length]).toEqual(['log', 'recorded', 30]);
  });

  it('saved in pieces is what it is saved at once', async () => {
    const keeper = await openTab();
    const data = newData();
    for (const count of [1, 700, rowsPerChunk - 701, 1, 5000, 0, 60]) {
      takeSteps(data, count);
      expect(await keeper.save(runOf(data))).toEqual(ok);
    }
    const [run] = (await reloaded()).runs;
    expect(bitsOf(run.data)).toEqual(bitsOf(data));
    const pieces = (await chunkKeys()).filter((key) => (key as string[])[1] === 'steps');
    expect(pieces).toHaveLength(Math.ceil(data.steps.length / rowsPerChunk));
  });

  it('writes only pieces with new rows', async () => {
    const keeper = await openTab();
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
    const keeper = await openTab();
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
    expect((await chunkKeys()).filter((key) => (key as string[])[1] === 'steps')).toHaveLength(1);
  });

  it('taken back while it is written is written as it is after that', async () => {
    const keeper = await openTab();
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
    const keeper = await openTab();
    const data = newData();
    takeSteps(data, 10);
    await keeper.save(runOf(data, { state: 'finished' }));
    await keeper.save(runOf(data, { state: 'loading' }));
    const [run] = (await reloaded()).runs;
    expect([run.state, run.step]).toEqual(['finished', 10]);
  });

  it('is saved once for many calls at once, as it is then', async () => {
    const keeper = await openTab();
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
