/** A data set as Python code on NumPy, for exports; the page's recipe with NumPy's random numbers. */
import { lines } from '../python';

export interface DataCode {
  /** How the option `--data` goes on, for data that is read from files; `load_data` takes it after the seed. */
  dataArgument?: string;
  /** Modules that only this data needs. */
  imports?: string[];
  /** Top-level definitions. */
  parts: string[];
  /** Definition of `load_data`, which gives both splits; with wrong labels among those to train on, or without. */
  load(noisy: boolean): string;
}

/** The last lines of every `load_data`: label noise, then tensors. */
export const ending = (noisy: boolean, classes = 'CLASSES') =>
  lines(
    noisy &&
      `    train_labels = spoil_labels(train_labels.copy(), ${classes}, np.random.default_rng([seed, 2]))`,
    '    train = torch.tensor(train_inputs, dtype=torch.float32), torch.tensor(train_labels, dtype=torch.int64)',
    '    test = torch.tensor(test_inputs, dtype=torch.float32), torch.tensor(test_labels, dtype=torch.int64)',
    '    return train, test',
  );

/** Data in the plane: `pointsOf` defines points_of(labels, rng), points [n, 2] without noise of given labels. */
export const toyCode = (pointsOf: string): DataCode => ({
  parts: [
    pointsOf,
    `def draw(count, rng):
    """Inputs [count, 2] with noise, and labels; as many of each class as fit."""
    labels = rng.permutation(np.arange(count) % CLASSES)
    return points_of(labels, rng) + INPUT_NOISE * rng.standard_normal((count, 2)), labels`,
  ],
  load: (noisy) => `def load_data(seed):
    """TRAIN_SIZE training and 1,000 test points; the test set does not depend on the training size."""
    train_inputs, train_labels = draw(TRAIN_SIZE, np.random.default_rng([seed, 0]))
    test_inputs, test_labels = draw(1000, np.random.default_rng([seed, 1]))
${ending(noisy)}`,
});
