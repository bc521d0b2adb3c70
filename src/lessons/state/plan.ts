import { defaultConfig, type RunConfig } from '../../training/config';
import type { RecordingPlan, RunPlan } from '../lesson';

/** Where the three are compared; only one of them goes on. */
export const compared = 30;
export const end = 60;
export const rates = { small: 0.03, useful: 0.2, 'too-large': 1.6 } as const;
export type Zone = keyof typeof rates;

const constant = (learningRate: number, epochs: number): RunConfig => ({
  ...defaultConfig,
  schedule: 'constant',
  learningRate,
  epochs,
});

const run = (zone: Zone, epochs: number): RunPlan => ({
  label: `η ${rates[zone]}`,
  config: constant(rates[zone], epochs),
  keep: 'everything',
  // The sharpness is what the lesson is about.
  probes: { curvatureEvery: 10_000 },
});

/** One learning rate to the end: one that only creeps, one that is large and useful, one that is too large. */
export const plan: RecordingPlan = {
  runs: {
    small: run('small', compared),
    useful: run('useful', end),
    'too-large': run('too-large', compared),
  },
  sweeps: {},
};
