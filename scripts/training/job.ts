/** What the trainer of many runs is asked for, and what comes of it. Types only. */
import type { RunFile } from '../../src/runs/run-file';
import type { RunConfig } from '../../src/training/config';
import type { ProbeSettings } from '../../src/training/probes/settings';
import type { StepView } from '../../src/training/protocol';
import type { SweepResult } from '../../src/training/sweep/sweep';
import type { KeptFacts } from './kept-track';

export interface TrainJob {
  config: RunConfig;
  /** Everything that was measured, or what the whole sets gave after each epoch and the facts below. */
  keep: 'everything' | 'evaluations';
  /** What is measured otherwise than `keep` says. */
  probes?: Partial<ProbeSettings>;
  /** Steps to look at through the microscope once the run is over. */
  views?: readonly number[] | undefined;
  /** A smoothed batch loss below this is the target of `facts.stepsToTarget`; without it there is none. */
  targetLoss?: number;
}

/** What is known of a whole run. As the results of a sweep, and shares of epochs from 0 to 1, NaN where there are none. */
export interface RunFacts extends SweepResult, KeptFacts {
  /**
   * Share of the epochs at whose end the full training loss had risen, before and after the scheduled drop; a schedule
   * without one is cut in half.
   */
  risingBefore: number;
  risingAfter: number;
}

interface Trained {
  /** In an 'evaluations' job without the tables of steps, probes and curvature. */
  file: RunFile;
  facts: RunFacts;
  /** That it took to train, by the clock and of processors: the clock also counts what others do meanwhile. */
  seconds: number;
  processorSeconds: number;
}

export type TrainOutcome =
  | (Trained & { ok: true; views: StepView[] })
  /** The run went to its divergence, whose step is a result too. */
  | (Trained & { ok: false; divergedAt: number })
  /** Nothing is known of the run; it is not kept, and tried again next time. */
  | { ok: false; divergedAt: undefined; error: string };

export interface TrainProgress {
  done: number;
  total: number;
  /** Of those done, how many were trained some other time. */
  cached: number;
  /** Guess from the runs done so far; undefined before any was. */
  secondsLeft: number | undefined;
}
