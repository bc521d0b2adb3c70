import type { Schedule } from './schedule';

/** The learning rate is multiplied by the decay factor every so many epochs. */
export const step: Schedule = {
  name: 'step',
  ratesAt: (epoch, { learningRate, momentum, decayFactor, decayEvery }) => ({
    learningRate: learningRate * decayFactor ** Math.floor(epoch / decayEvery),
    momentum,
  }),
};
