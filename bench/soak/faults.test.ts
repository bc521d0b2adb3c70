import { expect, test } from 'vitest';
import { breaches, type Reading } from './bounds';
import { faultsOfRows } from './rows';

const range = (first: number, every: number, last: number) =>
  Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);

const file = (steps: number[]) => ({
  steps: { step: steps, batchLoss: steps.map(() => 1) },
  evaluations: { step: range(0, 10, 100) },
  probes: { step: range(20, 20, 100) },
});

test('each step and each measurement once is no fault; a row that is lost or doubled is one', () => {
  const steps = range(1, 1, 100);
  expect(faultsOfRows(file(steps), 100, 10)).toEqual([]);
  expect(faultsOfRows(file(steps.filter((step) => step !== 40)), 100, 10)).toEqual([
    'Steps: 99 rows in place of 100.',
    'Steps: row 40 is of step 41, not of 40.',
  ]);
  expect(faultsOfRows(file(range(1, 1, 100).map((step) => (step === 41 ? 40 : step))), 100, 10)).toEqual([
    'Steps: row 41 is of step 40, not of 41.',
  ]);
  expect(faultsOfRows({ ...file(steps), probes: { step: range(20, 20, 80) } }, 100, 10)).toHaveLength(1);
});

const reading = (change: Partial<Reading> = {}): Reading => ({
  steps: 1000,
  memory: { page: 20e6, workers: 20e6, threads: 1 },
  stored: 10e6,
  pauses: [10, 20, 30],
  ...change,
});

test('a leg that keeps to the bounds breaks none; each bound is told when it is broken', () => {
  const recorded = 40e6;
  const first = reading();
  const at = (change: Partial<Reading>) => breaches(reading(change), first, recorded);
  expect(at({ memory: { page: 70e6, workers: 25e6, threads: 1 }, stored: 80e6 })).toEqual([]);
  expect(at({ memory: { page: 60e6, workers: 60e6, threads: 1 } })).toEqual([
    'At step 1,000 memory has grown by 80.0 MB, 2.00 times the 40.0 MB that are recorded.',
  ]);
  expect(at({ memory: { page: 20e6, workers: 20e6, threads: 2 } })).toEqual([
    'At step 1,000 there are 2 workers in place of 1.',
  ]);
  expect(at({ stored: 200e6 })).toEqual(['At step 1,000 200.0 MB are stored for 40.0 MB that are recorded.']);
  expect(at({ pauses: [10, 400, 500] })).toEqual(['At step 1,000 Pause takes 400 ms.']);
});
