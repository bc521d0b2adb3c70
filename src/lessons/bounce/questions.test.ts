import { expect, test } from 'vitest';
import type { Measured } from '../lesson';
import { kappaOfLargeSteps, landingOnFullBatches, lossAfterDrop } from './questions';

/** Readings by quantity and epoch. */
const readings = (values: Record<string, number>) =>
  ({
    at: (_: string, quantity: string, epoch: number) => values[`${quantity} ${epoch}`] ?? Number.NaN,
  }) as unknown as Measured;

test.each([
  [0.4, 0.45, 'rises'],
  [0.4, 0.43, 'stays'],
  [0.4, 0.37, 'stays'],
  [0.4, 0.35, 'creeps'],
  [0.4, 0.21, 'creeps'],
  [0.4, 0.19, 'falls'],
  [Number.NaN, 0.1, undefined],
  [0.4, Number.NaN, undefined],
])('a loss of %s at the drop and %s five epochs later: %s', (before, after, outcome) => {
  const measured = readings({ 'trainLoss 30': before, 'trainLoss 35': after });
  expect(lossAfterDrop.measured(measured)).toBe(outcome);
});

test.each([
  [0.99, 'more'],
  [1.01, 'less'],
  [1.99, 'less'],
  [2.01, 'none'],
  [Number.NaN, undefined],
])('a median step number of %s: %s', (kappa, outcome) => {
  expect(kappaOfLargeSteps.measured(readings({ 'kappa 30': kappa }))).toBe(outcome);
});

test.each([
  [0.05, 'short'],
  [0.89, 'short'],
  [0.91, 'floor'],
  [1.09, 'floor'],
  [1.11, 'across'],
  [1.99, 'across'],
  [Number.NaN, undefined],
])('a median landing position of %s on the full batch: %s', (landing, outcome) => {
  expect(landingOnFullBatches.measured(readings({ 'landing 200': landing }))).toBe(outcome);
});

test('the numbers behind it are told', () => {
  const measured = readings({
    'trainLoss 25': 0.5,
    'trainLoss 30': 0.4,
    'trainLoss 35': 0.02,
    'kappa 30': 1.7,
    'kappa 60': 0.0012,
    'landing 30': 0.99,
    'landing 200': 1.95,
  });
  expect(lossAfterDrop.because(measured)).toContain('0.4 at epoch 30 and 0.02 at epoch 35');
  expect(kappaOfLargeSteps.because(measured)).toContain('1.7');
  expect(landingOnFullBatches.because(measured)).toContain('1.95 on the full batch, and 0.99 on batches');
});
