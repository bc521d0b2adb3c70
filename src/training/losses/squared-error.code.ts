import type { LossCode } from './loss-code';

export const code: LossCode = {
  torch: {
    imported: 'one_hot',
    part: `def squared_error(scores, labels):
    """Loss of each example: half the squared distance of its scores from 1 for the right class, 0 for the others."""
    return 0.5 * ((scores - one_hot(labels, scores.shape[1])) ** 2).sum(1)`,
    ofExamples: (scores, labels) => `squared_error(${scores}, ${labels})`,
  },
  keras: `def loss(labels, scores):
    """Half the squared distance of the scores from 1 for the right class and 0 for the others, of each example."""
    labels = ops.cast(ops.reshape(labels, (-1,)), "int32")
    return 0.5 * ops.sum(ops.square(scores - ops.one_hot(labels, scores.shape[-1])), axis=-1)`,
  optax: `def loss(scores, labels):
    """Half the squared distance of the scores from 1 for the right class and 0 for the others; mean over examples."""
    return optax.l2_loss(scores, jax.nn.one_hot(labels, scores.shape[-1])).sum(-1).mean()`,
};
