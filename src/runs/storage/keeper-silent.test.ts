/** A browser whose storage stays silent: nothing waits for it for ever, and nothing kept is lost. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openKeeper } from './keeper';
import {
  checkpointAt,
  closeTabs,
  freshDatabase,
  newData,
  openTab,
  runOf,
  takeSteps,
} from './storage.arbitrary';

/** A request that nothing comes of. */
const silentRequest = <T extends IDBRequest>(kind: { prototype: T }): T =>
  Object.create(kind.prototype, { addEventListener: { value: () => {} } });

beforeEach(async () => {
  await freshDatabase();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await closeTabs();
});

/** Steps the clock until the promise has settled. */
async function afterTicks<T>(promise: Promise<T>): Promise<{ value: T; seconds: number }> {
  let settled = false;
  promise.then(() => {
    settled = true;
  });
  for (let seconds = 0; ; seconds++) {
    // Whatever else is on its way comes first.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (settled) return { value: await promise, seconds };
    await vi.advanceTimersByTimeAsync(1000);
  }
}

it('an opening that never answers: nothing is kept, which is said, and all else is answered', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => silentRequest(IDBOpenDBRequest));
  const { value: keeper, seconds } = await afterTicks(openKeeper());
  expect(seconds).toBe(10);
  const message = 'Runs are not kept: the browser’s storage did not answer within 10 s.';
  expect(keeper.reason).toBe(message);
  expect(await keeper.save(runOf(newData()))).toEqual({ ok: false, message });
  expect(await keeper.loadAll()).toEqual({ runs: [], problems: [] });
});

it('a transaction that never ends: said, undone, and the next one keeps everything', async () => {
  const keeper = await openTab();
  const data = newData();
  takeSteps(data, 100);
  const spy = vi
    .spyOn(IDBObjectStore.prototype, 'get')
    .mockImplementation(() => silentRequest(IDBRequest) as IDBRequest);
  const { value, seconds } = await afterTicks(keeper.save(runOf(data), checkpointAt(90)));
  expect(seconds).toBe(60);
  expect(value).toEqual({
    ok: false,
    message: 'The browser’s storage did not answer within 60 s. This is kept in memory only.',
  });
  spy.mockRestore();
  expect(await keeper.save(runOf(data))).toEqual({ ok: true });
  expect((await keeper.checkpoints('a')).map(({ step }) => step)).toEqual([90]);
});

it('reading that never ends: the page begins without its kept runs and says so', async () => {
  const keeper = await openTab();
  vi.spyOn(IDBObjectStore.prototype, 'getAllKeys').mockImplementation(() => silentRequest(IDBRequest));
  vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(() => silentRequest(IDBRequest));
  expect((await afterTicks(keeper.loadAll())).value).toEqual({
    runs: [],
    problems: ['Kept runs cannot be read: The browser’s storage did not answer within 10 s.'],
  });
  expect((await afterTicks(keeper.checkpoints('a'))).value).toEqual([]);
  expect((await afterTicks(keeper.usage())).value).toEqual({ bytes: 0, runs: [] });
});
