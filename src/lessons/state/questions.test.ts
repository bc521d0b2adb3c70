import { expect, test } from 'vitest';
import type { Measured } from '../lesson';
import { kappaAtTheEnd, lowestLoss } from './questions';

const readings = (values: Record<string, number>) =>
  ({
    at: (run: string, quantity: string, epoch: number) => values[`${run} ${quantity} ${epoch}`] ?? Number.NaN,
    runs: (run: string) => (Object.keys(values).some((key) => key.startsWith(`${run} `)) ? [{}] : []),
  }) as unknown as Measured;

test.each([
  [1.01, 'large'],
  [0.99, 'between'],
  [0.51, 'between'],
  [0.49, 'small'],
  [Number.NaN, undefined],
])('a median step number of %s at the end: %s', (kappa, outcome) => {
  expect(kappaAtTheEnd.measured(readings({ 'useful kappa 60': kappa }))).toBe(outcome);
});

test.each([
  [0.9, 0.1, 2.3, 'useful'],
  [0.05, 0.1, 2.3, 'small'],
  [0.9, 0.1, 0.01, 'too-large'],
  [0.9, 0.1, Number.NaN, 'useful'],
])('losses of %s, %s, %s: %s', (small, useful, tooLarge, outcome) => {
  const measured = readings({
    'small trainLoss 30': small,
    'useful trainLoss 30': useful,
    'too-large trainLoss 30': tooLarge,
  });
  expect(lowestLoss.measured(measured)).toBe(outcome);
});

test('nobody has the lowest loss before all have run', () => {
  expect(lowestLoss.measured(readings({ 'small trainLoss 30': 0.9 }))).toBeUndefined();
  expect(lowestLoss.because(readings({ 'small trainLoss 30': 0.9 }))).toContain('0.9 at η 0.03, – at η 0.2');
});
