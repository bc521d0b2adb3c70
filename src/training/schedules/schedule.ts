/** What a schedule is: learning rate and momentum as a function of the epoch. Types only. */
import type { RunConfig } from '../config';
import type { ScheduleName } from '../fields';

export interface Rates {
  /** Learning rate eta. */
  learningRate: number;
  /** Momentum mu of the same step. */
  momentum: number;
}

export interface Schedule {
  name: ScheduleName;
  /**
   * Rates at `epoch`, a real number from 0 (first step) up to but excluding `config.epochs`
   * (step number over steps per epoch), before warm-up.
   */
  ratesAt(epoch: number, config: RunConfig): Rates;
}
