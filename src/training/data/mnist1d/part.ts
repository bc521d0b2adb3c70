import { dataSource } from '../dataset';
import { trainSize } from '../train-size';

/** MNIST-1D (Greydanus & Kobak, ICML 2024): ten digit-like shapes of 40 numbers, generated. */
export const mnist1d = dataSource({
  name: 'mnist1d',
  label: 'MNIST-1D',
  classes: 10,
  inputShape: [40],
  examples: 4000,
  fields: { trainSize },
});
