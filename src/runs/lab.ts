/**
 * The one object behind the page: what the controls show, which run is loaded and what it is doing.
 * A vanilla zustand store; components subscribe to slices of it. No React, no tfjs. Recorded points live in
 * `RunData`, never here.
 */
import type { ConfigIssue, RunConfig } from '../training/config';
import type { ProbeSettings } from '../training/probes/settings';
import type { EngineInfo, RunFacts, RunState, StepView } from '../training/protocol';
import type { Thresholds } from '../training/regime/types';
import type { RunData } from './run-data';

export interface Notice {
  tone: 'warning' | 'error';
  text: string;
  /** One way out, offered as a button. */
  action?: { label: string; perform(): void };
}

export interface LabState {
  /** What the controls show; always valid. */
  config: RunConfig;
  /** Refused entries of the controls; the fields keep their last valid value in `config`. */
  issues: ConfigIssue[];
  /** The run in the figures. */
  data: RunData | undefined;
  /** 'recorded': the figures show a finished run that was shipped with the page. */
  state: RunState | 'recorded';
  /** Last finished step of the run and its planned number of steps. */
  step: number;
  totalSteps: number;
  stepsPerSecond: number;
  /** How often the run is measured, and the share of its time that takes, 0 to 1. */
  probes: ProbeSettings;
  probeShare: number;
  /** Cut-offs of the detector, and what was wrong with the last change of them. */
  thresholds: Thresholds;
  thresholdError: string | undefined;
  /** The step under the microscope. */
  stepView: StepView | undefined;
  /** Seconds of training so far, pauses left out. */
  elapsed: number;
  engine: EngineInfo | undefined;
  facts: RunFacts | undefined;
  loading: { what: string; fraction: number } | undefined;
  /** Fields whose edited value waits for a reset, because the run cannot take them while it exists. */
  pending: (keyof RunConfig)[];
  notices: Notice[];
}

export interface LabActions {
  /** Takes edits of some fields: valid ones enter `config`, refused ones become `issues`. */
  edit(changes: Record<string, unknown>): void;
  choosePreset(id: string): void;
  /** Starts the run of `config`, or goes on with the loaded one. */
  train(): void;
  pause(): void;
  /** Pauses, then takes exactly one step. */
  stepOnce(): void;
  /** Drops the run; the next `train` starts anew with `config`. */
  reset(): void;
  setProbes(change: Partial<ProbeSettings>): void;
  setThresholds(change: Partial<Thresholds>): void;
  /** Puts a step under the microscope: one that was taken, or the next one of a running run. */
  inspect(step: number | 'latest'): void;
  dismiss(notice: Notice): void;
  /** Shows a shipped run file, unless a run is there already. */
  showRecorded(file: unknown): void;
}
