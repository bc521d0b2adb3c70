import { startWorker } from '../../arrival/start-worker';
import { ownFile, type ReadResult } from '../../training/data/own/read-own-data';
import { askWorker, readingSeconds } from '../page/ask-worker';

/** Reads files in a worker of its own, which ends with the answer or with `signal`. */
export async function readInWorker(
  files: readonly File[],
  label: number | undefined,
  signal: AbortSignal,
): Promise<ReadResult> {
  const worker = startWorker(
    'the program that reads data',
    () => new Worker(new URL('./own-data-worker-entry.ts', import.meta.url), { type: 'module' }),
  );
  signal.addEventListener('abort', () => worker.terminate());
  const question = { files: files.map(ownFile), label };
  return askWorker<ReadResult>(worker, question, readingSeconds(files)).catch(({ message }: Error) => ({
    ok: false,
    message: `It could not be read: ${message}${message.endsWith('.') ? '' : '.'}`,
  }));
}
