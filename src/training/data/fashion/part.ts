import { dataSource } from '../dataset';
import { trainSize } from '../train-size';

/** Fashion-MNIST (Xiao, Rasul & Vollgraf 2017): small grey images of ten kinds of clothes. */
export const fashion = dataSource({
  name: 'fashion',
  label: 'Fashion-MNIST',
  classes: 10,
  inputShape: [28, 28, 1],
  examples: 5000,
  fields: { trainSize },
});
