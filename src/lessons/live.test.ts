import { afterEach, beforeAll, expect, test } from 'vitest';
import { closeAll, endless, open, small, startEngine } from '../runs/testing/port';
import { defaultConfig } from '../training/config';
import { pass, until } from '../training/testing/turn-clock';
import { asPlanned, createLive, type LiveWish, liveRuns, wishWith } from './live';

beforeAll(startEngine);
afterEach(closeAll);

const wish = (name: string, changes = {}): LiveWish => ({
  name,
  label: name,
  config: { ...small, ...changes },
});

function start() {
  const page = open();
  const live = createLive(page.lab);
  const runs = (lesson = 'bounce') => liveRuns(live.store.getState(), page.now().runs, lesson);
  return { ...page, live, runs, now: page.now, state: () => live.store.getState() };
}

test('trains what was wished for one after the other, and keeps the newest of a name', async () => {
  const { live, runs, state, now } = start();
  live.train('bounce', [wish('a'), wish('b', { seed: 2 })]);
  expect(state()).toMatchObject({ busy: true, waiting: [{ name: 'b' }] });
  await until(() => !state().busy);
  expect(runs().map(({ name, entry }) => [name, entry.state, entry.name])).toEqual([
    ['a', 'finished', 'a, here'],
    ['b', 'finished', 'b, here'],
  ]);
  expect(runs()[1].entry.data.initial.seed).toBe(2);
  live.train('bounce', [wish('a', { seed: 3 })]);
  await until(() => !state().busy);
  expect(runs().map(({ name, config }) => [name, config.seed])).toEqual([
    ['b', 2],
    ['a', 3],
  ]);
  expect(now().runs).toHaveLength(2);
  expect(now().notices).toEqual([]);
  expect(runs('momentum')).toEqual([]);
});

test('cancelled in the middle: the unfinished run is gone, what waited does not begin', async () => {
  const { live, runs, state, now } = start();
  live.train('bounce', [{ name: 'a', label: 'a', config: endless }, wish('b')]);
  await until(() => now().step > 5);
  live.pause();
  await until(() => now().state === 'paused');
  expect(state().busy).toBe(true);
  const { step } = now();
  live.goOn();
  await until(() => now().step > step);
  live.cancel();
  expect(state()).toMatchObject({ busy: false, waiting: [], begun: [] });
  expect(now().runs).toEqual([]);
  expect(runs()).toEqual([]);
});

test('stopped in the middle: what there is stays, what waited does not begin, and another one can', async () => {
  const { live, runs, state, now } = start();
  live.train('bounce', [{ name: 'a', label: 'a', config: endless }, wish('b')]);
  await until(() => now().step > 5);
  live.keep();
  expect(state()).toMatchObject({ busy: false, waiting: [] });
  await until(() => runs()[0].entry.state === 'paused');
  expect(runs().map(({ name }) => name)).toEqual(['a']);
  expect(runs()[0].entry.data.steps.length).toBeGreaterThan(5);
  live.train('bounce', [wish('b')]);
  await until(() => !state().busy);
  expect(runs().map(({ name, entry }) => [name, entry.state])).toEqual([
    ['a', 'paused'],
    ['b', 'finished'],
  ]);
});

test('a fork has the past of the run it is from, then its own plan; a second one takes its place', async () => {
  const { live, runs, state } = start();
  live.train('bounce', [wish('a')]);
  await until(() => !state().busy);
  const [parent] = runs();
  const step = Math.round(parent.entry.data.dropStep as number);
  expect(step).toBeGreaterThan(0);
  const kept: LiveWish = { name: 'kept', label: 'kept', config: { ...small, schedule: 'constant' } };
  for (let i = 0; i < 2; i++) {
    live.fork('bounce', parent, step, kept);
    expect(state().busy).toBe(true);
    await until(() => !state().busy);
  }
  expect(runs().map(({ name, entry }) => [name, entry.state, entry.name])).toEqual([
    ['a', 'finished', 'a, here'],
    ['kept', 'finished', 'kept, here'],
  ]);
  const [before, fork] = runs().map(({ entry }) => entry.data.steps);
  const [losses, own] = [before, fork].map((each) => Array.from(each.get('batchLoss')));
  expect(own).toHaveLength(losses.length);
  expect(own.slice(0, step)).toEqual(losses.slice(0, step));
  expect(own.at(-1)).not.toBe(losses.at(-1));
  expect(new Set(fork.get('learningRate'))).toEqual(new Set([Math.fround(small.learningRate)]));
  // Trained whole, the same plan gives the same numbers.
  live.train('bounce', [{ ...kept, name: 'whole' }]);
  await until(() => !state().busy);
  expect(Array.from(runs()[2].entry.data.steps.get('batchLoss'))).toEqual(own);
});

test('only runs that are what the plan names answer questions about it', async () => {
  const { live, runs, state } = start();
  const plan = { runs: { a: { label: 'a', config: small, keep: 'evaluations' as const } } };
  live.train('bounce', [wish('a', { learningRate: small.learningRate / 2 }), wish('other')]);
  await until(() => !state().busy);
  expect(runs().map(({ entry }) => entry.state)).toEqual(['finished', 'finished']);
  expect(asPlanned(plan, runs())).toEqual([]);
  live.train('bounce', [wish('a', { epochs: 2, switchEpoch: 1 })]);
  await until(() => !state().busy);
  expect(asPlanned(plan, runs())).toEqual([]);
  live.train('bounce', [wish('a')]);
  await until(() => !state().busy);
  expect(asPlanned(plan, runs()).map(({ name }) => name)).toEqual(['a']);
});

test('a run that was stopped before its end answers nothing', async () => {
  const { live, runs, now } = start();
  live.train('bounce', [{ name: 'a', label: 'a', config: endless }]);
  await until(() => now().step > 5);
  live.keep();
  await until(() => runs()[0].entry.state === 'paused');
  const plan = { runs: { a: { label: 'a', config: endless, keep: 'evaluations' as const } } };
  expect(asPlanned(plan, runs())).toEqual([]);
});

test('a run that does not begin is told in its words, and what waited does not begin either', async () => {
  const { live, state, fault, now } = start();
  fault.data = true;
  live.train('bounce', [wish('a'), wish('b')]);
  await until(() => !state().busy);
  expect(state()).toMatchObject({ fault: 'no data', waiting: [], begun: [] });
  fault.data = false;
  live.train('bounce', [wish('a')]);
  expect(state().fault).toBe('');
  await until(() => !state().busy);
  expect(now().runs).toHaveLength(1);
});

test('the person’s runs rest while they are held, also one that was still loading', async () => {
  const { now } = open(endless);
  now().train();
  const release = now().hold();
  await until(() => now().state === 'paused');
  const { step } = now();
  release();
  await until(() => now().step > step);
  now().pause();
  await until(() => now().state === 'paused');
  // Paused by the person: not held, so it does not go on.
  now().hold()();
  await pass(50);
  expect(now().state).toBe('paused');
});

test('what the address asks for applies to a wish, or is refused in words', () => {
  const plan = { name: 'a', label: 'a', config: defaultConfig };
  const asked = { ...defaultConfig, epochs: 4, switchEpoch: 2 };
  const short = wishWith(plan, asked, defaultConfig, { learningRate: 0.2 });
  expect(short).toMatchObject({
    ok: true,
    wish: { config: { epochs: 4, switchEpoch: 2, learningRate: 0.2 } },
    differs: expect.stringContaining('η 0.4 → 0.2'),
  });
  expect(wishWith(plan, defaultConfig, defaultConfig, {})).toMatchObject({ ok: true, differs: '' });
  expect(wishWith(plan, { ...defaultConfig, epochs: 4 }, defaultConfig, {})).toEqual({
    ok: false,
    message: expect.stringContaining('0 to 4, the epochs of the run'),
  });
  // A full batch stays one, and other batches stay as they are.
  const full = { ...plan, config: { ...defaultConfig, batchSize: defaultConfig.trainSize } };
  const few = { ...defaultConfig, trainSize: 400 };
  expect(wishWith(full, few, defaultConfig, {})).toMatchObject({ wish: { config: { batchSize: 400 } } });
  expect(wishWith(plan, few, defaultConfig, {})).toMatchObject({ wish: { config: { batchSize: 32 } } });
  for (const [asked, turned] of [
    [{ ...few, batchSize: 8 }, {}],
    [defaultConfig, { trainSize: 400 }],
  ] as const)
    expect(wishWith(full, asked, defaultConfig, turned)).toMatchObject({
      wish: { config: { batchSize: 400 } },
    });
});
