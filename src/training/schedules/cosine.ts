import { schedule } from './schedule';

/** Half a cosine wave from the learning rate to zero over the run (Loshchilov & Hutter 2017, no restarts). */
export const cosine = schedule({
  name: 'cosine',
  label: 'Cosine',
  fields: {},
  ratesAt: (epoch, { learningRate, momentum, epochs }) => ({
    learningRate: 0.5 * learningRate * (1 + Math.cos((Math.PI * epoch) / epochs)),
    momentum,
  }),
});
