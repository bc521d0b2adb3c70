/** Two-dimensional data sets: shapes of order 1 in the plane, to which Gaussian noise of a chosen deviation is added. */
import { number } from '../field';
import { type DataSource, dataSource } from './dataset';
import { trainSize } from './train-size';

const dataNoise = number({
  label: 'Input noise',
  short: 'input noise',
  hint: 'Standard deviation of the noise added to each point of a two-dimensional data set.',
  min: 0,
  max: 1,
  default: 0.1,
});

/** A toy is a function from a class and a random stream to a point. */
export const toy = <const N extends string>(
  part: { name: N } & Required<Pick<DataSource, 'label' | 'classes' | 'point'>>,
) => dataSource({ ...part, inputShape: [2], fields: { trainSize, dataNoise } });
