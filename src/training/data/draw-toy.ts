/** Draws the examples of a two-dimensional data set. Pure. */
import { type RandomStream, randomStream } from '../random';
import type { DataSource, Dataset, Split } from './dataset';

type Toy = Pick<DataSource, 'classes'> & Required<Pick<DataSource, 'point'>>;

const testCount = 1000;

/** Training and test points from streams of their own: the test set does not depend on the training size. */
export function drawToy(
  toy: Toy,
  { trainSize, dataNoise, seed }: { trainSize: number; dataNoise: number; seed: number },
): Dataset {
  return {
    inputShape: [2],
    classes: toy.classes,
    train: draw(toy, trainSize, dataNoise, randomStream(seed, 'data', 0)),
    test: draw(toy, testCount, dataNoise, randomStream(seed, 'data', 1)),
  };
}

function draw({ classes, point }: Toy, count: number, noise: number, random: RandomStream): Split {
  const inputs = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  random.permutation(count).forEach((place, i) => {
    const label = i % classes;
    const [x, y] = point(label, random);
    labels[place] = label;
    inputs[2 * place] = x + noise * random.normal();
    inputs[2 * place + 1] = y + noise * random.normal();
  });
  return { inputs, labels };
}
