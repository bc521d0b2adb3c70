import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { defaultConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { drawnSeries, linesOf, planSeries } from './series';

const lastOf = (smallMomentum: number) =>
  Object.fromEntries(
    planSeries(previewPlan({ ...defaultConfig, smallMomentum }, 125, 500)).map(({ label, values }) => [
      label,
      values[values.length - 1],
    ]),
  );

test('the planned lines show what momentum makes of the learning rate', () => {
  expect(lastOf(0)['planned η/(1−μ)']).toBeCloseTo(0.003, 9);
  expect(lastOf(0.9)['planned η/(1−μ)']).toBeCloseTo(0.03, 9);
  expect(lastOf(0.9)['planned η']).toBeCloseTo(0.003, 9);
});

test('the legend names every line of the plan', () => {
  const named = linesOf('Step size', true).map(({ label }) => label);
  for (const { label } of planSeries(previewPlan(defaultConfig, 125, 10))) expect(named).toContain(label);
});

test('other runs are drawn over the band of raw numbers and under the lines of the run that is looked at', () => {
  const data = new RunData(defaultConfig, 125);
  const other = { id: 'b', name: 'other', style: 1, data: new RunData(defaultConfig, 125) };
  expect(drawnSeries('Loss', data, 0, [other]).map(({ label }) => label)).toEqual([
    'batch',
    'smoothed',
    'other: train',
    'train',
    'test',
  ]);
  expect(drawnSeries('Loss', undefined, 0, [other]).map(({ label }) => label)).toEqual(['other: train']);
});
