/**
 * What a keeper remembers of a run's numbers between two saves: how many rows are kept already, and which
 * checkpoints still have to be. It follows the numbers, so that rows that were taken back are noticed.
 */
import type { Checkpoint } from '../../training/protocol';
import type { RunData } from '../run-data';
import { checkpointBytes, type GridPoint, inOrder, thinned } from './checkpoint-grid';
import { type Rows, rowsOf, tableNames } from './chunks';
import type { KeptRun, Labels } from './kept-run';

export interface Offered extends GridPoint {
  checkpoint: Checkpoint;
}

export interface RunWatch {
  /** Leading rows that the last write left in the database and that have not changed since. */
  kept: Rows;
  /** The same for the rows of the write that is going on. */
  going: Rows;
  /** The write after which `kept` holds; the database has another one where another tab wrote since. */
  revision: number | undefined;
  /** What was said of the run when it was last read or written here. */
  labels: Labels | undefined;
  /** Checkpoints that are not kept yet, ascending. */
  offered: Offered[];
}

/** Begins to follow a run's numbers, none or all of which are kept. */
export function watchRun(data: RunData, kept?: Pick<RunWatch, 'revision' | 'labels'>): RunWatch {
  const here = rowsOf(data);
  const none = Object.fromEntries(tableNames.map((table) => [table, 0])) as Rows;
  const watch: RunWatch = {
    kept: kept ? { ...here } : none,
    going: { ...here },
    revision: kept?.revision,
    labels: kept?.labels,
    offered: [],
  };
  let steps = here.steps;
  data.subscribe(() => {
    for (const table of tableNames) {
      const { length } = data[table];
      watch.kept[table] = Math.min(watch.kept[table], length);
      watch.going[table] = Math.min(watch.going[table], length);
    }
    if (data.steps.length < steps) {
      const last = lastStep(data);
      watch.offered = watch.offered.filter(({ step }) => step <= last);
    }
    steps = data.steps.length;
  });
  return watch;
}

/** Adds a checkpoint to those that wait; a write that fails for long does not pile them up. */
export function offer(watch: RunWatch, run: KeptRun, checkpoint: Checkpoint, lasting: boolean): void {
  const point = { step: checkpoint.step, bytes: checkpointBytes(checkpoint), lasting, checkpoint };
  const all = inOrder([...watch.offered, point]);
  const newest = all.findLast((each) => isCovered(each, run))?.step ?? 0;
  watch.offered = thinned(all.filter((each) => each.lasting || each.step >= newest));
}

/** Whether the rows up to a checkpoint have arrived: a run sends them before it. */
export function isCovered({ step }: GridPoint, { data }: KeptRun): boolean {
  return lastStep(data) >= step;
}

export function lastStep(data: RunData): number {
  return data.steps.last('step') ?? 0;
}
