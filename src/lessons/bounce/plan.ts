import { defaultConfig } from '../../training/config';
import type { RecordingPlan } from '../lesson';

/** The run of the whole paper: large steps for thirty epochs, then small ones. */
export const plan: RecordingPlan = {
  runs: {
    'two-phase': {
      label: 'Two phases',
      config: defaultConfig,
      keep: 'everything',
      // Bouncing, the last but few steps of it, just after the drop, and late.
      views: [2500, 3700, 3800, 5000],
    },
  },
  sweeps: {},
};
