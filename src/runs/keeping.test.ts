/** Keeping runs over tabs, deletions and a full disk: the real store, session and database. */
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import { pass, until } from '../training/testing/turn-clock';
import { RunData } from './run-data';
import { mostRuns, newEntry } from './run-list';
import { openKeeper } from './storage/keeper';
import { createRunLocks } from './storage/locks';
import { bitsOf, failPuts, freshDatabase, raw, takeSteps } from './storage/storage.arbitrary';
import { createLockServer } from './testing/locks';
import { closeAll, endless, open, small, startEngine } from './testing/port';

beforeAll(startEngine);
beforeEach(freshDatabase);
afterEach(closeAll);

async function openTab(server: ReturnType<typeof createLockServer>, config = small) {
  const { manager, close } = server.tab();
  const tab = open(config, { locks: createRunLocks(manager) });
  const keeper = await openKeeper();
  await tab.now().keep(keeper);
  const end = () => {
    close();
    for (const port of tab.ports) port.terminate();
  };
  return { ...tab, keeper, close: end };
}

const recorded = (steps = 10) => {
  const data = new RunData(defaultConfig, 20);
  takeSteps(data, steps);
  return newEntry([], data, { state: 'recorded', step: steps });
};

const keptRun = async (id: string | undefined) => (await openKeeper()).load(String(id));

/** Trains a few steps in one tab, so that another that opens then has an old copy of a paused run. */
async function twoTabs() {
  const server = createLockServer();
  const first = await openTab(server);
  for (let i = 0; i < 5; i++) {
    first.now().stepOnce();
    await until(() => first.now().step === i + 1 && first.now().state === 'paused');
  }
  const id = first.now().current;
  await until(() => first.now().runs.length === 1);
  await until(async () => (await keptRun(id))?.step === 5);
  const second = await openTab(server);
  expect(second.now().runs).toMatchObject([{ id, step: 5, elsewhere: true }]);
  second.now().select(id);
  return { first, second, id };
}

test('a tab with an old copy of a run leaves alone what another tab made of it', async () => {
  const { first, second, id } = await twoTabs();
  // Looking at a step binds the run to a worker of the second tab.
  second.now().inspect(3);
  await until(() => second.now().stepView?.step === 3);
  first.now().train();
  await until(() => first.now().state === 'finished');
  await until(async () => (await keptRun(id))?.step === 180);
  second.now().train();
  await until(() => second.texts().some((text) => text.includes('trains in another tab')));
  // Another run takes the worker away from it.
  second.now().reset();
  second.now().train();
  await until(() => second.now().state === 'finished');
  await pass(300);
  expect(await keptRun(id)).toMatchObject({ step: 180, state: 'finished' });
  // What the list shows follows.
  await until(() => second.now().runs.find((run) => run.id === id)?.step === 180);
});

test('a run that another tab had is taken over when that tab is gone, and is kept', async () => {
  const { first, second, id } = await twoTabs();
  first.close();
  await until(() => second.now().runs[0].elsewhere === false);
  second.now().train();
  await until(() => second.now().state === 'finished');
  await until(async () => (await keptRun(id))?.step === 180);
  expect(second.now().runs[0]).toMatchObject({ elsewhere: false, step: 180 });
});

test('what is edited while another tab trains the run that is shown stays in the controls', async () => {
  const { first, second, id } = await twoTabs();
  second.now().edit({ seed: 9 });
  expect(second.now().pending).toEqual(['seed']);
  first.now().stepOnce();
  await until(() => second.now().runs.find((run) => run.id === id)?.step === 6);
  expect(second.now()).toMatchObject({ step: 6, config: { seed: 9 } });
});

test('a full list refuses more runs in words, and offers to delete some, which can be undone', async () => {
  const { now, texts } = await openTab(createLockServer());
  now().add(Array.from({ length: mostRuns - 10 }, () => recorded(2)));
  expect(now().runs).toHaveLength(mostRuns - 10);
  now().add(Array.from({ length: 30 }, () => recorded(2)));
  expect(now().runs).toHaveLength(mostRuns - 10);
  expect(texts()[0]).toBe(
    `The list holds up to ${mostRuns} runs; there is room for 10, not for 30. Delete some that you do not need.`,
  );
  now().notices[0].action?.perform();
  expect(now().runs).toHaveLength(mostRuns - 30);
  expect(texts()).toContain('20 runs were deleted.');
  now().add(Array.from({ length: 30 }, () => recorded(2)));
  expect(now().runs).toHaveLength(mostRuns);
  // No run begins behind the list's back either.
  now().reset();
  now().train();
  expect(now().runs).toHaveLength(mostRuns);
  expect(now().state).toBe('ready');
});

test('each of two deletions can be undone, after a reset too; the checkpoints come back with the run', async () => {
  const { now, keeper } = await openTab(createLockServer(), endless);
  now().train();
  await until(() => now().step > 400);
  now().pause();
  await until(() => now().state === 'paused');
  const id = now().current as string;
  await until(async () => (await keeper.checkpoints(id)).at(-1)?.step === now().step);
  const before = await keeper.checkpoints(id);
  now().add([recorded()]);
  now().change(now().runs[1].id, { name: 'other' });
  const other = now().runs[1].id;
  now().remove([id]);
  now().remove([other]);
  now().reset();
  expect(now().runs).toEqual([]);
  const undo = now().notices.filter(({ action }) => action?.label === 'Undo');
  expect(undo.map(({ text }) => text)).toEqual([expect.stringMatching(/^Deleted: .+\.$/), 'Deleted: other.']);
  await until(async () => !(await keptRun(id)));
  for (const notice of undo) notice.action?.perform();
  expect(now().runs.map((run) => run.id)).toEqual([id, other]);
  await until(async () => (await keeper.checkpoints(id)).length === before.length);
  expect(await keeper.checkpoints(id)).toEqual(before);
  expect(now().notices).toEqual([]);
});

test('“everything” can be undone too, own data sets with it', async () => {
  const { now, keeper } = await openTab(createLockServer());
  await keeper.saveDataset('7', 'mine', { inputs: Float32Array.of(1) });
  now().add([recorded()]);
  now().clearStorage();
  await until(
    async () => (await keeper.datasets()).length === 0 && (await keeper.loadAll()).runs.length === 0,
  );
  expect(now().runs).toEqual([]);
  now().notices[0].action?.perform();
  await until(async () => (await keeper.datasets()).length > 0 && (await keeper.loadAll()).runs.length > 0);
  expect(now().runs).toHaveLength(1);
});

test('a run that found no room is kept as soon as something is deleted', async () => {
  const { now, keeper, texts } = await openTab(createLockServer());
  now().add([recorded(50)]);
  await until(async () => (await keeper.loadAll()).runs.length > 0);
  const heal = failPuts('QuotaExceededError', 0);
  now().add([recorded(20)]);
  const unsaved = now().runs[1].id;
  await until(() => texts().some((text) => text.includes('no room left')));
  heal();
  now().remove([now().runs[0].id]);
  await until(async () => (await keptRun(unsaved)) !== undefined);
  expect((await keeper.loadAll()).runs.map(({ id }) => id)).toEqual([unsaved]);
});

test('own data that found no room is kept as soon as there is some', async () => {
  const { now, keeper, texts } = await openTab(createLockServer());
  now().add([recorded(50)]);
  await until(async () => (await keeper.loadAll()).runs.length > 0);
  const heal = failPuts('QuotaExceededError', 0);
  now().useOwnData({
    name: 'mine',
    checksum: 5,
    inputShape: [2],
    classNames: ['a', 'b'],
    testFrom: 40,
    notes: [],
    inputs: new Float32Array(100),
    labels: new Int32Array(50),
  });
  await until(() => texts().some((text) => text.includes('no room left')));
  heal();
  now().remove([now().runs[0].id]);
  await until(async () => (await keeper.datasets()).length > 0);
});

test('a full list offers none that another tab has', async () => {
  const server = createLockServer();
  const [one, two] = [await openTab(server), await openTab(server)];
  one.now().stepOnce();
  await until(() => one.now().state === 'paused');
  await until(() => two.now().runs.length === 1 && two.now().runs[0].elsewhere);
  two.now().add(Array.from({ length: mostRuns - 1 }, () => recorded(2)));
  two.now().add([recorded(2)]);
  two.now().notices[0].action?.perform();
  expect(two.now().runs.some(({ id }) => id === one.now().current)).toBe(true);
  expect(two.now().runs).toHaveLength(mostRuns - 1);
  // Once that tab is gone the run can be had here.
  one.close();
  await until(() => two.now().runs.every(({ elsewhere }) => !elsewhere));
});

test('what another tab clears leaves the list here', async () => {
  const server = createLockServer();
  const [one, two] = [await openTab(server), await openTab(server)];
  two.now().add([recorded(), recorded()]);
  await until(() => two.now().runs.length === 2);
  await until(async () => (await two.keeper.loadAll()).runs.length === 2);
  one.now().clearStorage();
  await until(() => two.now().runs.length === 0);
  expect((await one.keeper.loadAll()).runs).toEqual([]);
});

test('“everything”, deleted in another tab, stops what trains here, says so, and is not written again', async () => {
  const server = createLockServer();
  const [one, two] = [await openTab(server), await openTab(server, endless)];
  two.now().train();
  await until(() => two.now().step > 40);
  const id = two.now().current as string;
  await until(() => one.now().runs.length === 1);
  await until(async () => (await keptRun(id)) !== undefined);
  one.now().clearStorage();
  await until(() => two.now().runs.length === 0);
  expect(two.texts()).toEqual([
    'Everything that was kept was deleted in another tab. What trained here was stopped.',
  ]);
  await pass(300);
  expect((await one.keeper.loadAll()).runs).toEqual([]);
  expect(await one.keeper.usage()).toMatchObject({ bytes: 0, runs: [] });
  expect(two.now()).toMatchObject({ current: undefined, state: 'ready' });
  // Only a person brings it back, with all its steps.
  two.now().notices[0].action?.perform();
  expect(two.now().runs).toMatchObject([{ id, state: 'paused' }]);
  const { step } = two.now().runs[0];
  await until(async () => (await keptRun(id))?.step === step);
  expect(step).toBeGreaterThan(40);
});

test('a run that is shown here and deleted in another tab leaves with a word and a way back', async () => {
  const server = createLockServer();
  const [one, two] = [await openTab(server), await openTab(server)];
  two.now().add([recorded(), recorded()]);
  const [other, shown] = two.now().runs.map(({ id }) => id);
  await until(async () => (await keptRun(shown)) !== undefined);
  two.now().change(shown, { name: 'mine' });
  await one.keeper.remove(other);
  await until(() => two.now().runs.length === 1);
  // One that nobody looks at goes without a word.
  expect(two.texts()).toEqual([]);
  await one.keeper.remove(shown);
  await until(() => two.now().runs.length === 0);
  expect(two.texts()).toEqual([expect.stringMatching(/mine.* was deleted in another tab\.$/)]);
  expect(await keptRun(shown)).toBeUndefined();
  two.now().notices[0].action?.perform();
  await until(async () => (await keptRun(shown)) !== undefined);
});

test('a run whose newest checkpoint is damaged goes on from the one before, and comes out the same', async () => {
  const server = createLockServer();
  const first = await openTab(server);
  first.now().train();
  await until(() => first.now().state === 'finished');
  const id = first.now().current as string;
  await until(async () => (await keptRun(id))?.step === 180);
  const whole = bitsOf(first.now().runs[0].data);
  const [newest] = (await first.keeper.checkpoints(id)).slice(-1);
  first.close();
  newest.tensors[0][1] = Number.NaN;
  await raw('checkpoints', (store) => store.put({ run: id, ...newest }));
  const second = await openTab(server);
  second.now().select(id);
  second.now().inspect(newest.step);
  await until(() => second.now().stepView?.step === newest.step);
  expect(second.texts()).toEqual([
    `The kept checkpoint at step ${newest.step} is damaged. It is passed over, and the steps after the one before are taken again.`,
  ]);
  expect(bitsOf(second.now().runs[0].data)).toEqual(whole);
});
