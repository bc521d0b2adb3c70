import { expect, test } from 'vitest';
import { dropAt } from '../../runs/forking';
import { RunData } from '../../runs/run-data';
import { emptyTable, stepColumns } from '../../training/columns';
import { defaultConfig, type RunConfig } from '../../training/config';
import { dropWords, marksOf } from './marks';

/** A run of 10 steps an epoch, as far as some step. */
function run(last: number, changes: Partial<RunConfig> = {}): RunData {
  const data = new RunData({ ...defaultConfig, ...changes }, 10);
  const step = Float64Array.from({ length: last }, (_, i) => i + 1);
  data.append({ steps: { ...emptyTable(stepColumns, last), step } });
  return data;
}

/** The drops that are named, with their words. */
function drops(data: RunData | undefined, config: RunConfig) {
  const marks = marksOf('Step size', { data, config, stepsPerEpoch: 10, showPlan: true });
  return [
    ...(marks.drop === undefined ? [] : [[marks.drop, dropWords(marks.dropTaken)]]),
    ...(marks.plannedDrop === undefined ? [] : [[marks.plannedDrop, dropWords(false)]]),
  ];
}

test('a drop that is to come, and one that was taken', () => {
  expect(drops(undefined, defaultConfig)).toEqual([[300, 'will drop here']]);
  expect(drops(run(100), defaultConfig)).toEqual([[300, 'will drop here']]);
  expect(drops(run(400), defaultConfig)).toEqual([[300, 'dropped here']]);
  expect(drops(run(400, { schedule: 'constant' }), { ...defaultConfig, schedule: 'constant' })).toEqual([]);
});

test('a manual drop is named once, also where the run took it some steps after it was asked for', () => {
  for (const schedule of ['two-phase', 'constant'] as const) {
    const data = run(200, { schedule });
    const config = dropAt(data.initial, 123, 10);
    data.change({ step: 150, config });
    expect(drops(data, config)).toEqual([[150, 'dropped here']]);
    // Nor is the change named beside the drop that it is.
    const { changes } = marksOf('Step size', { data, config, stepsPerEpoch: 10, showPlan: true });
    expect(changes).toEqual([{ step: 150, text: '' }]);
  }
});

test('a drop that was asked for, while the run has not said from which step', () => {
  const data = run(200);
  const config = dropAt(data.initial, 200, 10);
  data.wanted = config;
  expect(drops(data, config)).toEqual([[200, 'will drop here']]);
});

test('the next run has a drop of its own where its plan was edited', () => {
  const config = { ...defaultConfig, switchEpoch: 40 };
  expect(drops(run(600), config)).toEqual([
    [300, 'dropped here'],
    [400, 'will drop here'],
  ]);
});
