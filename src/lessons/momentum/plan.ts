import { defaultConfig, type RunConfig } from '../../training/config';
import type { Sweep } from '../../training/sweep/sweep';
import type { RecordingPlan, RunPlan } from '../lesson';

const constant: RunConfig = { ...defaultConfig, schedule: 'constant', epochs: 20 };

const run = (label: string, learningRate: number, momentum: number): RunPlan => ({
  label,
  config: { ...constant, learningRate, momentum },
  seeds: [2, 3, 4, 5],
  keep: 'evaluations',
});

/** Each rate is twice the one before and each momentum remembers twice as many steps: diagonals meet the points. */
const rates = (first: number) =>
  Array.from({ length: 12 }, (_, i) => Number((first * 2 ** i).toPrecision(4)));
const momenta = [0, 0.5, 0.75, 0.875, 0.9375, 0.96875];

const map = (base: RunConfig, firstRate: number): Sweep => ({
  base,
  kind: 'grid',
  also: [],
  seeds: [1],
  targetLoss: 0.5,
  x: { field: 'learningRate', values: rates(firstRate) },
  y: { field: 'momentum', values: momenta },
});

/** Pairs of runs with the same effective learning rate, and two maps of learning rate and momentum. */
export const plan: RecordingPlan = {
  runs: {
    large: run('η 0.4, no momentum', 0.4, 0),
    'large-matched': run('η 0.04, μ 0.9', 0.04, 0.9),
    small: run('η 0.03, no momentum', 0.03, 0),
    'small-matched': run('η 0.003, μ 0.9', 0.003, 0.9),
    slow: run('η 0.003, no momentum', 0.003, 0),
  },
  sweeps: {
    'small-batch': map(constant, 0.001),
    // One step an epoch: as many as a batch of 1,000 allows in about the same time.
    'full-batch': map({ ...constant, trainSize: 1000, batchSize: 1000, epochs: 200 }, 0.002),
  },
};
