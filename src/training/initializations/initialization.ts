/** How first weights are drawn. */
import type { ParameterSpec } from '../models/model';
import type { Part } from '../part';
import type { RandomStream } from '../random';

export interface Initialization extends Part {
  /** What draws one number of a weight; biases start at 0 unless `biases` is set. */
  draw(spec: ParameterSpec, random: RandomStream): () => number;
  /** Biases are drawn as weights are. */
  biases?: boolean;
}

/** Numbers evenly distributed within `bound` of 0. */
export const within = (bound: number, random: RandomStream) => () => bound * (2 * random.uniform() - 1);
