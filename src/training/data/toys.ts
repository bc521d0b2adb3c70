/**
 * Two-dimensional data sets: shapes of order 1 in the plane, to which Gaussian noise of a chosen deviation is
 * added. A toy is a function from a class and a random stream to a point.
 */
import type { RunConfig } from '../config';
import type { DatasetName } from '../fields';
import { type RandomStream, randomStream } from '../random';
import { classesOf } from './classes';
import type { DataSource, Dataset, Split } from './dataset';
import { prepare } from './prepare';

type Point = readonly [x: number, y: number];

interface Toy {
  name: DatasetName;
  /** A point of the class without noise. */
  point(label: number, random: RandomStream): Point;
}

const testCount = 1000;

/** Two arms of one and a half turns each, half a turn apart. */
const spirals: Toy = {
  name: 'spirals',
  point(label, random) {
    const along = Math.sqrt(random.uniform());
    const angle = 3 * Math.PI * along + Math.PI * label;
    return [along * Math.cos(angle), along * Math.sin(angle)];
  },
};

/** Two half circles that reach into each other. */
const moons: Toy = {
  name: 'moons',
  point(label, random) {
    const angle = Math.PI * random.uniform();
    return label === 0
      ? [Math.cos(angle) - 0.5, Math.sin(angle) - 0.25]
      : [0.5 - Math.cos(angle), 0.25 - Math.sin(angle)];
  },
};

/** A circle of radius 1 around one of radius 0.5. */
const circles: Toy = {
  name: 'circles',
  point(label, random) {
    const angle = 2 * Math.PI * random.uniform();
    const radius = label === 0 ? 1 : 0.5;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
};

/** The four quarters of a square, opposite ones of one class. */
const xor: Toy = {
  name: 'xor',
  point(label, random) {
    const side = random.integer(2) === 0 ? 1 : -1;
    const [x, y] = [random.uniform(), random.uniform()];
    return label === 0 ? [side * x, side * y] : [side * x, -side * y];
  },
};

/** Four centres on a circle of radius 1; all spread comes from the noise. */
const gaussians: Toy = {
  name: 'gaussians',
  point: (label) => [Math.cos((Math.PI / 2) * label), Math.sin((Math.PI / 2) * label)],
};

function draw(toy: Toy, count: number, noise: number, random: RandomStream): Split {
  const inputs = new Float32Array(2 * count);
  const labels = new Int32Array(count);
  random.permutation(count).forEach((place, i) => {
    const label = i % classesOf[toy.name];
    const [x, y] = toy.point(label, random);
    labels[place] = label;
    inputs[2 * place] = x + noise * random.normal();
    inputs[2 * place + 1] = y + noise * random.normal();
  });
  return { inputs, labels };
}

/** Training and test points from streams of their own: the test set does not depend on the training size. */
function datasetOf(toy: Toy, { trainSize, dataNoise, seed }: RunConfig): Dataset {
  return {
    name: toy.name,
    inputShape: [2],
    classes: classesOf[toy.name],
    train: draw(toy, trainSize, dataNoise, randomStream(seed, 'data', 0)),
    test: draw(toy, testCount, dataNoise, randomStream(seed, 'data', 1)),
  };
}

const all = [spirals, moons, circles, xor, gaussians];

export const toys: DataSource[] = all.map((toy) => ({
  name: toy.name,
  load: async (config) => datasetOf(toy, config),
}));

/** The training examples of a run, wrong labels among them; undefined where the data is not in the plane. */
export function toySplit(config: RunConfig): Split | undefined {
  const toy = all.find(({ name }) => name === config.dataset);
  return toy && prepare(datasetOf(toy, config), config).train;
}
