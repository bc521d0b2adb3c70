/** The recording of a lesson, ready to be shown: what the stages read. Types only. */
import type { RunData } from '../runs/run-data';
import type { SweepResults } from '../runs/sweeps/sweep-results';
import type { StepView } from '../training/protocol';

export interface RecordedLesson {
  provenance: Provenance;
  /** By name in the plan, the first seed first. Runs of which only evaluations were kept have no steps. */
  runs: ReadonlyMap<string, readonly RecordedRun[]>;
  /** By name in the plan, then by step. */
  views: ReadonlyMap<string, ReadonlyMap<number, StepView>>;
  /** By name in the plan; places are numbers of values of its axes. */
  sweeps: ReadonlyMap<string, SweepResults>;
}

export interface RecordedRun {
  seed: number;
  data: RunData;
}

export interface Provenance {
  /** Such as `npm run record -- bounce`. */
  command: string;
  app: string;
  engine: string;
  backend: string;
  /** Day, as `2026-01-31`. */
  date: string;
}
