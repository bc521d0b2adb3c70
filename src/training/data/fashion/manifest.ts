/** Made by scripts/pack-fashion.mjs; describes public/data/fashion-mnist.pack. */
export const manifest = {
  file: 'data/fashion-mnist.pack',
  bytes: 2_627_076,
  sha256: '9983c6cda40e2c93e159ed7ea176e1b551121df2569b1c58df618ef424d6e09b',
  train: 5_000,
  test: 1_000,
} as const;
