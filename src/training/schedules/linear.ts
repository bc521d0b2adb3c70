import { schedule } from './schedule';

/** A straight line from the learning rate to zero over the run. */
export const linear = schedule({
  name: 'linear',
  label: 'Linear to zero',
  fields: {},
  ratesAt: (epoch, { learningRate, momentum, epochs }) => ({
    learningRate: learningRate * Math.max(0, 1 - epoch / epochs),
    momentum,
  }),
});
