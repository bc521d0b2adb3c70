/**
 * What page and worker say to each other. Types only: nothing here exists at run time.
 * Commands go in, events come out; every event of a run carries its number, so late ones can be dropped.
 */
import type { RunConfig } from './config';

export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

export interface EngineInfo {
  engine: 'tfjs';
  backend: BackendName;
  /** Adapter or device in words, as the browser names it; empty where there is none. */
  adapter: string;
  /** The adapter computes on the processor. */
  software: boolean;
  /** Why this backend and not a better one; empty when nothing better was passed over. */
  reason: string;
}

/** Facts of a run that follow from its configuration once data and model are there. */
export interface RunFacts {
  stepsPerEpoch: number;
  trainSize: number;
  testSize: number;
  classes: number;
  parameters: number;
}

/** One row per step; all columns have the same length. */
export interface StepColumns {
  /** Number of the step, from 1. */
  step: Float32Array<ArrayBuffer>;
  learningRate: Float32Array<ArrayBuffer>;
  momentum: Float32Array<ArrayBuffer>;
  /** Mean cross-entropy of the batch before the step, nats. */
  batchLoss: Float32Array<ArrayBuffer>;
  /** Euclidean norm of the batch gradient (weight decay not included). */
  gradientNorm: Float32Array<ArrayBuffer>;
  /** Euclidean length of the step in weight space. */
  stepNorm: Float32Array<ArrayBuffer>;
}

/** One row per evaluation of both whole splits. Losses in nats, accuracies from 0 to 1. */
export interface EvaluationColumns {
  step: Float32Array<ArrayBuffer>;
  trainLoss: Float32Array<ArrayBuffer>;
  trainAccuracy: Float32Array<ArrayBuffer>;
  testLoss: Float32Array<ArrayBuffer>;
  testAccuracy: Float32Array<ArrayBuffer>;
}

/** Everything needed to go on from a step, bit for bit. */
export interface Checkpoint {
  step: number;
  /** Weights, velocities and running statistics, in the engine's order. */
  tensors: Float32Array<ArrayBuffer>[];
}

export type RunState = 'loading' | 'ready' | 'training' | 'paused' | 'finished' | 'diverged' | 'failed';

export type Command =
  | {
      kind: 'load';
      run: number;
      config: RunConfig;
      backend: BackendName | 'auto';
      /** Folder of the site, absolute, with a trailing slash. */
      baseUrl: string;
      checkpoint?: Checkpoint;
    }
  | { kind: 'train' }
  | { kind: 'pause' }
  | { kind: 'step' }
  | { kind: 'reconfigure'; config: RunConfig }
  | { kind: 'ack'; sequence: number }
  | { kind: 'ping' };

export type TrainingEvent =
  | { kind: 'loading'; run: number; what: string; fraction: number }
  | { kind: 'loaded'; run: number; engine: EngineInfo; facts: RunFacts; step: number }
  | { kind: 'metrics'; run: number; sequence: number; steps: StepColumns; evaluations: EvaluationColumns }
  | { kind: 'state'; run: number; state: RunState; step: number; stepsPerSecond: number }
  | { kind: 'checkpoint'; run: number; checkpoint: Checkpoint }
  | { kind: 'failed'; run: number; reason: 'data' | 'backend' | 'internal'; message: string }
  | { kind: 'device-lost'; message: string }
  | { kind: 'gpu-error'; message: string }
  | { kind: 'pong' };
