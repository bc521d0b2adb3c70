import { startWorker } from '../../arrival/start-worker';

/** A worker that trains runs; the one place that knows where its program lies. */
export function spawnTraining(): Worker {
  return startWorker(
    'the program that trains',
    () => new Worker(new URL('../../training/worker-entry.ts', import.meta.url), { type: 'module' }),
  );
}
