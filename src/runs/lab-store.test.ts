import { afterEach, beforeAll, expect, test } from 'vitest';
import { closeAll, endless, open, small, startEngine, until } from './testing/port';

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
