/** Number of classes of each data set, for whoever has a configuration but no data. */
import type { DatasetName } from '../fields';

export const classesOf: Record<DatasetName, number> = {
  mnist1d: 10,
  fashion: 10,
  spirals: 2,
  moons: 2,
  circles: 2,
  xor: 2,
  gaussians: 4,
  /** Not known without the data: no loss counts as worse than guessing. */
  own: Number.POSITIVE_INFINITY,
};
