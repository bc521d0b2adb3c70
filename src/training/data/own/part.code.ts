import { type DataCode, ending } from '../data-code';

/** A person's own data is not in a configuration: the program asks for it. */
export const code: DataCode = {
  dataArgument:
    'default="own-data.npz", help=".npz with train_inputs, train_labels, test_inputs, test_labels; classes from 0"',
  parts: [],
  load: (noisy) => `def load_data(seed, path):
    """The first TRAIN_SIZE training examples and all test examples of a file; inputs flattened, else as they are."""
    with np.load(path) as file:
        names = ["train_inputs", "train_labels", "test_inputs", "test_labels"]
        train_inputs, train_labels, test_inputs, test_labels = [file[name] for name in names]
    train_inputs, train_labels = train_inputs[:TRAIN_SIZE], train_labels[:TRAIN_SIZE]
    train_inputs, test_inputs = [inputs.reshape(len(inputs), -1) for inputs in (train_inputs, test_inputs)]
${ending(noisy, 'int(max(train_labels.max(), test_labels.max())) + 1')}`,
};
