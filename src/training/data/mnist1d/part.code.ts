import { type DataCode, ending } from '../data-code';

export const code: DataCode = {
  parts: [
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
