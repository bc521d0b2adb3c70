import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { Sweep, SweepResult } from '../../training/sweep/sweep';
import { regimeOf } from './measures';
import { sweepCsv } from './sweep-csv';
import { checked } from './sweep-kept';
import { defaultPlan } from './sweep-plan';
import { SweepResults } from './sweep-results';

const sweep: Sweep = {
  base: { ...defaultConfig, epochs: 4, switchEpoch: 2 },
  kind: 'grid',
  also: [],
  seeds: [1, 2],
  x: { field: 'learningRate', values: [0.1, 1] },
  y: { field: 'momentum', values: [0] },
  targetLoss: 0.5,
};
const result = (change: Partial<SweepResult>): SweepResult => ({
  ...{
    trainLoss: 1,
    testLoss: 2,
    testAccuracy: 0.5,
    largeKappa: 1.5,
    kappa: 0.1,
    stepsToTarget: 7,
    divergedAt: 0,
  },
  ...change,
});
const unknown = { trainLoss: Number.NaN, testAccuracy: Number.NaN, stepsToTarget: Number.NaN };
const results = new SweepResults();
results.add({ x: 0, y: 0, seed: 1 }, result({ testAccuracy: 0.25, stepsToTarget: Number.NaN }));
results.add({ x: 0, y: 0, seed: 2 }, result({ testAccuracy: 0.75 }));
results.add({ x: 1, y: 0, seed: 1 }, result({ ...unknown, divergedAt: 5 }));

test('means and spreads are over the seeds that have a value; diverged ones are counted', () => {
  expect(results.size).toBe(3);
  expect(results.summary(sweep, 'testAccuracy')).toEqual([
    { x: 0, y: 0, runs: 2, known: 2, diverged: 0, guessing: 0, mean: 0.5, least: 0.25, most: 0.75 },
    {
      x: 1,
      y: 0,
      runs: 1,
      known: 0,
      diverged: 1,
      guessing: 0,
      mean: Number.NaN,
      least: Number.NaN,
      most: Number.NaN,
    },
  ]);
  expect(results.summary(sweep, 'stepsToTarget')[0]).toMatchObject({ known: 1, mean: 7 });
});

test('no regime is told of runs that end no better than guessing; their other numbers are', () => {
  const own = new SweepResults();
  // Ten classes: guessing costs ln 10 = 2.303 nats, 95 % of it are 2.187.
  own.add({ x: 0, y: 0, seed: 1 }, result({ trainLoss: 2.18, largeKappa: 2 }));
  own.add({ x: 0, y: 0, seed: 2 }, result({ trainLoss: 2.19, largeKappa: 0.1 }));
  expect(own.summary(sweep, 'regime')[0]).toMatchObject({ runs: 2, known: 1, guessing: 1, mean: 2 });
  expect(own.summary(sweep, 'largeKappa')[0]).toMatchObject({ known: 2, guessing: 1, mean: 1.05 });
  // Squared error: scores that are all zero cost one half.
  const squared: Sweep = { ...sweep, base: { ...sweep.base, loss: 'squared-error' } };
  expect(own.summary(squared, 'regime')[0]).toMatchObject({ guessing: 2 });
  const unknownClasses: Sweep = { ...sweep, base: { ...sweep.base, dataset: 'own' } };
  expect(own.summary(unknownClasses, 'regime')[0]).toMatchObject({ guessing: 0 });
});

test('as CSV: a row for each run, no number where there is none', () => {
  expect(sweepCsv(sweep, results).split('\n')).toEqual([
    'learningRate,momentum,seed,trainLoss,testLoss,testAccuracy,largeKappa,kappa,stepsToTarget,divergedAt',
    '0.1,0,1,1,2,0.25,1.5,0.1,,0',
    '0.1,0,2,1,2,0.75,1.5,0.1,7,0',
    '1,0,1,,2,,1.5,0.1,,5',
    '',
  ]);
});

test('regimes by the step number, at the thresholds', () => {
  expect([2, 1.01, 1, 0.5, 0.49, Number.NaN].map(regimeOf)).toEqual([
    'large-step',
    'large-step',
    'transition',
    'transition',
    'small-step',
    'undecided',
  ]);
});

test('what is kept comes back as it was; what is damaged, or of a field that is gone, does not', () => {
  const rows = [...results.all()].map(([place, each]) => ({ ...place, result: each }));
  const kept = {
    version: 1,
    sweep,
    plan: defaultPlan,
    results: rows,
    engine: 'WebAssembly',
    seconds: 3,
    cancelled: false,
  };
  const { version: _, ...rest } = kept;
  expect(checked(structuredClone(kept))).toEqual(rest);
  const typed = { ...defaultPlan, targetLoss: Number.NaN };
  expect(checked({ ...kept, plan: typed })).toEqual({ ...rest, plan: typed });
  expect(checked({ ...kept, version: 2 })).toBeUndefined();
  expect(checked({ ...kept, sweep: { ...sweep, x: { field: 'depth', values: [1] } } })).toBeUndefined();
  expect(
    checked({ ...kept, sweep: { ...sweep, x: { field: 'learningRate', values: [-1] } } }),
  ).toBeUndefined();
  expect(
    checked({ ...kept, sweep: { ...sweep, base: { ...defaultConfig, epochs: 'many' } } }),
  ).toBeUndefined();
  expect(checked(undefined)).toBeUndefined();
});
