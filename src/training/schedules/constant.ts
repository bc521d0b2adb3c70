import { schedule } from './schedule';

/** The same rates from the first step to the last. */
export const constant = schedule({
  name: 'constant',
  label: 'Constant',
  fields: {},
  ratesAt: (_epoch, { learningRate, momentum }) => ({ learningRate, momentum }),
});
