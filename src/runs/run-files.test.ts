/** Runs out of the list into a file and back: the tree of forks, what each was doing, and going on with it. */
import { afterEach, beforeAll, expect, test } from 'vitest';
import { emptyTable, stepColumns } from '../training/columns';
import { until } from '../training/testing/turn-clock';
import { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { entriesOf, fileOf, filesOf, parseRunFiles } from './run-files';
import { newEntry } from './run-list';
import { closeAll, endless, open, small, startEngine } from './testing/port';

beforeAll(startEngine);
afterEach(closeAll);

/** What a file with these runs holds, read again, after `damage` was done to its JSON. */
function reopened(runs: readonly RunEntry[], known: readonly RunEntry[] = [], damage = (_: Json[]) => {}) {
  const file = JSON.parse(JSON.stringify(filesOf(runs, '0.1.0')));
  damage(file.runs);
  const result = parseRunFiles(file);
  if (!result.ok) throw new Error(result.message);
  return entriesOf(result.runs, known);
}
interface Json {
  id: string;
  parent: { id: string; step: number };
  config: object;
}

const losses = ({ data }: Pick<RunEntry, 'data'>) => data.steps.get('batchLoss');
/** For each run the place of its parent in the list, and their last common step. */
const tree = (runs: readonly RunEntry[]) =>
  runs.map(({ parent }) => parent && [runs.findIndex(({ id }) => id === parent.id), parent.step]);

/** A finished run, a fork of it that waits at step 40, and a fork of that one. */
async function family() {
  const { now } = open(small);
  now().train();
  await until(() => now().state === 'finished');
  now().fork(40);
  now().edit({ learningRate: 0.05 });
  now().fork(40);
  return now().runs;
}

test('all runs come back with their tree, names and what they were doing, under ids of their own', async () => {
  const runs = await family();
  const named = runs.map((run, i) => ({ ...run, name: `run ${i}` }));
  const back = reopened(named, named);
  expect(tree(back)).toEqual([undefined, [0, 40], [1, 40]]);
  expect(back.map(({ state, step, name }) => [state, step, name])).toEqual([
    ['recorded', 180, 'run 0'],
    ['paused', 40, 'run 1'],
    ['paused', 40, 'run 2'],
  ]);
  expect(back.map(({ totalSteps }) => totalSteps)).toEqual([180, 180, 180]);
  expect(new Set([...runs, ...back].map(({ id }) => id)).size).toBe(6);
  expect(back.map(({ created }) => created)).toEqual(back.map(({ created }) => created).sort());
});

test('a fork alone finds its parent in the list, and does without where it is not', async () => {
  const runs = await family();
  expect(reopened([runs[1]], runs)[0].parent).toEqual({ id: runs[0].id, step: 40 });
  expect(reopened([runs[1]])[0].parent).toBeUndefined();
});

test('a parent that is none is left out: another past, a circle, the run itself', async () => {
  const runs = await family();
  const otherPast = reopened(runs, [], (all) => Object.assign(all[0].config, { learningRate: 0.3 }));
  expect(tree(otherPast)).toEqual([undefined, undefined, [1, 40]]);
  const circle = reopened(runs, [], (all) => Object.assign(all[0], { parent: { id: all[2].id, step: 3 } }));
  expect(tree(circle)).toEqual([undefined, undefined, undefined]);
  const itself = reopened(runs, [], (all) => Object.assign(all[1], { parent: { id: all[1].id, step: 3 } }));
  expect(tree(itself)).toEqual([undefined, undefined, [1, 40]]);
});

test('a run that was paused goes on from its file as if it never had left', async () => {
  const whole = open(small);
  whole.now().train();
  await until(() => whole.now().state === 'finished');
  const { now } = open(small);
  for (let step = 1; step <= 5; step++) {
    now().stepOnce();
    await until(() => now().step === step && now().state === 'paused');
  }
  const again = open(endless);
  again.now().add(reopened(now().runs));
  expect(again.now()).toMatchObject({ state: 'paused', step: 5, config: small });
  again.now().train();
  await until(() => again.now().state === 'finished');
  expect(losses(again.now().runs[0])).toEqual(losses(whole.now().runs[0]));
});

test('a file of a run that was trained just now holds its regimes to the end', () => {
  const data = new RunData(small, 8);
  const steps = emptyTable(stepColumns, 80);
  steps.step.set(Array.from({ length: 80 }, (_, i) => i + 1));
  steps.learningRate.fill(0.1);
  steps.batchLoss.fill(1);
  data.append({ steps });
  expect(data.settled).toBe(false);
  const file = fileOf(newEntry([], data, { state: 'finished' }), '0.1.0');
  expect(data.settled).toBe(true);
  expect(JSON.parse(JSON.stringify(file)).regimes.at(-1)).toMatchObject({ to: 80 });
});

test.each([
  [
    { version: 2 },
    'Run file: version: 2 is not allowed; this page reads version 1. Reload it, or export the run anew.',
  ],
  [{ steps: undefined }, 'Run file: steps: it is missing. The file may be damaged; export the run anew.'],
  [
    { format: 'two-regimes-lesson' },
    'Run file: format: "two-regimes-lesson" is not “two-regimes-run”, as in the files of this page.',
  ],
])('a file with %j is refused in words', (wrong, message) => {
  const file = fileOf(newEntry([], new RunData(small, 8), { state: 'finished' }), '0.1.0');
  const damaged = JSON.parse(JSON.stringify({ ...file, ...wrong }));
  expect(parseRunFiles(damaged)).toEqual({ ok: false, message });
});
