import { number } from '../field';
import { schedule } from './schedule';

/** The learning rate is multiplied by the decay factor every so many epochs. */
export const step = schedule({
  name: 'step',
  label: 'Step decay',
  fields: {
    decayFactor: number({
      label: 'Decay factor',
      short: 'decay',
      unit: '×',
      live: true,
      hint: 'Step decay multiplies the learning rate by this.',
      min: 0.01,
      max: 1,
      log: true,
      default: 0.1,
    }),
    decayEvery: number({
      label: 'Decay every',
      short: 'decay every',
      unit: 'epochs',
      live: true,
      hint: 'Epochs between two decays.',
      min: 1,
      max: 1000,
      default: 20,
    }),
  },
  ratesAt: (epoch, { learningRate, momentum, decayFactor, decayEvery }) => ({
    learningRate: learningRate * decayFactor ** Math.floor(epoch / decayEvery),
    momentum,
  }),
});
