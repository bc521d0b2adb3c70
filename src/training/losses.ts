/**
 * What is known of each loss before anything is computed. With scores z of an example and its class y:
 *   cross-entropy  L = log sum_c exp z_c - z_y, in nats;
 *   squared error  L = 1/2 sum_c (z_c - [c = y])^2, a pure number.
 * The loss of a batch is the mean over its examples. Pure.
 */
import type { LossName } from './fields';

interface LossFacts {
  /** Empty for a pure number. */
  unit: string;
  /** Loss of scores that are all zero: a higher one is worse than knowing nothing. `classes` may be infinite: unknown. */
  chance(classes: number): number;
  /** How sure a network is of the class with the highest of its scores: about the probability, from 0 to 1. */
  certainty(scores: Float32Array): number;
}

export const losses: Record<LossName, LossFacts> = {
  'cross-entropy': {
    unit: 'nats',
    chance: Math.log,
    certainty(scores) {
      const most = Math.max(...scores);
      return 1 / scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
    },
  },
  'squared-error': {
    unit: '',
    chance: () => 0.5,
    // The scores with the least squared error are the probabilities themselves.
    certainty: (scores) => Math.min(1, Math.max(0, ...scores)),
  },
};
