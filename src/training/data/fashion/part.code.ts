import { literal } from '../../python';
import { type DataCode, ending } from '../data-code';
import { manifest } from './manifest';

const thousands = (count: number) => count.toLocaleString('en');

export const code: DataCode = {
  // Where Debian's package dataset-fashion-mnist puts them.
  dataArgument: 'default="/usr/share/datasets/fashion-mnist", help="folder of the IDX .gz files"',
  imports: ['import gzip', 'from pathlib import Path'],
  parts: [
    `def read_idx(folder, name):
    """Array of a gzipped IDX file, the format of MNIST: type and rank, the sizes, then the bytes."""
    with gzip.open(Path(folder) / f"{name}.gz") as file:
        content = file.read()
    rank = content[3]
    return np.frombuffer(content, np.uint8, offset=4 + 4 * rank).reshape(np.frombuffer(content, ">i4", rank, 4))`,
    `def first_of_each_class(folder, part, per_class):
    """Images [n, 1, 28, 28], standardized, and labels: the first of each class, in the order of the file."""
    images, labels = read_idx(folder, f"{part}-images-idx3-ubyte"), read_idx(folder, f"{part}-labels-idx1-ubyte")
    chosen = np.sort(np.concatenate([np.flatnonzero(labels == c)[:per_class] for c in range(CLASSES)]))
    # Mean and deviation of the published training set's pixels, from 0 to 1.
    return ((images[chosen, None] / 255 - 0.286) / 0.353), labels[chosen].astype(np.int64)`,
  ],
  load: (noisy) => `def load_data(seed, folder):
    """The first TRAIN_SIZE of ${thousands(manifest.train)} training images and ${thousands(manifest.test)} test images of Fashion-MNIST (Xiao et al. 2017)."""
    train_inputs, train_labels = first_of_each_class(folder, "train", ${literal(manifest.train / 10)})
    train_inputs, train_labels = train_inputs[:TRAIN_SIZE], train_labels[:TRAIN_SIZE]
    test_inputs, test_labels = first_of_each_class(folder, "t10k", ${literal(manifest.test / 10)})
${ending(noisy)}`,
};
