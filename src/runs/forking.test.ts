import { afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '../training/testing/turn-clock';
import { forkSteps } from './forking';
import { names } from './names';
import type { RunData } from './run-data';
import { parseRunFile } from './run-file';
import { entriesOf, fileOf } from './run-files';
import { shippedId } from './run-list';
import { closeAll, endless, open, small, startEngine } from './testing/port';
import { scriptOf } from './url-script';

beforeAll(startEngine);
afterEach(closeAll);

const losses = (data: RunData | undefined) => data?.steps.get('batchLoss') ?? new Float32Array();

async function trained(config = small) {
  const lab = open(config);
  lab.now().train();
  await finished(lab);
  return lab;
}

/** The run is over, and its last rows have arrived. */
const finished = ({ now }: ReturnType<typeof open>) =>
  until(() => now().state === 'finished' && now().data?.steps.last('step') === now().totalSteps);

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

test('both plans for a finished run: its own half is not trained again', async () => {
  const lab = await trained();
  const { now } = lab;
  const [parent] = now().runs;
  const before = losses(parent.data).slice();
  expect(forkSteps(parent.data, undefined, true)).toEqual({ one: 90, both: 90 });
  now().forkBoth(90);
  expect(now().runs).toHaveLength(2);
  expect(now().config).toMatchObject({ schedule: 'constant', learningRate: 0.4, momentum: 0 });
  await finished(lab);
  expect([...names(now().runs).values()][1]).toBe('large throughout');
  expect(losses(now().data).slice(0, 90)).toEqual(before.slice(0, 90));
  expect(losses(now().data)[91]).not.toBe(before[91]);
  expect(now().runs[0]).toEqual(parent);
  expect(losses(now().runs[0].data)).toEqual(before);
});

test('nothing is left to train at the end of a run: said, and nothing changes', async () => {
  const { now, texts } = await trained({ ...small, schedule: 'constant' });
  const { runs } = now();
  now().forkBoth(180);
  expect(texts()).toEqual([
    'Nothing is left to train after step 180: pick an earlier step in a figure first.',
  ]);
  expect(now().runs).toEqual(runs);
});

test('the shipped recording that is forked stays beside its fork, unchanged, and is kept', async () => {
  const { now } = await trained();
  const file = JSON.parse(JSON.stringify(fileOf(now().runs[0], '1')));
  const lab = open();
  lab.now().showRecorded(file);
  const shown = lab.now().data as RunData;
  const before = losses(shown).slice();
  lab.now().forkBoth(90);
  const [recording, fork] = lab.now().runs;
  expect(lab.now().runs).toHaveLength(2);
  expect(recording).toMatchObject({ state: 'recorded', step: 180, data: shown });
  expect(recording.id).not.toBe(shippedId);
  expect(fork.parent).toEqual({ id: recording.id, step: 90 });
  expect([...names(lab.now().runs).values()]).toEqual(['Recorded: two phases', 'large throughout']);
  await finished(lab);
  expect(losses(lab.now().runs[0].data)).toEqual(before);
  expect(losses(lab.now().data).slice(0, 90)).toEqual(before.slice(0, 90));
  expect(lab.texts()).toEqual([]);
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
  await finished(lab);
  expect(lab.texts()).toEqual([
    expect.stringMatching(
      /^Your hardware rounds differently \(from step 20 on\), so the run is trained again from the start\.$/,
    ),
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
  await finished(lab);
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
    expect.stringMatching(
      /^Your hardware rounds differently \(from step 20 on\), so the microscope shows what is computed here\.$/,
    ),
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
