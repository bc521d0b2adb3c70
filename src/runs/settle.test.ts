/** Before the page is loaded again: the real store, session and database. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { until } from '../training/testing/turn-clock';
import { openKeeper } from './storage/keeper';
import { freshDatabase } from './storage/storage.arbitrary';
import { withoutStorage } from './storage/without-storage';
import { closeAll, endless, open, startEngine } from './testing/port';

beforeAll(startEngine);
beforeEach(freshDatabase);
afterEach(closeAll);

test('a run that trains is paused and kept to its last step, and goes on if the page stays', async () => {
  const { now } = open(endless);
  await now().keep(await openKeeper());
  expect(now().isKept()).toBe(true);
  now().train();
  await until(() => now().step > 100);
  const { kept, goOn } = await now().settle();
  expect(kept).toBe(true);
  expect(now().state).toBe('paused');
  const { step, current } = now();
  const run = await (await openKeeper()).load(String(current));
  expect(run).toMatchObject({ step, state: 'paused', interrupted: false });
  goOn();
  await until(() => now().step > step);
});

test('runs of a page that keeps nothing are not kept; they are once something keeps them', async () => {
  const { now } = open(endless);
  const none = withoutStorage('Nothing is kept.');
  await now().keep(none);
  expect(now().isKept()).toBe(true);
  now().stepOnce();
  await until(() => now().state === 'paused');
  expect((await now().settle()).kept).toBe(false);
  expect(now().isKept()).toBe(false);
  // The part that keeps runs has come after all.
  await now().keep(await openKeeper());
  await until(() => now().isKept());
  expect(await (await openKeeper()).load(String(now().current))).toMatchObject({ step: 1 });
});
