/**
 * The one object behind the page: what the controls show, the runs, and which of them is looked at.
 * A vanilla zustand store; components subscribe to slices of it. No React, no tfjs. Recorded points live in
 * `RunData`, never here.
 */
import type { ConfigIssue, RunConfig } from '../training/config';
import type { OwnData } from '../training/data/dataset';
import type { ProbeSettings } from '../training/probes/settings';
import type { PlaneGrid } from '../training/protocol';
import type { Thresholds } from '../training/regime/types';
import type { RunData } from './run-data';
import type { RunEntry, RunStatus } from './run-entry';
import type { Settled } from './settle';
import type { RunKeeper } from './storage/kept-run';
import type { DatasetListing } from './storage/own-datasets';
import type { Usage } from './storage/usage';

export interface Notice {
  tone: 'warning' | 'error';
  text: string;
  /** One way out, offered as a button. */
  action?: {
    label: string;
    perform(): void;
    /** It opens a dialog, which may be closed without a choice: the notice stays. */
    opens?: boolean;
  };
  /** Stays until it is dismissed, beside others with the same words: something that can be undone. */
  lasting?: boolean;
  /** The run that it is about: it goes when that run is deleted. */
  run?: string;
}

/** Live changes that the next run repeats, as a link or file tells them: fields that change after a step. */
export interface ScriptedChange {
  step: number;
  fields: Partial<RunConfig>;
}

/** What the run that is looked at is doing lies beside the rest, whichever run it is. */
export interface LabState extends RunStatus {
  /** What the controls show; always valid. */
  config: RunConfig;
  /** Refused entries of the controls; the fields keep their last valid value in `config`. */
  issues: ConfigIssue[];
  /** Every run, oldest first. */
  runs: readonly RunEntry[];
  /** The run that is looked at; undefined: the plan of the next one is. */
  current: string | undefined;
  /** Its numbers. */
  data: RunData | undefined;
  /** How often runs are measured. */
  probes: ProbeSettings;
  /** Cut-offs of the detector, and what was wrong with the last change of them. */
  thresholds: Thresholds;
  thresholdError: string | undefined;
  /** Fields whose edited value waits for a reset, because the run cannot take them while it exists. */
  pending: (keyof RunConfig)[];
  script: readonly ScriptedChange[];
  notices: Notice[];
}

export interface LabActions {
  /** Takes edits of some fields: valid ones enter `config`, refused ones become `issues`. */
  edit(changes: Record<string, unknown>): void;
  choosePreset(id: string): void;
  /** Leaves what is shown and starts a run of this configuration. */
  open(config: RunConfig): void;
  /** Starts the run of `config`, or goes on with the one that is looked at. */
  train(): void;
  pause(): void;
  /** Pauses every run that trains, or begins to while it is held; what it returns lets them go on. */
  hold(): () => void;
  /** Pauses, then takes exactly one step. */
  stepOnce(): void;
  /** From the next step on the small step, whatever the schedule was. */
  dropNow(): void;
  /** Leaves the run; the next `train` starts anew with `config`. */
  reset(): void;
  setProbes(change: Partial<ProbeSettings>): void;
  setThresholds(change: Partial<Thresholds>): void;
  /** Puts a step under the microscope: one that was taken, or the next one of a running run. */
  inspect(step: number | 'latest'): void;
  /** Wants the valleys of the last steps of a run that rests. */
  lookAtValleys(steps: number): void;
  /** Wants the classes in the plane after a step. */
  lookAtPlane(step: number | 'latest', grid: PlaneGrid): void;
  /** A run that shares everything up to `step` with the one looked at, and waits there. */
  fork(step: number, config?: RunConfig): void;
  /**
   * Two of them, which train: one keeps the large rate, the other drops to the small one. Of a run that is over and did
   * either, only the other.
   */
  forkBoth(step: number): void;
  select(id: string | undefined): void;
  /** Changes what a person decides about a run: its name, whether it is drawn, whether it stays. */
  change(id: string, change: Partial<Pick<RunEntry, 'name' | 'hidden' | 'pinned'>>): void;
  /** Takes runs off the list; `undo` of the notice brings them back. */
  remove(ids: readonly string[]): void;
  /** Adds runs from elsewhere and looks at the last of them. */
  add(runs: readonly RunEntry[]): void;
  /** The next run learns from these examples. */
  useOwnData(data: OwnData): void;
  /** The examples of one's own with this checksum, if the page or the browser has them. */
  ownData(checksum: number): Promise<OwnData | undefined>;
  /** The next run repeats these live changes. */
  setScript(script: readonly ScriptedChange[]): void;
  /** The next run begins with what the controls show and repeats no live change. */
  forgetScript(): void;
  /** Keeps runs over reloads from now on; resolves to whether any were kept before. */
  keep(keeper: RunKeeper): Promise<boolean>;
  /** What is kept, in bytes; `reason`: why nothing is. */
  storage(): Promise<Usage & { reason: string; datasets: DatasetListing[] }>;
  /** Deletes a data set of one's own; runs that learned from it stay, but cannot be gone on with. */
  removeDataset(id: string): Promise<void>;
  /** Deletes everything that is kept, and every run. */
  clearStorage(): void;
  /** Pauses what trains and resolves once the runs are saved, as well as they can be. */
  settle(): Promise<Settled>;
  /** Whether nothing of the runs would be lost if the page were loaded again once they rest. */
  isKept(): boolean;
  dismiss(notice: Notice): void;
  notify(notice: Notice): void;
  /** Shows a shipped run file, unless a run is there already. */
  showRecorded(file: unknown): void;
}
