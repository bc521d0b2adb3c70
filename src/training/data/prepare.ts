/** From a clean data set to the one a run learns from: fewer examples, some wrong labels. Pure. */
import type { RunConfig } from '../config';
import { randomStream } from '../random';
import type { Dataset } from './dataset';

/**
 * The first `trainSize` training examples (sources deliver them shuffled), of which round(n * labelNoise %)
 * get another class, drawn evenly from the wrong ones. More noise only adds wrong labels; the test split
 * stays as it is, and the source's arrays are not changed.
 */
export function prepare(dataset: Dataset, { trainSize, labelNoise, seed }: RunConfig): Dataset {
  const size = dataset.inputShape.reduce((product, n) => product * n, 1);
  const count = Math.min(trainSize, dataset.train.labels.length);
  const labels = dataset.train.labels.slice(0, count);
  const random = randomStream(seed, 'label-noise');
  const order = random.permutation(count);
  const wrong = Math.round((count * labelNoise) / 100);
  for (let i = 0; i < wrong; i++) {
    const shift = 1 + random.integer(dataset.classes - 1);
    labels[order[i]] = (labels[order[i]] + shift) % dataset.classes;
  }
  return { ...dataset, train: { inputs: dataset.train.inputs.slice(0, count * size), labels } };
}
