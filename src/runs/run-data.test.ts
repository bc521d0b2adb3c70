import { expect, test } from 'vitest';
import { defaultConfig } from '../training/config';
import type { EvaluationColumns, StepColumns } from '../training/protocol';
import { RunData } from './run-data';

const none = (): EvaluationColumns => ({
  step: new Float32Array(0),
  trainLoss: new Float32Array(0),
  trainAccuracy: new Float32Array(0),
  testLoss: new Float32Array(0),
  testAccuracy: new Float32Array(0),
});
const steps = (from: number, losses: number[]): StepColumns => ({
  step: Float32Array.from(losses, (_, i) => from + i),
  learningRate: new Float32Array(losses.length).fill(0.5),
  momentum: new Float32Array(losses.length).fill(0.75),
  batchLoss: Float32Array.from(losses),
  gradientNorm: new Float32Array(losses.length),
  stepNorm: new Float32Array(losses.length),
});

test('derived columns: the first means are plain means, distance sums the rates, rate over 1 - momentum', () => {
  const data = new RunData(defaultConfig, 1000);
  data.append(steps(1, [4, 2]), none());
  data.append(steps(3, [0]), none());
  expect([...data.derived.get('smoothedLoss')]).toEqual([4, 3, 2]);
  expect([...data.derived.get('distance')]).toEqual([0.5, 1, 1.5]);
  expect([...data.derived.get('effectiveRate')]).toEqual([2, 2, 2]);
});

test('going back to a checkpoint and on again gives the columns of an unbroken run', () => {
  const losses = Array.from({ length: 3000 }, (_, i) => Math.sin(i));
  const whole = new RunData(defaultConfig, 10);
  whole.append(steps(1, losses), none());
  const broken = new RunData(defaultConfig, 10);
  broken.append(steps(1, losses.slice(0, 2000)), none());
  broken.truncateAfter(1500);
  expect(broken.steps.last('step')).toBe(1500);
  broken.append(steps(1501, losses.slice(1500)), none());
  for (const name of ['smoothedLoss', 'distance'] as const) {
    expect(broken.derived.get(name)).toEqual(whole.derived.get(name));
  }
});

test('columns of unequal length are refused', () => {
  const data = new RunData(defaultConfig, 10);
  expect(() => data.append({ ...steps(1, [1]), momentum: new Float32Array(0) }, none())).toThrow(
    'same number of rows',
  );
});

test('listeners hear of every change until they leave', () => {
  const data = new RunData(defaultConfig, 10);
  let heard = 0;
  const leave = data.subscribe(() => heard++);
  data.append(steps(1, [1]), none());
  data.truncateAfter(0);
  leave();
  data.append(steps(1, [1]), none());
  expect(heard).toBe(2);
});
