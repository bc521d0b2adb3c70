/** Writes run files beside the page: asks for the rows of its runs slice by slice, makes text of them, and a Blob. */
import { type CopiedRun, restored, type Slice } from '../../runs/export/copied-run';
import { csvChunks } from '../../runs/export/run-csv';
import { runJsonChunks, severalRuns } from '../../runs/export/run-json';
import type { FiledRun } from '../../runs/run-files';
import type { Answer, ExportOrder, FromExport, Question } from './export-protocol';
import { FileWriter } from './file-writer';

const say = (message: FromExport) => self.postMessage(message);

function ask<T extends Answer>(question: Question): Promise<T> {
  return new Promise((resolve) => {
    self.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
    say(question);
  });
}

async function runNumber(run: number): Promise<FiledRun> {
  const copy = await ask<CopiedRun>({ kind: 'run', run });
  return restored(copy, (table, from, to) => ask<Slice>({ kind: 'rows', run, table, from, to }));
}

/** Progress that is worth a message. */
const leastProgress = 0.01;

/** Numbers that are written of a run, to tell how much of it is. */
const numbersOf = ({ data }: FiledRun) => Math.max(1, data.bytes.recorded);

async function write({ format, gzip, runs, app }: ExportOrder): Promise<Blob> {
  const writer = new FileWriter(gzip, format === 'csv' ? 'text/csv;charset=utf-8' : 'application/json');
  let said = 0;
  if (format === 'all') await writer.write(severalRuns.before);
  for (let i = 0; i < runs; i++) {
    const run = await runNumber(i);
    if (i > 0) await writer.write(severalRuns.between);
    // A number of four bytes is some ten characters in either format.
    const most = 3 * numbersOf(run);
    let written = 0;
    for (const text of format === 'csv' ? csvChunks(run.data) : runJsonChunks(run, app)) {
      await writer.write(text);
      written += text.length;
      const share = (i + Math.min(0.99, written / most)) / runs;
      if (share - said < leastProgress) continue;
      said = share;
      say({ kind: 'progress', share });
    }
  }
  if (format === 'all') await writer.write(severalRuns.after);
  return writer.end();
}

self.onmessage = async ({ data }: MessageEvent<ExportOrder>) => {
  try {
    say({ kind: 'done', file: await write(data) });
  } catch (error) {
    say({ kind: 'failed', message: (error as Error).message });
  }
};
