/** What the page and the worker that writes run files say to each other. Types only. */
import type { CopiedRun, Slice, TableName } from '../../runs/export/copied-run';

export type RunFormat = 'json' | 'csv' | 'all';

/** The first message to the worker; each later one is the answer to its last question. */
export interface ExportOrder {
  format: RunFormat;
  gzip: boolean;
  /** Number of runs that go into the file. */
  runs: number;
  /** Version of the page. */
  app: string;
}

export type Question =
  | { kind: 'run'; run: number }
  | { kind: 'rows'; run: number; table: TableName; from: number; to: number };

export type FromExport =
  | Question
  /** Share of the file that is written, 0 to 1. */
  | { kind: 'progress'; share: number }
  | { kind: 'done'; file: Blob }
  | { kind: 'failed'; message: string };

export type Answer = CopiedRun | Slice;
