/**
 * What page and worker say to each other. Types only: nothing here exists at run time.
 * Commands go in, events come out; every event of a run carries its number, so late ones can be dropped.
 */
import type { CurvatureColumn, EvaluationColumn, ProbeColumn, StepColumn, Table } from './columns';
import type { RunConfig } from './config';
import type { OwnData } from './data/dataset';
import type { ProbeSettings } from './probes/settings';

export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

/** 'fused': our own kernels, many steps in one launch; 'tfjs': TensorFlow.js, operation by operation. */
export type EngineName = 'fused' | 'tfjs';

/** What the page asks for; 'auto' leaves it to the machine. */
export interface EngineWish {
  engine: EngineName | 'auto';
  backend: BackendName | 'auto';
}

export interface EngineInfo {
  engine: EngineName;
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

export type StepColumns = Table<StepColumn>;
export type EvaluationColumns = Table<EvaluationColumn>;
export type ProbeColumns = Table<ProbeColumn>;
export type CurvatureColumns = Table<CurvatureColumn>;

/** Everything needed to go on from a step, bit for bit. */
export interface Checkpoint {
  step: number;
  /** Weights, velocities and running statistics, in the engine's order. */
  tensors: Float32Array<ArrayBuffer>[];
}

/** The loss of a step's own batch along the step. */
export interface Valley {
  /** Number of the step, from 1; it led from the weights after step - 1 to those after it. */
  step: number;
  /** Mean loss of the step's own batch before and after it. */
  lossBefore: number;
  lossAfter: number;
  /** g . s: change of the batch loss that the gradient promised; negative is down. */
  slope: number;
  /** The same with the gradient of the batch after the step; NaN where it was not measured. */
  landingSlope: number;
  /** Loss of the same batch at w + alpha s: 0 is before the step, 1 is after it. Ascending alphas. */
  alphas: number[];
  losses: number[];
}

/** One step under the microscope: everything that happened in it. */
export interface StepView extends Valley {
  learningRate: number;
  momentum: number;
  gradientNorm: number;
  stepNorm: number;
  /** Loss of the probe set at the same places; empty where it was not measured. */
  probeLosses: number[];
  /** Number of examples in the batch, and the first of them: inputs of one example after the other. */
  batchSize: number;
  examples: { inputs: Float32Array<ArrayBuffer>; labels: Int32Array<ArrayBuffer>; shape: number[] };
  /** Norm of the gradient of each layer with weights, from the input on. */
  layers: { name: string; gradientNorm: number }[];
}

/** A square grid of points in the plane: `size` by `size`, cell centres from `low` to `high` in x and in y. */
export interface PlaneGrid {
  size: number;
  low: number;
  high: number;
}

/** What the network makes of each point of a grid, row by row from the lowest y. */
export interface Regions {
  step: number;
  grid: PlaneGrid;
  /** The class with the highest score, and how sure the network is of it, 0 to 1 (`losses.ts`). */
  classes: Uint8Array<ArrayBuffer>;
  certainty: Float32Array<ArrayBuffer>;
}

/** A configuration that holds for all steps after `step`. */
export interface LiveChange {
  step: number;
  config: RunConfig;
}

export type RunState = 'loading' | 'ready' | 'training' | 'paused' | 'finished' | 'diverged' | 'failed';

export type Command =
  | {
      kind: 'load';
      run: number;
      config: RunConfig;
      wish: EngineWish;
      /** Folder of the site, absolute, with a trailing slash. */
      baseUrl: string;
      probes: ProbeSettings;
      /** The person's own data, where the run learns from it. */
      own?: OwnData | undefined;
      /** What is kept of the run, ascending: the steps from the last of them to `resumeAt` are taken again. */
      checkpoints?: readonly Checkpoint[];
      /** Step the run has come to before; 0 begins it. */
      resumeAt?: number;
      /** The run's live changes, those still to come among them. */
      changes?: readonly LiveChange[];
    }
  | { kind: 'train' }
  | { kind: 'pause' }
  | { kind: 'step' }
  | { kind: 'reconfigure'; config: RunConfig }
  | { kind: 'probes'; probes: ProbeSettings }
  /** Wants the step with this number under the microscope; 'latest' every now and then while it trains. */
  | { kind: 'inspect'; step: number | 'latest' }
  /** Wants the valleys of the last so many steps of a run that rests. */
  | { kind: 'valleys'; steps: number }
  /** Wants the classes on a grid of the plane, as the network saw them after this step; two inputs only. */
  | { kind: 'regions'; step: number | 'latest'; grid: PlaneGrid }
  | { kind: 'ack'; sequence: number }
  | { kind: 'ping' };

export type TrainingEvent =
  | { kind: 'loading'; run: number; what: string; fraction: number }
  /** The steps after `from` were taken again to come back to a later one: their batch losses. */
  | { kind: 'retaken'; run: number; from: number; losses: Float32Array<ArrayBuffer> }
  | { kind: 'loaded'; run: number; engine: EngineInfo; facts: RunFacts; step: number }
  | {
      kind: 'metrics';
      run: number;
      sequence: number;
      steps: StepColumns;
      evaluations: EvaluationColumns;
      probes: ProbeColumns;
      curvature: CurvatureColumns;
    }
  | {
      kind: 'state';
      run: number;
      state: RunState;
      step: number;
      stepsPerSecond: number;
      /** Share of the time that measuring took lately, 0 to 1. */
      probeShare: number;
    }
  /** Work begins that nothing can interrupt; the worker may be silent for minutes. */
  | { kind: 'busy'; run: number }
  | { kind: 'changed'; run: number; change: LiveChange }
  | { kind: 'step-view'; run: number; view: StepView }
  | { kind: 'valleys'; run: number; valleys: Valley[] }
  | { kind: 'regions'; run: number; regions: Regions }
  /** 'lasting': one of the thinned grid of steps from which earlier steps can be taken again. */
  | { kind: 'checkpoint'; run: number; checkpoint: Checkpoint; lasting: boolean }
  /** 'silent': the device does not answer, and nothing more comes from this worker. */
  | { kind: 'failed'; run: number; reason: 'data' | 'backend' | 'silent' | 'internal'; message: string }
  | { kind: 'device-lost'; message: string }
  | { kind: 'gpu-error'; message: string }
  | { kind: 'pong' };
