import { defaultConfig } from '../../training/config';
import type { RecordingPlan } from '../lesson';

/** A large step on a batch of 32 and one on the full batch. */
export const closeUp = { batches: 2700, full: 190 };

/** The run of the whole lesson: large steps for thirty epochs, then small ones; what it is forked into; full batches. */
export const plan: RecordingPlan = {
  runs: {
    'two-phase': {
      label: 'Two phases',
      config: defaultConfig,
      keep: 'everything',
      // Two of the large steps, two of the small ones; the drop is after step 3,750.
      views: [closeUp.batches, 3740, 3800, 4000],
    },
    // Steps are the same up to the drop, which it does not have.
    kept: {
      label: 'Large steps kept',
      config: { ...defaultConfig, schedule: 'constant' },
      keep: 'evaluations',
    },
    // The same network, data and learning rate; every step sees all examples.
    full: {
      label: 'Full batch',
      config: { ...defaultConfig, schedule: 'constant', batchSize: defaultConfig.trainSize, epochs: 200 },
      keep: 'everything',
      views: [closeUp.full],
      // There are only two hundred steps.
      probes: { kappaEvery: 1, landingEvery: 1, probeEvery: 1 },
    },
  },
  sweeps: {},
};

/** Epoch of the drop. */
export const drop = defaultConfig.switchEpoch;
export const end = defaultConfig.epochs;
/** Last epoch, which is a step, on the full batch. */
export const fullEnd = 200;
