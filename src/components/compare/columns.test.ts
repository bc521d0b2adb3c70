import { csvParse } from 'd3';
import { expect, test } from 'vitest';
import { forkData, twoPlans } from '../../runs/forking';
import { names } from '../../runs/names';
import { RunData } from '../../runs/run-data';
import { newEntry } from '../../runs/run-list';
import { evaluationColumns, stepColumns, type Table } from '../../training/columns';
import { defaultConfig, type RunConfig } from '../../training/config';
import { fieldNames } from '../../training/fields';
import { columnsOf, tableCsv } from './columns';

/** As far as epoch 40 of 60, 10 steps each, with one accuracy at the end. */
function run(changes: Partial<RunConfig>, accuracy: number, origin: 'run' | 'log' = 'run') {
  const data = new RunData({ ...defaultConfig, ...changes }, 10, origin);
  const step = Float64Array.from({ length: 400 }, (_, i) => i + 1);
  data.append({
    steps: table(stepColumns, step, 1),
    evaluations: table(evaluationColumns, Float64Array.of(400), accuracy),
  });
  return newEntry([], data);
}
const table = <C extends string>(columns: readonly C[], step: Float64Array<ArrayBuffer>, value: number) =>
  Object.fromEntries(
    columns.map((name) => [name, name === 'step' ? step : Float32Array.from(step, () => value)]),
  ) as Table<C>;

const settings = (runs: ReturnType<typeof run>[]) =>
  Object.fromEntries(
    columnsOf(runs)
      .filter(({ id }) => (fieldNames as string[]).includes(id))
      .map(({ label, cell }) => [label, runs.map((each) => cell(each).text)]),
  );

test('a column for every hyper-parameter in which runs differ, and for no other', () => {
  expect(settings([run({}, 0.5), run({}, 0.6)])).toEqual({});
  expect(
    settings([
      run({ learningRate: 0.1, seed: 2, labelNoise: 20 }, 0.5),
      run({ momentum: 0.9, batchSize: 64, nesterov: true, model: 'logistic' }, 0.5),
    ]),
  ).toEqual({
    'wrong labels, %': ['20', '0'],
    network: ['Fully connected', 'Logistic regression'],
    // Logistic regression has no hidden layers.
    layers: ['2', '–'],
    'width, units': ['100', '–'],
    activation: ['ReLU', '–'],
    'batch norm': ['off', '–'],
    η: ['0.1', '0.4'],
    μ: ['0', '0.9'],
    Nesterov: ['off', 'on'],
    batch: ['32', '64'],
    seed: ['2', '1'],
  });
});

test('a live change shows both values; a fork begins with the plan it parted with', () => {
  const changed = run({ schedule: 'constant' }, 0.5);
  changed.data.change({ step: 250, config: { ...changed.data.config, learningRate: 0.1 } });
  expect(settings([changed, run({ schedule: 'constant' }, 0.5)])).toEqual({ η: ['0.4 → 0.1', '0.4'] });
  const parent = run({}, 0.5);
  const [keep] = twoPlans(parent.data, 300);
  const fork = newEntry([], forkData(parent.data, 300, keep), { parent: { id: parent.id, step: 300 } });
  expect(settings([parent, fork])).toMatchObject({ schedule: ['Two phases', 'Constant'] });
});

test('of a log nothing is known', () => {
  const log = run({}, 0.5, 'log');
  expect(settings([run({}, 0.5), log])).toMatchObject({ η: ['0.4', '–'], seed: ['1', '–'] });
});

test('the file holds what the table shows, names in quotes, numbers with all digits', () => {
  const unknown = run({ seed: 4 }, Number.NaN);
  const runs = [run({ seed: 3 }, 1 / 3), { ...unknown, name: 'my "best", so far' }];
  const parsed = csvParse(tableCsv(runs, names(runs), columnsOf(runs)));
  expect(parsed.map(({ run: name, seed }) => [name, seed])).toEqual([
    ['MNIST-1D, fully connected, two phases, η 0.4', '3'],
    ['my "best", so far', '4'],
  ]);
  expect(Number(parsed[0].testAccuracy)).toBe(Math.fround(1 / 3));
  expect(parsed[1].testAccuracy).toBe('');
});
