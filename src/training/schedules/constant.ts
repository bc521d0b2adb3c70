import type { Schedule } from './schedule';

/** The same rates from the first step to the last. */
export const constant: Schedule = {
  name: 'constant',
  ratesAt: (_epoch, { learningRate, momentum }) => ({ learningRate, momentum }),
};
