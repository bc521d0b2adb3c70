import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { OwnData } from '../training/data/dataset';
import { pass, until } from '../training/testing/turn-clock';
import { firstPictureOf } from './first-picture';
import { planShown } from './plan-shown';
import { RunData } from './run-data';
import { parseRunFile } from './run-file';
import { entriesOf, fileOf } from './run-files';
import { newEntry } from './run-list';
import { closeAll, endless, open, small, startEngine } from './testing/port';

beforeAll(startEngine);
afterEach(closeAll);

test('a worker lost after the end of a run: the run stays finished, Train starts a new one', async () => {
  const { now, ports, texts } = open();
  now().train();
  await until(() => now().state === 'finished');
  const steps = now().data?.steps.length;
  ports[0].die();
  expect(now()).toMatchObject({ state: 'finished', step: 180 });
  expect(now().data?.steps.length).toBe(steps);
  expect(texts()).toEqual([expect.stringContaining('nothing of it is lost')]);
  now().train();
  await until(() => now().state === 'training');
  await until(() => now().state === 'finished');
  expect(ports).toHaveLength(2);
});

test('a worker lost in the middle: from the checkpoint on, or from the start, the same run', async () => {
  const whole = open({ ...small, epochs: 1000, switchEpoch: 500 });
  whole.now().train();
  await until(() => whole.now().state === 'finished');
  await whole.ports[0].terminate();
  const broken = open({ ...small, epochs: 1000, switchEpoch: 500 });
  broken.now().train();
  await until(() => broken.now().step > 200);
  broken.ports[0].die();
  expect(broken.texts()).toEqual([expect.stringMatching(/goes on from step [\d,]+; [\d,]+ steps are lost/)]);
  await until(() => broken.now().state === 'finished');
  expect(broken.now().data?.steps.get('batchLoss')).toEqual(whole.now().data?.steps.get('batchLoss'));
}, 60_000);

test('a run shorter than it already is: refused in words, the run as it was', async () => {
  const { now } = open(endless);
  now().train();
  await until(() => now().step > 100);
  now().pause();
  await until(() => now().state === 'paused');
  now().edit({ epochs: 10, switchEpoch: 5 });
  expect(now().issues).toMatchObject([{ field: 'epochs', message: expect.stringMatching(/\d+ to 1000/) }]);
  expect(now().config.epochs).toBe(1000);
  now().edit({ epochs: 900 });
  expect(now()).toMatchObject({ issues: [], config: { epochs: 900 } });
});

test('what went wrong before a run began cannot act on it', async () => {
  const { now, fault, texts } = open(endless);
  fault.data = true;
  now().train();
  await until(() => texts().includes('no data'));
  fault.data = false;
  now().train();
  expect(texts()).toEqual([]);
  await until(() => now().state === 'training');
});

test('edits after the end leave the recorded run alone', async () => {
  const { now } = open();
  now().train();
  await until(() => now().state === 'finished');
  now().edit({ learningRate: 0.05, switchEpoch: 10 });
  expect(now().data?.config).toEqual(small);
  expect(now().data?.dropStep).toBe(90);
  expect(now().pending).toEqual([]);
});

test('a live change is recorded with the step it acts from, and a look back leaves the run as it was', async () => {
  const plain = open(endless);
  plain.now().stepOnce();
  await until(() => plain.now().step === 1);
  plain.now().edit({ learningRate: 0.1 });
  plain.now().train();
  await until(() => plain.now().step > 60);
  plain.now().inspect(7);
  await until(() => plain.now().stepView?.step === 7);
  plain.now().pause();
  await until(() => plain.now().state === 'paused');
  await plain.ports[0].terminate();
  const { data, stepView } = plain.now();
  expect(data?.changes).toMatchObject([{ step: 1, config: { learningRate: 0.1 } }]);
  const rates = data?.steps.get('learningRate') ?? [];
  expect([rates[0], rates[1]].map((rate) => Number(rate.toFixed(6)))).toEqual([0.4, 0.1]);
  expect(stepView?.lossBefore).toBeCloseTo(data?.steps.get('batchLoss')[6] ?? 0, 6);
  expect(stepView?.gradientNorm).toBe(data?.steps.get('gradientNorm')[6]);

  const undisturbed = open(endless);
  undisturbed.now().stepOnce();
  await until(() => undisturbed.now().step === 1);
  undisturbed.now().edit({ learningRate: 0.1 });
  undisturbed.now().train();
  const rows = data?.steps.length ?? 0;
  await until(() => undisturbed.now().step > rows);
  undisturbed.now().pause();
  await until(() => undisturbed.now().state === 'paused');
  expect(undisturbed.now().data?.steps.get('batchLoss').slice(0, rows)).toEqual(data?.steps.get('batchLoss'));
});

test('“Try again” begins the run that could not begin, whatever else is on the list', async () => {
  const { now, fault } = open(endless);
  now().stepOnce();
  await until(() => now().state === 'paused');
  const paused = now().current;
  now().reset();
  now().edit({ learningRate: 0.05 });
  fault.data = true;
  now().train();
  await until(() => now().notices.length === 1);
  expect(now()).toMatchObject({ current: undefined, data: undefined, config: { learningRate: 0.05 } });
  now().select(paused);
  fault.data = false;
  now().notices[0].action?.perform();
  await until(() => now().state === 'training');
  expect(now().current).not.toBe(paused);
  expect(now().data?.initial.learningRate).toBe(0.05);
  expect(now().runs.find(({ id }) => id === paused)?.step).toBe(1);
});

test('the way back from a divergence is that of the run that diverged, whichever is shown', async () => {
  const { now } = open(endless);
  now().stepOnce();
  await until(() => now().state === 'paused');
  const shown = now().current;
  now().reset();
  now().edit({ learningRate: 10, weightDecay: 0.1, initScale: 10, schedule: 'constant' });
  now().train();
  const diverging = now().current;
  now().select(shown);
  await until(() => now().runs.find(({ id }) => id === diverging)?.state === 'diverged');
  const notice = now().notices.find(({ text }) => text.includes('diverged at step'));
  expect(now().current).toBe(shown);
  expect(notice?.run).toBe(diverging);
  expect(notice?.action?.label).toMatch(/^Reset with learning rate [\d.]+ and initial scale 1$/);
  notice?.action?.perform();
  expect(now()).toMatchObject({ current: undefined, config: { initScale: 1, weightDecay: 0.1 } });
  expect(now().config.learningRate).toBeLessThanOrEqual(0.1);
});

test('what is dragged is one change, where it comes to rest', async () => {
  const { now } = open(endless);
  now().train();
  await until(() => now().step > 20);
  for (let i = 1; i <= 12; i++) {
    now().edit({ learningRate: 0.4 - 0.02 * i });
    await pass(20);
  }
  await until(() => (now().data?.changes.length ?? 0) > 0);
  const from = now().step;
  await until(() => now().step > from + 50);
  expect(now().data?.changes).toMatchObject([{ config: { learningRate: 0.4 - 0.02 * 12 } }]);
});

test('the engine is still there after a reset', async () => {
  const { now } = open();
  expect(now().engine).toBeUndefined();
  now().train();
  await until(() => now().state === 'finished');
  now().reset();
  expect(now()).toMatchObject({ state: 'ready', engine: { backend: 'wasm' } });
});

const script = [{ step: 50, fields: { learningRate: 0.1 } }];
const rateOf = (lab: ReturnType<typeof open>, step: number) =>
  Number(lab.now().data?.steps.get('learningRate')[step - 1].toFixed(6));

test('a link with live changes repeats them in every run, and the controls show what acts', async () => {
  const lab = open();
  const { now } = lab;
  now().setScript(script);
  for (let i = 0; i < 2; i++) {
    now().train();
    await until(() => now().state === 'finished');
    expect([1, 50, 51].map((step) => rateOf(lab, step))).toEqual([0.4, 0.4, 0.1]);
    expect(now().config.learningRate).toBe(0.1);
    expect(planShown(now())).toMatchObject({ config: { learningRate: 0.4 }, script });
    expect(now().data?.changes).toMatchObject([{ step: 50, config: { learningRate: 0.1 } }]);
  }
  expect(now().runs).toHaveLength(2);
});

test('an edit before a planned change acts now, and the planned change still comes', async () => {
  const { now } = open(endless);
  now().setScript([{ step: 2500, fields: { learningRate: 0.1 } }]);
  now().train();
  await until(() => now().step > 30);
  expect(now().config.learningRate).toBe(0.4);
  now().edit({ smallLearningRate: 0.002 });
  await until(() => now().data?.changes.length === 2);
  now().pause();
  await until(() => now().state === 'paused');
  expect(now().data?.steps.last('learningRate')).toBeCloseTo(0.4, 6);
  expect(now().data?.changes).toMatchObject([
    { config: { learningRate: 0.4, smallLearningRate: 0.002 } },
    { step: 2500, config: { learningRate: 0.1, smallLearningRate: 0.002 } },
  ]);
  expect(now().config).toMatchObject({ learningRate: 0.4, smallLearningRate: 0.002 });
});

test('an edit that was lost with its worker is sent again', async () => {
  const { now, ports } = open(endless);
  now().train();
  await until(() => now().step > 100);
  now().edit({ learningRate: 0.1 });
  ports[0].die();
  await until(() => now().data?.changes.length === 1);
  const from = now().data?.changes[0].step ?? 0;
  await until(() => now().step > from + 20);
  now().pause();
  await until(() => now().state === 'paused');
  expect(now().data?.steps.last('learningRate')).toBeCloseTo(0.1, 6);
  expect(now().config.learningRate).toBe(0.1);
});

test('Train on a run that was opened repeats it with its live changes', async () => {
  const lab = open();
  const { now } = lab;
  now().setScript(script);
  now().train();
  await until(() => now().state === 'finished');
  const file = parseRunFile(JSON.parse(JSON.stringify(fileOf(now().runs[0], '1'))));
  if (!file.ok) throw new Error(file.message);
  const other = open({ ...small, learningRate: 0.7 });
  other.now().add(entriesOf([file.run], other.now().runs));
  other.now().train();
  await until(() => other.now().state === 'finished' && other.now().runs.length === 2);
  expect(other.now().data?.steps.get('batchLoss')).toEqual(now().data?.steps.get('batchLoss'));
});

test('the recording that arrives late leaves the controls as they are, refused entries among them', async () => {
  const { now } = open();
  now().edit({ learningRate: 99, momentum: 0.5 });
  const { config, issues } = now();
  expect(issues).toMatchObject([{ field: 'learningRate' }]);
  const recording = new URL('../../public/recorded/bounce.json', import.meta.url);
  now().showRecorded(firstPictureOf(JSON.parse(await readFile(recording, 'utf8'))));
  expect(now()).toMatchObject({ state: 'recorded', config, issues });
});

test('what a notice tells of a run goes with it; what can be undone stays', () => {
  const { now } = open();
  now().add([newEntry([], new RunData(small, 3), { state: 'diverged', step: 2 })]);
  const [{ id }] = now().runs;
  now().notify({ tone: 'error', text: 'It diverged.', run: id });
  now().notify({ tone: 'error', text: 'Another one did.', run: 'other' });
  now().remove([id]);
  expect(now().notices.map(({ text }) => text)).toEqual([
    'Another one did.',
    expect.stringMatching(/^Deleted: /),
  ]);
});

test('a data set that was deleted comes back with undo', async () => {
  const { now, texts } = open();
  const data = { checksum: 7, name: 'Flowers', testFrom: 40 } as OwnData;
  now().useOwnData(data);
  await now().removeDataset('7');
  expect(await now().ownData(7)).toBeUndefined();
  expect(texts()).toEqual(['The data set “Flowers” was deleted.']);
  now().notices[0].action?.perform();
  expect(await now().ownData(7)).toBe(data);
  expect(texts()).toEqual([]);
});
