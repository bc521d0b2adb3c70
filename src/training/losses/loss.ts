/** What a loss is before anything is computed. The loss of a batch is the mean over its examples. */
import type { Part } from '../part';

export interface Loss extends Part {
  /** Empty for a pure number. */
  unit: string;
  /** Loss of scores that are all zero: a higher one is worse than knowing nothing. `classes` may be infinite: unknown. */
  chance(classes: number): number;
  /** How sure a network is of the class with the highest of its scores: about the probability, from 0 to 1. */
  certainty(scores: Float32Array): number;
}
