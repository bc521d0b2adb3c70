import { lossOf, started } from '../../arrival/start-worker';
import { within } from '../../training/within';

/**
 * Asks a worker of its own, from `startWorker`, one thing; it ends with the answer, or without one. Its entry must
 * import `say-started` after its program. Rejects with LostPart where that does not arrive, with NoAnswer after
 * `seconds`, and where memory does not suffice.
 */
export function askWorker<T>(worker: Worker, question: unknown, seconds: number): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T | typeof started>) => {
      if (data !== started) resolve(data as T);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(lossOf(worker) ?? new Error(event.message || 'not enough memory'));
    };
    worker.onmessageerror = () => reject(new Error('not enough memory'));
    worker.postMessage(question);
  });
  return within(seconds, answer, 'The program that reads it').finally(() => worker.terminate());
}

/** Files lie on slow disks and far drives too: a minute, and one more for each 100 MB. */
export function readingSeconds(files: readonly Blob[]): number {
  return 60 + Math.ceil((60 * files.reduce((sum, { size }) => sum + size, 0)) / 100e6);
}
