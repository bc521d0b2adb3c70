/** Files that are opened beside the run: a recorded run, and a log of another program. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRunFile } from '../../src/runs/run-file';
import { longRun } from '../run-memory';

/** Paths of a run file and of a log with so many rows. */
export function filesOf(folder: string, rows: number): { run: string; log: string } {
  const [run, log] = ['opened.json', 'opened.csv'].map((name) => join(folder, name));
  writeFileSync(run, JSON.stringify(makeRunFile(longRun(rows, 7), undefined, 'soak', 6)));
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i},${(2 * Math.exp((-3 * i) / rows) + 0.1 * Math.sin(i) ** 2).toFixed(4)},0.1`,
  );
  writeFileSync(log, ['iteration,loss,lr', ...lines].join('\n'));
  return { run, log };
}
