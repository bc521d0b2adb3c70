import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { linesOf, planSeries } from './series';

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
