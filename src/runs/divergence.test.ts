import { expect, test } from 'vitest';
import { emptyTable, stepColumns } from '../training/columns';
import { defaultConfig, type RunConfig } from '../training/config';
import { divergedAt, divergenceAdvice } from './divergence';
import { RunData } from './run-data';

function run(losses: number[], changes: Partial<RunConfig> = {}, origin: 'run' | 'log' = 'run'): RunData {
  const data = new RunData({ ...defaultConfig, ...changes }, 2, origin);
  const steps = emptyTable(stepColumns, losses.length);
  losses.forEach((loss, i) => {
    steps.step[i] = i + 1;
    steps.batchLoss[i] = loss;
    steps.stepNorm[i] = 1;
  });
  data.append({ steps });
  return data;
}

test('a run diverged at its last step when its loss is beyond all bounds, finite or not', () => {
  expect(divergedAt(run([]))).toBeUndefined();
  expect(divergedAt(run([2, 1]))).toBeUndefined();
  expect(divergedAt(run([2, 1.95e9]))).toBe(2);
  expect(divergedAt(run([Number.NaN]))).toBe(1);
  expect(divergedAt(run([2, 3, Number.POSITIVE_INFINITY]))).toBe(3);
});

test('what a log counts in is not known: a large finite loss is none that diverged', () => {
  expect(divergedAt(run([2, 1e12], {}, 'log'))).toBeUndefined();
  expect(divergedAt(run([2, Number.NaN], {}, 'log'))).toBe(2);
});

test('the advice is a number below the rate that was in force', () => {
  const rate = (text: string) => Number(/of ([\d.e-]+) or less/.exec(text)?.[1]);
  const large = divergenceAdvice(run([2, 1e10], { learningRate: 10 }));
  expect(large).toMatch(/^Try a learning rate of/);
  expect(rate(large)).toBeLessThanOrEqual(1);
  const after = divergenceAdvice(
    run([2, 2, 2, 2, 2, 1e10], { learningRate: 0.4, smallLearningRate: 5, switchEpoch: 2 }),
  );
  expect(after).toMatch(/^Try a small learning rate of/);
  expect(rate(after)).toBeLessThan(0.5);
});
