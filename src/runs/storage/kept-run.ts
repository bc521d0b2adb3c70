/** What is kept of a run over reloads, and what the keeper of runs can do. Types only. */
import type { Checkpoint } from '../../training/protocol';
import type { RunEntry } from '../run-entry';
import type { ChangeListener } from './changes';
import type { DatasetListing, LoadedDataset } from './own-datasets';
import type { Usage } from './usage';

/** The part of a run's entry that is kept; an entry of the list can be given as it is. */
export type KeptRun = Pick<
  RunEntry,
  | 'id'
  | 'name'
  | 'created'
  | 'parent'
  | 'style'
  | 'hidden'
  | 'pinned'
  | 'state'
  | 'step'
  | 'elapsed'
  | 'engine'
  | 'facts'
  | 'data'
>;

/** What a person says about a run, on whichever tab. */
export type Labels = Pick<KeptRun, 'name' | 'hidden' | 'pinned' | 'style'>;

export interface LoadedRun extends KeptRun {
  /** Never 'training', 'loading' or 'failed': nothing of it is going on. */
  readonly state: KeptRun['state'];
  /** Last step of its rows. */
  readonly step: number;
  /** The page ended while it trained: it was taken back to its last checkpoint, and may be resumed from there. */
  readonly interrupted: boolean;
}

/** `message`: whole sentences; nothing that was kept before is lost. */
export type SaveResult = { ok: true } | { ok: false; message: string };

export interface RunKeeper {
  /** Why nothing is kept; empty where runs are kept. */
  readonly reason: string;
  /**
   * Keeps the run as it is when the write begins, and `checkpoint` as the latest one. Rows that are kept already
   * are not written again, but for the last unfilled piece. A run is written once at a time; calls that come
   * meanwhile are one write of the last. A checkpoint whose own rows have not all arrived waits for a later save.
   */
  save(run: KeptRun, checkpoint?: Checkpoint): Promise<SaveResult>;
  /** The same with a checkpoint of the thinned grid, which stays when a later one comes. */
  saveCheckpoint(run: KeptRun, checkpoint: Checkpoint): Promise<SaveResult>;
  /** The checkpoints of a run, ascending; a damaged one is left out, and its step is told. */
  checkpoints(id: string, onDamaged?: (steps: readonly number[]) => void): Promise<Checkpoint[]>;
  /** One run as it is kept now; undefined where it is not there or damaged. */
  load(id: string): Promise<LoadedRun | undefined>;
  /** Every kept run, oldest first; `problems` names those that cannot be read, which stay where they are. */
  loadAll(): Promise<{ runs: LoadedRun[]; problems: string[] }>;
  /** Changes what a person says about a run, without its rows; a run that is not kept is left alone. */
  /** What is undefined stays as it is. */
  update(id: string, change: { [K in keyof Labels]?: Labels[K] | undefined }): Promise<SaveResult>;
  /** Deletes a run with its checkpoints; saves of it that still wait are dropped. */
  remove(id: string): Promise<SaveResult>;
  /** Another tab has deleted the run: nothing more of it is saved, and a save that is going on is undone. */
  letGo(id: string): Promise<SaveResult>;
  /** Deletes all runs and own data sets. */
  clear(): Promise<SaveResult>;
  usage(): Promise<Usage>;
  /** Keeps a structured-cloneable value; its typed arrays should own their whole buffers. */
  saveDataset(id: string, name: string, value: unknown): Promise<SaveResult>;
  loadDataset(id: string): Promise<LoadedDataset>;
  datasets(): Promise<DatasetListing[]>;
  removeDataset(id: string): Promise<SaveResult>;
  /** Hears what other tabs did to the kept runs. Returns the end of it. */
  onChange(listener: ChangeListener): () => void;
  /** Lets go of database and channel. */
  close(): void;
}
