/** What a run's connection needs from the page, and asks of the store around it. Types only. */
import type { RunConfig } from '../training/config';
import type { OwnData } from '../training/data/dataset';
import type { ProbeSettings } from '../training/probes/settings';
import type { Checkpoint, EngineWish } from '../training/protocol';
import type { Notice } from './lab';
import type { RunEntry, RunStatus } from './run-entry';

export interface ConnectionOptions {
  spawn: () => Worker;
  wish: EngineWish;
  /** Folder of the site, absolute, with a trailing slash. */
  baseUrl: string;
}

/** What the connection asks of the store around it. */
export interface Host {
  run(id: string): RunEntry | undefined;
  update(id: string, change: Partial<RunStatus>): void;
  probes(): ProbeSettings;
  /** What is kept of a run, ascending; `fetched` once it is at hand. */
  checkpoints(id: string): readonly Checkpoint[];
  fetched(id: string): Promise<void>;
  /** The person's own data that a run learns from, if the page has it. */
  ownData(config: RunConfig): Promise<OwnData | undefined>;
  keep(id: string, checkpoint: Checkpoint, lasting: boolean): void;
  notify(notice: Notice): void;
  /** What went wrong with an earlier run is over, and so are the ways out of it. */
  forgetErrors(): void;
  /** The run is there: edits made while it loaded can reach it. */
  onLoaded(id: string): void;
  onDiverged(id: string, step: number): void;
  /** The run could not begin; nothing of it was recorded. */
  onFailedToBegin(id: string, message: string): void;
}
