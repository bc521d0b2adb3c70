/**
 * What is known of each loss before anything is computed. With scores z of an example and its class y:
 *   cross-entropy  L = log sum_c exp z_c - z_y, in nats;
 *   squared error  L = 1/2 sum_c (z_c - [c = y])^2, a pure number.
 * Both are summed over classes and averaged over examples. Pure.
 */
import type { LossName } from './fields';

interface LossFacts {
  /** Empty for a pure number. */
  unit: string;
  /** Loss of scores that are all zero: who has a higher one does worse than knowing nothing. */
  chance(classes: number): number;
}

export const losses: Record<LossName, LossFacts> = {
  'cross-entropy': { unit: 'nats', chance: Math.log },
  'squared-error': { unit: '', chance: () => 0.5 },
};
