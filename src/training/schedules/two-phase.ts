import type { Schedule } from './schedule';

/** Large steps up to the switch epoch, small steps from there on; each phase with its own momentum. */
export const twoPhase: Schedule = {
  name: 'two-phase',
  ratesAt: (epoch, { learningRate, momentum, switchEpoch, smallLearningRate, smallMomentum }) =>
    epoch < switchEpoch
      ? { learningRate, momentum }
      : { learningRate: smallLearningRate, momentum: smallMomentum },
};
