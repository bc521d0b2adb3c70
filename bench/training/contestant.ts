/** What a way to train is to the bench, and the work that all of them do. */
import { defaultConfig } from '../../src/training/config';
import type { Dataset } from '../../src/training/data/dataset';
import { generateMnist1d } from '../../src/training/data/mnist1d/load';
import { initialize } from '../../src/training/models/initialize';
import { type PlacedLayer, placeLayers } from '../../src/training/models/model';
import { models } from '../../src/training/models/registry';

export interface Contestant {
  /** Networks that one step moves; 1 for all but those side by side. */
  networks: number;
  /** Called before a turn, untimed: what a turn of so many steps reads may be made here. */
  prepare?: ((steps: number) => void) | undefined;
  /** Takes the next steps; resolves when they are done, not when they are queued. */
  train(steps: number): Promise<void>;
  /** Mean cross-entropy at the present weights, nats: over the first batch, or all training examples. */
  loss(): Promise<number>;
  dispose(): void;
}

/** The network and how it learns; the same for every contestant. MLP with biases and ReLU, plain SGD. */
export const work = { sizes: [40, 100, 100, 10], batchSize: 32, learningRate: 0.1 } as const;

/** The MLP of a width as our engines know it. */
export function placedMlp({ classes, inputShape }: Dataset, width: number): PlacedLayer[] {
  return placeLayers(models.of('mlp').layers({ ...defaultConfig, width }, classes), inputShape);
}

/** One layer's first values: weights row-major [inputs, outputs], then biases. */
export interface StartLayer {
  inputs: number;
  outputs: number;
  weights: Float32Array<ArrayBuffer>;
  biases: Float32Array<ArrayBuffer>;
}

export interface Task {
  dataset: Dataset;
  /** Weights that every contestant starts from but our engines, which draw their own by the same rule. */
  start: StartLayer[];
  /** Batches of rows in their order, all that there are: inputs [32, 40], labels as one-hot rows [32, 10]. */
  batches: { inputs: Float32Array<ArrayBuffer>; oneHot: Float32Array<ArrayBuffer>; labels: Int32Array }[];
}

export function makeTask(): Task {
  const dataset = generateMnist1d(1);
  const specs = placedMlp(dataset, work.sizes[1]).flatMap((each) => each.parameters);
  const arrays = initialize(specs, 'pytorch', 1, 1);
  const start = work.sizes.slice(1).map((outputs, i) => ({
    inputs: work.sizes[i],
    outputs,
    weights: arrays[2 * i],
    biases: arrays[2 * i + 1],
  }));
  const { inputs, labels } = dataset.train;
  const { batchSize: rows, sizes } = work;
  const [features, classes] = [sizes[0], sizes[sizes.length - 1]];
  const batches = Array.from({ length: Math.floor(labels.length / rows) }, (_, i) => {
    const own = labels.slice(i * rows, (i + 1) * rows);
    const oneHot = new Float32Array(rows * classes);
    own.forEach((label, row) => {
      oneHot[row * classes + label] = 1;
    });
    return { inputs: inputs.slice(i * rows * features, (i + 1) * rows * features), oneHot, labels: own };
  });
  return { dataset, start, batches };
}
