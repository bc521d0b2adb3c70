import { within } from '../../training/within';

/**
 * Asks a worker of its own one thing; it ends with the answer, or without one. Rejects where its program does not
 * start, where its answer does not fit into memory, and with NoAnswer after `seconds`.
 */
export function askWorker<T>(worker: Worker, question: unknown, seconds: number): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the program that reads it did not start'));
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
