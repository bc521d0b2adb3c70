import { defaultConfig } from '../../training/config';
import type { RecordingPlan } from '../lesson';

/** The run of the whole lesson: large steps for thirty epochs, then small ones; and what it is forked into. */
export const plan: RecordingPlan = {
  runs: {
    'two-phase': {
      label: 'Two phases',
      config: defaultConfig,
      keep: 'everything',
      // Two of the large steps, two of the small ones; the drop is after step 3,750.
      views: [2700, 3740, 3800, 4000],
    },
    // Steps are the same up to the drop, which it does not have.
    kept: {
      label: 'Large steps kept',
      config: { ...defaultConfig, schedule: 'constant' },
      keep: 'evaluations',
    },
  },
  sweeps: {},
};

/** Epoch of the drop. */
export const drop = defaultConfig.switchEpoch;
export const end = defaultConfig.epochs;
