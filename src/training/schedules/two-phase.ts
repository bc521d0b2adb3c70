import { number } from '../field';
import { schedule } from './schedule';

/** Large steps up to the switch epoch, small steps from there on; each phase with its own momentum. */
export const twoPhase = schedule({
  name: 'two-phase',
  label: 'Two phases',
  fields: {
    switchEpoch: number({
      label: 'Drop at epoch',
      short: 'drop at',
      live: true,
      hint: 'When the large step becomes the small one.',
      min: 0,
      max: 1000,
      default: 30,
    }),
    smallLearningRate: number({
      label: 'Small learning rate',
      short: 'small η',
      live: true,
      hint: 'Learning rate after the drop.',
      min: 1e-6,
      max: 10,
      log: true,
      default: 0.003,
    }),
    smallMomentum: number({
      label: 'Small-step momentum',
      short: 'small μ',
      live: true,
      hint: 'Momentum after the drop.',
      min: 0,
      max: 0.99,
      default: 0.9,
    }),
  },
  rules: ({ switchEpoch, epochs }) =>
    switchEpoch > epochs ? [{ field: 'switchEpoch', allowed: `0 to ${epochs}, the epochs of the run` }] : [],
  dropAt: ({ switchEpoch }) => switchEpoch,
  ratesAt: (epoch, { learningRate, momentum, switchEpoch, smallLearningRate, smallMomentum }) =>
    epoch < switchEpoch
      ? { learningRate, momentum }
      : { learningRate: smallLearningRate, momentum: smallMomentum },
});
