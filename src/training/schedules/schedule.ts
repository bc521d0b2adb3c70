/** What a schedule is: learning rate and momentum as a function of the epoch. */
import type { AnyRun, Fields, Own, Part, ValuesOf } from '../part';

export interface Rates {
  /** Learning rate eta. */
  learningRate: number;
  /** Momentum mu of the same step. */
  momentum: number;
}

/** What every schedule reads of a run beside its own fields. */
type Shared = {
  /** The largest rate, and the momentum that goes with it. */
  learningRate: number;
  momentum: number;
  epochs: number;
};

export interface Schedule<Run = AnyRun> extends Part<Run> {
  /**
   * Rates at `epoch`, a real number from 0 (first step) up to but excluding `config.epochs`
   * (step number over steps per epoch), before warm-up.
   */
  ratesAt(epoch: number, config: Run): Rates;
  /** Epoch at which the large step becomes the small one; none for schedules without phases. */
  dropAt?(config: Run): number;
}

/** Its own fields say what its functions are given. */
export const schedule = <const N extends string, const F extends Fields>(
  part: Schedule<Shared & ValuesOf<F>> & Own<N, F>,
) => part;
