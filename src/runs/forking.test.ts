import { afterEach, beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import { ratesAtStep } from '../training/schedules/plan';
import { until } from '../training/testing/turn-clock';
import { dropAt, keepRate } from './forking';
import type { RunData } from './run-data';
import { parseRunFile } from './run-file';
import { entriesOf, fileOf } from './run-files';
import { closeAll, endless, open, small, startEngine } from './testing/port';
import { scriptOf } from './url-script';

beforeAll(startEngine);
afterEach(closeAll);

const losses = (data: RunData | undefined) => data?.steps.get('batchLoss') ?? new Float32Array();

async function trained(config = small) {
  const lab = open(config);
  lab.now().train();
  await until(() => lab.now().state === 'finished');
  return lab;
}

test('a fork with an unchanged plan is its parent bit for bit, before the fork and after it', async () => {
  const { now } = await trained();
  const parent = now().data;
  now().fork(77);
  expect(now()).toMatchObject({ state: 'paused', step: 77 });
  expect(now().data?.steps.length).toBe(77);
  expect(now().data?.changes).toEqual([]);
  now().train();
  await until(() => now().state === 'finished');
  expect(now().data).not.toBe(parent);
  expect(losses(now().data)).toEqual(losses(parent));
  expect(now().data?.evaluations.get('testLoss')).toEqual(parent?.evaluations.get('testLoss'));
  expect(now().runs[1].parent).toEqual({ id: now().runs[0].id, step: 77 });
});

test('a fork with another rate shares the past and goes its own way; the parent stays as it was', async () => {
  const { now } = await trained();
  const before = losses(now().data).slice();
  now().fork(77);
  now().edit({ learningRate: 0.05 });
  expect(now().data?.changes).toMatchObject([{ step: 77, config: { learningRate: 0.05 } }]);
  now().train();
  await until(() => now().state === 'finished');
  const rates = now().data?.steps.get('learningRate') ?? [];
  expect([rates[76], rates[77]].map((rate) => rate.toFixed(3))).toEqual(['0.400', '0.050']);
  expect(losses(now().data).slice(0, 78)).toEqual(before.slice(0, 78));
  expect(losses(now().data)[78]).not.toBe(before[78]);
  expect(losses(now().runs[0].data)).toEqual(before);
});

test('a run that waited while another trained goes on as if it never had', async () => {
  const whole = await trained();
  const { now } = open();
  for (let step = 1; step <= 5; step++) {
    now().stepOnce();
    await until(() => now().step === step);
  }
  const waiting = now().current as string;
  now().reset();
  for (const seed of [2, 3]) {
    now().edit({ seed });
    now().train();
    await until(() => now().state === 'finished');
  }
  now().select(waiting);
  expect(now()).toMatchObject({ state: 'paused', config: { seed: 1 } });
  now().train();
  await until(() => now().state === 'finished');
  expect(losses(now().data)).toEqual(losses(whole.now().data));
});

test('the script of a run with live changes repeats it bit for bit', async () => {
  const first = open(endless);
  first.now().stepOnce();
  await until(() => first.now().step === 1);
  first.now().edit({ learningRate: 0.1, epochs: 40, switchEpoch: 20 });
  first.now().train();
  await until(() => first.now().state === 'finished');
  const data = first.now().data as RunData;
  const again = open(endless);
  again.now().setScript(scriptOf(data.initial, data.changes));
  again.now().train();
  await until(() => again.now().state === 'finished');
  expect(losses(again.now().data)).toEqual(losses(data));
  expect(again.now().data?.changes).toEqual(data.changes);
  expect(again.now().data?.dropStep).toBe(data.dropStep);
});

test('dropping now: small steps from the next step on, and the drop is where it was taken', async () => {
  const { now } = open(endless);
  now().train();
  await until(() => now().step > 30);
  now().dropNow();
  await until(
    () =>
      (now().data?.changes.length ?? 0) > 0 &&
      (now().data?.steps.length ?? 0) > (now().data?.changes[0].step ?? 0) + 3,
  );
  const data = now().data as RunData;
  const [{ step }] = data.changes;
  const rates = data.steps.get('learningRate');
  expect([rates[step - 1], rates[step]].map((rate) => rate.toFixed(3))).toEqual(['0.400', '0.003']);
  expect(data.steps.get('momentum')[step]).toBeCloseTo(0.9);
  expect(Math.ceil(data.dropStep ?? 0)).toBe(step);
});

test('a deleted run comes back with undo, as it was', async () => {
  const { now } = await trained();
  const [run] = now().runs;
  now().remove([run.id]);
  expect(now()).toMatchObject({ runs: [], current: undefined, state: 'ready' });
  now().notices[0].action?.perform();
  expect(now().runs).toEqual([run]);
  now().select(run.id);
  expect(now()).toMatchObject({ state: 'finished', step: 180 });
});

test('the plans of the two forks: the rate in force to the end, or the small one from there on', () => {
  for (const schedule of ['two-phase', 'cosine', 'linear', 'one-cycle', 'step', 'constant'] as const) {
    const config = { ...defaultConfig, schedule };
    const now = ratesAtStep(1000, config, 125);
    const large = keepRate(config, 1000, 125);
    for (const step of [1000, 4000, 7499]) expect(ratesAtStep(step, large, 125)).toEqual(now);
    const small = dropAt(config, 1000, 125);
    for (const step of [1000, 4000, 7499]) {
      expect(ratesAtStep(step, small, 125)).toEqual({ learningRate: 0.003, momentum: 0.9 });
    }
    expect(ratesAtStep(999, small, 125).learningRate).toBeCloseTo(
      ratesAtStep(999, config, 125).learningRate,
      12,
    );
  }
});

test('a fork of what another machine recorded begins with what this one computes, and says so', async () => {
  const { now } = await trained();
  const file = parseRunFile(JSON.parse(JSON.stringify(fileOf(now().runs[0], '1'))));
  if (!file.ok) throw new Error(file.message);
  const own = losses(now().data);
  // From step 20 on the other machine rounded otherwise.
  const elsewhere = file.run.tables.steps?.batchLoss as Float32Array;
  for (let i = 19; i < elsewhere.length; i++) elsewhere[i] *= 1.001;
  const lab = open();
  lab.now().add(entriesOf([file.run], []));
  lab.now().fork(77);
  expect(losses(lab.now().data)[30]).not.toBe(own[30]);
  lab.now().train();
  await until(() => lab.now().state === 'finished');
  expect(lab.texts()).toEqual([
    expect.stringMatching(/^Step 20 comes out differently here than it was recorded/),
  ]);
  expect(losses(lab.now().data)).toEqual(own);
  // What was opened stays as it was recorded.
  expect(losses(lab.now().runs[0].data)[30]).not.toBe(own[30]);
});

test('a fork of what this machine recorded goes on without a word', async () => {
  const { now } = await trained();
  const file = parseRunFile(JSON.parse(JSON.stringify(fileOf(now().runs[0], '1'))));
  if (!file.ok) throw new Error(file.message);
  const lab = open();
  lab.now().add(entriesOf([file.run], []));
  lab.now().fork(77);
  lab.now().train();
  await until(() => lab.now().state === 'finished');
  expect(lab.texts()).toEqual([]);
  expect(losses(lab.now().data)).toEqual(losses(now().data));
});

test('a run that is over and is only looked at stays as it was recorded, and the page says what it shows', async () => {
  const { now } = await trained();
  const file = parseRunFile(JSON.parse(JSON.stringify(fileOf(now().runs[0], '1'))));
  if (!file.ok) throw new Error(file.message);
  const elsewhere = file.run.tables.steps?.batchLoss as Float32Array;
  for (let i = 19; i < elsewhere.length; i++) elsewhere[i] *= 1.001;
  const lab = open();
  // Kept by this browser as finished, when another engine trained it.
  lab.now().add([{ ...entriesOf([file.run], [])[0], state: 'finished' }]);
  lab.now().inspect(30);
  await until(() => lab.now().stepView?.step === 30);
  expect(lab.texts()).toEqual([
    expect.stringMatching(/^Step 20 comes out differently .* The microscope shows/),
  ]);
  expect(lab.now()).toMatchObject({ state: 'finished', step: 180 });
  expect(losses(lab.now().data)).toEqual(elsewhere);
});

test('runs that begin at once keep their order: each counts as begun after those before it', async () => {
  const { now } = await trained();
  now().forkBoth(77);
  const created = now().runs.map((run) => run.created);
  expect(created).toEqual([...new Set(created)].sort((a, b) => a - b));
});
