/** The data a person brought, as a data set: split as it came, no more examples than there are. */
import { DataError, type Dataset, type Load, type OwnData } from '../dataset';
import type { own } from './part';

export const load: Load<(typeof own)['fields']> = async ({ ownData, trainSize }, { own: data }) => {
  if (!data || data.checksum !== ownData) {
    throw new DataError(
      'This run learns from data of its own, which this browser does not have. Open the file it was made from.',
    );
  }
  if (trainSize > data.testFrom) {
    throw new DataError(
      `Training examples: ${trainSize} is not allowed; “${data.name}” has 20 to ${data.testFrom}.`,
    );
  }
  return ownDataset(data);
};

/** The data as it was split when it was read. */
function ownDataset({ inputs, labels, testFrom, inputShape, classNames }: OwnData): Dataset {
  const size = inputShape.reduce((product, n) => product * n, 1);
  return {
    inputShape,
    classes: classNames.length,
    train: { inputs: inputs.slice(0, testFrom * size), labels: labels.slice(0, testFrom) },
    test: { inputs: inputs.slice(testFrom * size), labels: labels.slice(testFrom) },
  };
}
