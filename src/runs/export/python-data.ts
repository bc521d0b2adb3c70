/**
 * The data of a run as Python code on NumPy: the recipes of src/training/data, with NumPy's random numbers. Every
 * program defines `load_data`, which gives both splits.
 */
import type { RunConfig } from '../../training/config';
import { manifest } from '../../training/data/fashion/manifest';
import { datasets } from '../../training/data/registry';
import type { DatasetName } from '../../training/fields';
import { lines, literal } from './python-text';

export interface DataCode {
  /** Lines of constants. */
  constants: string;
  /** Top-level definitions, `load_data` the last. */
  parts: string[];
  /** How the option `--data` goes on, for data that is read from files; `load_data` takes it after the seed. */
  dataArgument: string | undefined;
}

export function dataCode(config: RunConfig): DataCode {
  const { dataset, labelNoise } = config;
  const noisy = labelNoise > 0;
  const source = sources[dataset];
  return {
    constants: lines(
      source !== own && `CLASSES = ${literal(datasets.of(dataset).classes)}`,
      `TRAIN_SIZE = ${literal(config.trainSize)}`,
      source === toy && `INPUT_NOISE = ${literal(config.dataNoise)}  # standard deviation`,
      noisy && `LABEL_NOISE = ${literal(labelNoise)}  # percent of the training labels`,
    ),
    parts: [...source.parts(dataset), noisy ? spoilLabels : '', source.load(noisy)],
    dataArgument: source.dataArgument,
  };
}

interface Source {
  dataArgument?: string;
  parts(name: DatasetName): string[];
  load(noisy: boolean): string;
}

const spoilLabels = `def spoil_labels(labels, classes, rng):
    """Gives LABEL_NOISE percent of the labels another class, drawn evenly from the wrong ones."""
    count = math.floor(len(labels) * LABEL_NOISE / 100 + 0.5)
    wrong = rng.permutation(len(labels))[:count]
    labels[wrong] = (labels[wrong] + rng.integers(1, classes, count)) % classes
    return labels`;

/** The last lines of every `load_data`: label noise, then tensors. */
const ending = (noisy: boolean, classes = 'CLASSES') =>
  lines(
    noisy &&
      `    train_labels = spoil_labels(train_labels.copy(), ${classes}, np.random.default_rng([seed, 2]))`,
    '    train = torch.tensor(train_inputs, dtype=torch.float32), torch.tensor(train_labels, dtype=torch.int64)',
    '    test = torch.tensor(test_inputs, dtype=torch.float32), torch.tensor(test_labels, dtype=torch.int64)',
    '    return train, test',
  );

const mnist1d: Source = {
  parts: () => [
    `# MNIST-1D (Greydanus & Kobak, ICML 2024), generated: heights of the twelve points of each class's shape.
SHAPES = np.array(
    [
        [5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5],
        [5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5],
        [5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5],
        [5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5],
        [5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5],
        [5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5],
        [5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5],
        [5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5],
        [5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5],
    ]
)`,
    `def resample(signal, count):
    """Linear interpolation at \`count\` points from the first to the last sample."""
    return np.interp(np.linspace(0, len(signal) - 1, count), np.arange(len(signal)), signal)`,
    `def gaussian_filter(signal, sigma):
    """Convolution with a normalized Gaussian cut at four sigma; the signal is mirrored at its ends."""
    radius = round(4 * sigma)
    kernel = np.exp(-0.5 * (np.arange(-radius, radius + 1) / sigma) ** 2)
    return np.convolve(np.pad(signal, radius, mode="symmetric"), kernel / kernel.sum(), mode="valid")`,
    `def mnist1d_example(template, rng):
    """A template padded, scaled, shifted, buried in noise, sheared: 40 numbers."""
    signal = np.concatenate([template, np.zeros(rng.integers(36, 60))])
    signal = resample(signal, 72) * (1 + 0.4 * (rng.random() - 0.5))
    signal = np.roll(signal, rng.integers(48))
    signal = np.where(signal == 0, gaussian_filter(0.25 * rng.standard_normal(72), 2), signal)
    signal += 0.02 * rng.standard_normal(72) + 0.75 * (rng.random() - 0.5) * np.linspace(-0.5, 0.5, 72)
    return resample(signal, 40)`,
  ],
  load: (noisy) => `def load_data(seed):
    """Inputs [n, 40] and labels of the first TRAIN_SIZE of 4,000 training and of 1,000 test examples."""
    rng = np.random.default_rng([seed, 0])
    # The 1e-8 keeps points of a shape from being taken for "no signal", which is exactly 0.
    templates = (SHAPES - SHAPES[:, :1]) / SHAPES.std(axis=1, keepdims=True) / 6 + 1e-8
    labels = rng.permutation(np.arange(5000) % CLASSES)
    inputs = np.stack([mnist1d_example(templates[label], rng) for label in labels])
    inputs = (inputs - inputs.mean()) / inputs.std()
    train_inputs, train_labels = inputs[:4000][:TRAIN_SIZE], labels[:4000][:TRAIN_SIZE]
    test_inputs, test_labels = inputs[4000:], labels[4000:]
${ending(noisy)}`,
};

const fashion: Source = {
  // Where Debian's package dataset-fashion-mnist puts them.
  dataArgument: 'default="/usr/share/datasets/fashion-mnist", help="folder of the IDX .gz files"',
  parts: () => [
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

const thousands = (count: number) => count.toLocaleString('en');

/** Points [n, 2] without noise of given labels. */
const shapes: Partial<Record<DatasetName, string>> = {
  spirals: `def points_of(labels, rng):
    """Two arms of one and a half turns each, half a turn apart."""
    along = np.sqrt(rng.random(len(labels)))
    angle = 3 * np.pi * along + np.pi * labels
    return np.stack([along * np.cos(angle), along * np.sin(angle)], axis=1)`,
  moons: `def points_of(labels, rng):
    """Two half circles that reach into each other."""
    angle = np.pi * rng.random(len(labels))
    side = 1 - 2 * labels
    return np.stack([side * (np.cos(angle) - 0.5), side * (np.sin(angle) - 0.25)], axis=1)`,
  circles: `def points_of(labels, rng):
    """A circle of radius 1 around one of radius 0.5."""
    angle = 2 * np.pi * rng.random(len(labels))
    radius = 1 - 0.5 * labels
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)`,
  xor: `def points_of(labels, rng):
    """The four quarters of a square, opposite ones of one class."""
    side = rng.choice([-1, 1], len(labels))
    x, y = rng.random((2, len(labels)))
    return np.stack([side * x, side * y * (1 - 2 * labels)], axis=1)`,
  gaussians: `def points_of(labels, rng):
    """Four centres on a circle of radius 1; all spread comes from the noise."""
    angle = np.pi / 2 * labels
    return np.stack([np.cos(angle), np.sin(angle)], axis=1)`,
};

const toy: Source = {
  parts: (name) => [
    shapes[name] ?? '',
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
};

/** A person's own data is not in a configuration: the program asks for it. */
const own: Source = {
  dataArgument:
    'default="own-data.npz", help=".npz with train_inputs, train_labels, test_inputs, test_labels; classes from 0"',
  parts: () => [],
  load: (noisy) => `def load_data(seed, path):
    """The first TRAIN_SIZE training examples and all test examples of a file; inputs flattened, else as they are."""
    with np.load(path) as file:
        names = ["train_inputs", "train_labels", "test_inputs", "test_labels"]
        train_inputs, train_labels, test_inputs, test_labels = [file[name] for name in names]
    train_inputs, train_labels = train_inputs[:TRAIN_SIZE], train_labels[:TRAIN_SIZE]
    train_inputs, test_inputs = [inputs.reshape(len(inputs), -1) for inputs in (train_inputs, test_inputs)]
${ending(noisy, 'int(max(train_labels.max(), test_labels.max())) + 1')}`,
};

const sources: Record<DatasetName, Source> = {
  mnist1d,
  fashion,
  own,
  spirals: toy,
  moons: toy,
  circles: toy,
  xor: toy,
  gaussians: toy,
};
