import { defaultConfig, type RunConfig } from '../../training/config';
import type { RecordingPlan, RunPlan } from '../lesson';

const run = (label: string, changes: Partial<RunConfig>): RunPlan => ({
  label,
  config: { ...defaultConfig, ...changes },
  seeds: [2, 3, 4, 5],
  keep: 'evaluations',
});

/** Runs that differ in their steps alone, and when to drop the step, with some labels wrong or none. */
export const plan: RecordingPlan = {
  runs: {
    small: run('Small steps only', { schedule: 'constant', learningRate: 0.03 }),
    // Long enough to fit the data as well as the two phases do.
    'small-long': run('Small steps only, 240 epochs', {
      schedule: 'constant',
      learningRate: 0.03,
      epochs: 240,
    }),
    large: run('Large steps only', { schedule: 'constant' }),
    'two-phase': run('Two phases', {}),
  },
  sweeps: {
    // Every run ends with small steps: what differs is how long the large ones last.
    drop: {
      base: defaultConfig,
      kind: 'grid',
      also: [],
      seeds: [1, 2, 3, 4, 5],
      targetLoss: 0.5,
      x: { field: 'switchEpoch', values: [0, 5, 10, 20, 30, 45] },
      y: { field: 'labelNoise', values: [0, 20, 40] },
    },
  },
};
