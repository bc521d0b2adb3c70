/** What page and a sweep's worker say to each other. Types only. */
import type { OwnData } from '../data/dataset';
import type { EngineInfo, EngineWish } from '../protocol';
import type { SweepJob, SweepResult } from './sweep';

export type SweepCommand =
  | {
      kind: 'open';
      wish: EngineWish;
      /** Folder of the site, absolute, with a trailing slash. */
      baseUrl: string;
      own?: OwnData | undefined;
      /** A smoothed batch loss below this is the target, in its unit. */
      targetLoss: number;
    }
  /** Trains these; answered by a result each, then `idle`. */
  | { kind: 'jobs'; jobs: readonly SweepJob[] }
  /** Rests before the next steps, until `go`. */
  | { kind: 'pause' }
  | { kind: 'go' };

export type SweepEvent =
  /** An engine named 'fused' takes many jobs at once, any other one after the other. */
  | { kind: 'opened'; engine: EngineInfo }
  /** So many network-steps were taken since the last time. */
  | { kind: 'steps'; count: number }
  | { kind: 'result'; job: Pick<SweepJob, 'x' | 'y' | 'seed'>; result: SweepResult }
  /** Some of the jobs train on tfjs instead of the fused kernels, for this reason. */
  | { kind: 'misfit'; reason: string }
  | { kind: 'idle' }
  /**
   * Nothing more comes from this worker; the message is for people. 'lost': the device is gone, 'silent': it does not
   * answer; another worker may do better.
   */
  | { kind: 'failed'; message: string; reason: 'lost' | 'silent' | 'other' };
