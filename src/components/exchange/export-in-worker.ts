/** Has a worker write a run file and answers what it asks: the page goes on meanwhile. */
import { version } from '../../../package.json';
import { lossOf, startWorker } from '../../arrival/start-worker';
import { copyOf, type Slice, sliceOf } from '../../runs/export/copied-run';
import type { RunEntry } from '../../runs/run-entry';
import { countdown } from '../../training/within';
import type { Answer, ExportOrder, FromExport, Question } from './export-protocol';

/** Seconds in which the worker says something; it may have to judge millions of steps first. */
const mostSilence = 300;

interface Options extends Pick<ExportOrder, 'format' | 'gzip'> {
  /** Share of the file that is written, 0 to 1. */
  onProgress(share: number): void;
  /** Ends the work; the promise is rejected with its reason. */
  signal: AbortSignal;
}

/** The file. Rejects, in words, where it cannot be written. */
export function exportInWorker(
  runs: readonly RunEntry[],
  { format, gzip, onProgress, signal }: Options,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    // It may have been cancelled while this program was fetched.
    signal.throwIfAborted();
    const worker = startWorker(
      'the program that writes files',
      () => new Worker(new URL('./export-worker-entry.ts', import.meta.url), { type: 'module' }),
    );
    const wait = () => countdown(mostSilence, () => fail('the program that writes it does not answer'));
    let heard = wait();
    const stop = (then: () => void) => {
      heard();
      worker.terminate();
      then();
    };
    const fail = (message: string) => stop(() => reject(new Error(message)));
    signal.addEventListener('abort', () => stop(() => reject(signal.reason)));
    worker.onerror = (event) => {
      event.preventDefault();
      fail(lossOf(worker)?.message ?? (event.message || 'not enough memory'));
    };
    /** How often each run had gone back when its copy began. */
    const cuts: number[] = [];
    const answer = (question: Question): Answer => {
      const run = runs[question.run];
      if (question.kind === 'run') {
        cuts[question.run] = run.data.cuts;
        return copyOf(run);
      }
      return sliceOf(run.data, question.table, question.from, question.to);
    };
    worker.onmessageerror = () => fail('not enough memory');
    worker.onmessage = ({ data }: MessageEvent<FromExport>) => {
      heard();
      heard = wait();
      if (data.kind === 'progress') onProgress(data.share);
      else if (data.kind === 'done') stop(() => resolve(data.file));
      else if (data.kind === 'failed') fail(data.message);
      else if (data.kind === 'rows' && runs[data.run].data.cuts !== cuts[data.run]) {
        fail('the run went back to an earlier step meanwhile; export it again');
      } else {
        const reply = answer(data);
        const slices = data.kind === 'rows' ? Object.values(reply as Slice) : [];
        worker.postMessage(
          reply,
          slices.map(({ buffer }) => buffer),
        );
      }
    };
    const order: ExportOrder = { format, gzip, runs: runs.length, app: version };
    worker.postMessage(order);
  });
}
