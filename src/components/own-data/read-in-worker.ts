import { ownFile, type ReadResult } from '../../training/data/own/read-own-data';

/** Reads files in a worker of its own, which ends with the answer or with `signal`. */
export function readInWorker(
  files: readonly File[],
  label: number | undefined,
  signal: AbortSignal,
): Promise<ReadResult> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./own-data-worker-entry.ts', import.meta.url), { type: 'module' });
    const finish = (result: ReadResult) => {
      worker.terminate();
      resolve(result);
    };
    signal.addEventListener('abort', () => worker.terminate());
    worker.onmessage = ({ data }: MessageEvent<ReadResult>) => finish(data);
    worker.onerror = (event) => {
      event.preventDefault();
      finish({ ok: false, message: `It could not be read: ${event.message || 'not enough memory'}.` });
    };
    worker.postMessage({ files: files.map(ownFile), label });
  });
}
