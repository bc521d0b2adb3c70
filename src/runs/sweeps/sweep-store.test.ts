import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { Hold } from '../storage/locks';
import { type KeptSweep, openSweepKeeping } from './sweep-kept';
import { defaultPlan, type SweepPlan } from './sweep-plan';
import { createSweeps } from './sweep-store';
import { StubWorker } from './testing/stub-worker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const plan: SweepPlan = {
  ...defaultPlan,
  x: { ...defaultPlan.x, count: 2 },
  y: { ...defaultPlan.y, count: 2 },
};

/** A page with one worker at a time, and what it has kept. */
function page(before?: KeptSweep, held = true) {
  const stubs: StubWorker[] = [];
  const kept: KeptSweep[] = before ? [before] : [];
  let released = 0;
  const hold: Hold = { held, doubt: '', release: () => void released++ };
  const store = createSweeps({
    spawn: () => {
      stubs.push(new StubWorker());
      return stubs[stubs.length - 1] as never;
    },
    wish: { engine: 'auto', backend: 'auto' },
    baseUrl: 'http://x/',
    cores: 1,
    engineText: () => 'an engine',
    locks: { holdRun: async () => hold },
    keeping: {
      save: (sweep) => void kept.push(structuredClone(sweep)),
      load: async () => structuredClone(before),
      isKept: () => true,
    },
  });
  const settled = () => vi.advanceTimersByTimeAsync(0);
  return { store, stubs, kept, settled, released: () => released };
}

async function begun() {
  const lab = page();
  lab.store.getState().edit(plan);
  lab.store.getState().start(defaultConfig, undefined);
  await lab.settled();
  lab.stubs[0].open('tfjs');
  return lab;
}

test('a sweep is kept from its start, at most once a second, and when it rests; then the lock is free', async () => {
  const { store, stubs, kept, released } = await begun();
  expect(kept.map(({ results }) => results.length)).toEqual([0]);
  stubs[0].finish();
  stubs[0].finish();
  expect(kept).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(kept.map(({ results }) => results.length)).toEqual([0, 2]);
  stubs[0].finish();
  expect(released()).toBe(0);
  stubs[0].finish();
  expect(store.getState()).toMatchObject({ status: 'finished', jobs: 4, version: 4, engine: 'an engine' });
  expect(kept.at(-1)?.results).toHaveLength(4);
  expect(released()).toBe(1);
});

test('what comes after Pause is drawn and kept; Go on takes up the same workers', async () => {
  const { store, stubs, kept } = await begun();
  store.getState().pause();
  stubs[0].say({ kind: 'result', job: stubs[0].has[0], result: { divergedAt: 0 } as never });
  await vi.advanceTimersByTimeAsync(2000);
  expect(store.getState()).toMatchObject({ status: 'paused', version: 1 });
  expect(kept.at(-1)?.results).toHaveLength(1);
  store.getState().resume(undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(store.getState().status).toBe('running');
  expect(stubs).toHaveLength(1);
  expect(stubs[0].told.at(-1)).toEqual({ kind: 'go' });
});

test('after a reload only what is missing trains; a cancelled sweep stays so', async () => {
  const first = await begun();
  first.stubs[0].finish();
  await vi.advanceTimersByTimeAsync(1000);
  const second = page(first.kept.at(-1));
  await second.settled();
  expect(second.store.getState()).toMatchObject({ status: 'paused', jobs: 4 });
  expect(second.store.getState().results.size).toBe(1);
  second.store.getState().resume(undefined);
  await second.settled();
  second.stubs[0].open('tfjs');
  for (let i = 0; i < 3; i++) second.stubs[0].finish();
  expect(second.store.getState().status).toBe('finished');

  first.store.getState().cancel();
  expect(first.stubs[0].terminated).toBe(true);
  const third = page(first.kept.at(-1));
  await third.settled();
  expect(third.store.getState().status).toBe('cancelled');
});

test('where another tab has a sweep nothing starts, and why is said', async () => {
  const { store, stubs, settled } = page(undefined, false);
  store.getState().start(defaultConfig, undefined);
  await settled();
  expect(stubs).toHaveLength(0);
  expect(store.getState()).toMatchObject({ status: 'none', issue: expect.stringContaining('Another tab') });
});

test('networks that the fused kernels lack are named; a failure keeps what was found and can be gone on from', async () => {
  const { store, stubs } = await begun();
  stubs[0].say({ kind: 'misfit', reason: 'the fused kernels lack batch normalization' });
  stubs[0].finish();
  stubs[0].say({ kind: 'failed', reason: 'other', message: 'No data.' });
  expect(store.getState()).toMatchObject({
    status: 'failed',
    error: 'No data.',
    version: 1,
    misfit: 'the fused kernels lack batch normalization',
  });
  store.getState().resume(undefined);
  await vi.advanceTimersByTimeAsync(0);
  stubs[1].open('tfjs');
  for (let i = 0; i < 3; i++) stubs[1].finish();
  expect(store.getState()).toMatchObject({ status: 'finished', error: undefined, version: 4 });
});

test('the browser keeps the last sweep', async () => {
  vi.useRealTimers();
  const keeping = openSweepKeeping();
  expect(await keeping.load()).toBeUndefined();
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval', 'performance'] });
  const { kept } = await begun();
  vi.useRealTimers();
  keeping.save(kept[0]);
  expect(await openSweepKeeping().load()).toEqual(kept[0]);
  expect(keeping.isKept()).toBe(true);
  // What cannot be copied cannot be kept.
  keeping.save({ ...kept[0], engine: (() => {}) as never });
  await keeping.load();
  await keeping.load();
  expect(keeping.isKept()).toBe(false);
});
