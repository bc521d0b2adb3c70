import { expect, test } from 'vitest';
import { RunData } from '../../runs/run-data';
import { emptyTable, stepColumns } from '../../training/columns';
import { defaultConfig } from '../../training/config';
import { lengthOf } from './coordinates';
import { marksOf } from './marks';

function trained(losses: number[]): RunData {
  const data = new RunData({ ...defaultConfig, learningRate: 10 }, 125);
  const steps = emptyTable(stepColumns, losses.length);
  losses.forEach((loss, i) => {
    steps.step[i] = i + 1;
    steps.batchLoss[i] = loss;
    steps.stepNorm[i] = 1;
  });
  data.append({ steps });
  return data;
}

test('the axis of a run that diverged ends just after the divergence, which is marked', () => {
  for (const losses of [[2.3, 40, 7e4, 1.95e9], [Number.NaN]]) {
    const data = trained(losses);
    const length = lengthOf(data, data.config, 125);
    expect(length).toBeGreaterThan(losses.length);
    expect(length).toBeLessThan(1.1 * losses.length);
    const marked = { data, config: data.config, stepsPerEpoch: 125, showPlan: true };
    expect(marksOf('Loss', marked).diverged).toBe(losses.length);
  }
});

test('the axis of any other run shows its plan', () => {
  const data = trained([2.3, 2.2]);
  expect(lengthOf(data, data.config, 125)).toBe(60 * 125);
  expect(lengthOf(undefined, defaultConfig, 125)).toBe(60 * 125);
});
