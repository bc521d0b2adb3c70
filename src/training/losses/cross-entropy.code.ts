import type { LossCode } from './loss-code';

export const code: LossCode = {
  torch: {
    imported: 'cross_entropy',
    part: '',
    ofExamples: (scores, labels) => `cross_entropy(${scores}, ${labels}, reduction="none")`,
  },
  keras: 'loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)',
  optax: `def loss(scores, labels):
    return optax.softmax_cross_entropy_with_integer_labels(scores, labels).mean()`,
};
