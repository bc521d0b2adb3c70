import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { defaultConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { drawnSeries, isSilent, linesOf, planSeries, seriesOf } from './series';

const lastOf = (smallMomentum: number) =>
  Object.fromEntries(
    planSeries(previewPlan({ ...defaultConfig, smallMomentum }, 125, 500)).map(({ label, values }) => [
      label,
      values.at(values.length - 1),
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

test('lines that have no number in a run that could have some are silent', () => {
  const data = new RunData(defaultConfig, 2);
  const silent = () =>
    seriesOf('Sharpness', data)
      .filter(isSilent)
      .map(({ label }) => label);
  const evaluations = { trainLoss: 1, testLoss: 1, trainAccuracy: 0.5, testAccuracy: 0.5 };
  const table = (steps: number[], values: Record<string, number>) =>
    Object.fromEntries([
      ['step', Float32Array.from(steps)],
      ...Object.entries(values).map(([name, value]) => [name, Float32Array.from(steps, () => value)]),
    ]) as never;
  // Before there could be any all are named.
  expect(silent()).toEqual([]);
  const nan = Number.NaN;
  const step = { batchLoss: 1, learningRate: 0.1, momentum: 0, gradientNorm: 1, stepNorm: 0.1, slope: -1 };
  const unread = { lossChange: nan, gradientChange: nan, gradientProduct: nan, landingSlope: nan };
  data.append({
    steps: table([1, 2], { ...step, ...unread }),
    curvature: table([2], { sharpness: 3, second: nan, third: nan, criticalRate: 0.5 }),
  });
  // No momentum, one eigenvalue.
  expect(silent()).toEqual(['edges with momentum', '', 'second, third', '']);
  // Nothing but evaluations was kept.
  const kept = new RunData(defaultConfig, 2);
  kept.append({ evaluations: table([0, 2], evaluations) });
  expect(seriesOf('Loss', kept).filter(isSilent)).toEqual([]);
  kept.append({ evaluations: table([4], evaluations) });
  expect(
    seriesOf('Loss', kept)
      .filter(isSilent)
      .map(({ label }) => label),
  ).toEqual(['batch', 'smoothed']);
});
