import { number } from '../../field';
import { dataSource } from '../dataset';
import { trainSize } from '../train-size';

/** Data that a person opened. */
export const own = dataSource({
  name: 'own',
  label: 'Your own data',
  unlisted: true,
  classes: Number.POSITIVE_INFINITY,
  fields: {
    ownData: number({
      label: 'Own data',
      short: 'own data',
      fixed: true,
      hint: 'Checksum of your own data: a run is only repeated on the very same.',
      min: 0,
      max: 2147483647,
      integer: true,
      default: 0,
    }),
    trainSize,
  },
  rules: ({ ownData }) =>
    ownData === 0 ? [{ field: 'dataset', allowed: 'a file of yours: open it with the button Own data' }] : [],
});
