/** What the page knows of its sweep, and what a person can do with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { RunConfig } from '../../training/config';
import type { OwnData } from '../../training/data/dataset';
import type { EngineInfo } from '../../training/protocol';
import type { Sweep } from '../../training/sweep/sweep';
import type { RunLocks } from '../storage/locks';
import type { SweepKeeping } from './sweep-kept';
import type { SweepPlan } from './sweep-plan';
import type { SweepPoolOptions } from './sweep-pool';
import type { SweepResults } from './sweep-results';

export interface SweepState {
  /** What the controls show. */
  plan: SweepPlan;
  /** Why it cannot be started. */
  issue: string | undefined;
  /** The sweep that is shown. */
  sweep: Sweep | undefined;
  status: 'none' | 'running' | 'paused' | 'finished' | 'cancelled' | 'failed';
  results: SweepResults;
  /** Version of the results: they grow in place. */
  version: number;
  /** Runs of the sweep. */
  jobs: number;
  /** Seconds of training so far, and still to go as far as can be told. */
  seconds: number;
  secondsLeft: number | undefined;
  stepsPerSecond: number;
  /** What trains, in words; empty until it is known. */
  engine: string;
  /** Why some of it trains on another engine; empty where nothing does. */
  misfit: string;
  /** Why it failed. */
  error: string | undefined;
  /** The point that was opened last, as a run. */
  opened: RunConfig | undefined;
}

export interface SweepActions {
  edit(change: Partial<SweepPlan>): void;
  /** Starts the sweep of the plan over the other fields of `base`; the one before is gone. */
  start(base: RunConfig, own: OwnData | undefined): void;
  pause(): void;
  /** Goes on with a sweep that was paused, failed, or found in storage. */
  resume(own: OwnData | undefined): void;
  /** Ends a sweep; what it found stays. */
  cancel(): void;
}

export type SweepStore = StoreApi<SweepState & SweepActions>;

export interface SweepStoreOptions extends SweepPoolOptions {
  /** One tab at a time trains a sweep: the browser keeps the last one only. */
  locks: Pick<RunLocks, 'holdRun'>;
  keeping: SweepKeeping;
  engineText(info: EngineInfo): string;
}

/** Of a page that has no sweep. */
export const nothing = {
  sweep: undefined,
  status: 'none',
  version: 0,
  jobs: 0,
  seconds: 0,
  secondsLeft: undefined,
  stepsPerSecond: 0,
  engine: '',
  misfit: '',
  error: undefined,
  opened: undefined,
} satisfies Partial<SweepState>;
