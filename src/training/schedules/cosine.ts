import type { Schedule } from './schedule';

/** Half a cosine wave from the learning rate to zero over the run (Loshchilov & Hutter 2017, no restarts). */
export const cosine: Schedule = {
  name: 'cosine',
  ratesAt: (epoch, { learningRate, momentum, epochs }) => ({
    learningRate: 0.5 * learningRate * (1 + Math.cos((Math.PI * epoch) / epochs)),
    momentum,
  }),
};
