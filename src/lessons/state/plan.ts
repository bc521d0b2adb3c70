import { defaultConfig, type RunConfig } from '../../training/config';
import type { RecordingPlan } from '../lesson';

const constant = (learningRate: number): RunConfig => ({
  ...defaultConfig,
  schedule: 'constant',
  learningRate,
});

/** One learning rate to the end: one that only creeps, one that is large and useful, one that is too large. */
export const plan: RecordingPlan = {
  runs: {
    small: { label: 'η 0.03', config: constant(0.03), keep: 'everything' },
    useful: { label: 'η 0.2', config: constant(0.2), keep: 'everything' },
    'too-large': { label: 'η 1.6', config: constant(1.6), keep: 'everything' },
  },
  sweeps: {},
};
