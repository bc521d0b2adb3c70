import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import { previewPlan } from '../../training/schedules/plan';
import { linesOf, planSeries } from './series';

const plan = (momentum: number) =>
  planSeries(previewPlan({ ...defaultConfig, epochs: 4, switchEpoch: 2, momentum }, 10, 100));

test('the plan tells the learning rate, and what it comes to with momentum', () => {
  const [sum, rate] = plan(0.5);
  expect([sum.label, rate.label]).toEqual(['planned η/(1−μ)', 'planned η']);
  expect(rate.values[0]).toBeCloseTo(0.4);
  expect(sum.values[0]).toBeCloseTo(0.8);
  // The small step of 0.003 has a momentum of 0.9 of its own.
  expect(sum.values[39]).toBeCloseTo(0.03);
  expect(sum.until).toBe(40);
});

test('momentum moves the planned sum and leaves the planned rate', () => {
  const [[sum, rate], [moved, same]] = [plan(0), plan(0.9)];
  expect(moved.values[0]).toBeCloseTo(10 * sum.values[0]);
  expect(same.values).toEqual(rate.values);
});

test('the legend names what the plan draws', () => {
  const labels = linesOf('Step size', true).map(({ label }) => label);
  for (const { label } of plan(0)) expect(labels).toContain(label);
  expect(linesOf('Loss', true).map(({ label }) => label)).not.toContain('planned η');
});
