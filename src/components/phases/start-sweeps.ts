/** The one sweep store of the page, made when the phase diagram is first shown; a sweep goes on while others are. */
import { startWorker } from '../../arrival/start-worker';
import { createRunLocks } from '../../runs/storage/locks';
import { openSweepKeeping } from '../../runs/sweeps/sweep-kept';
import type { SweepStore } from '../../runs/sweeps/sweep-state';
import { createSweeps } from '../../runs/sweeps/sweep-store';
import { putAtStake } from '../page/at-stake';
import type { Surroundings } from '../page/surroundings';
import { engineText } from '../status/status-text';

let store: SweepStore | undefined;

export function sweepsOf(around: Surroundings): SweepStore {
  store ??= start(around);
  return store;
}

function start({ wish, baseUrl }: Surroundings): SweepStore {
  const keeping = openSweepKeeping();
  const sweeps = createSweeps({
    spawn: () =>
      startWorker(
        'the program that trains sweeps',
        () =>
          new Worker(new URL('../../training/sweep-worker-entry.ts', import.meta.url), { type: 'module' }),
      ),
    wish,
    baseUrl,
    engineText,
    keeping,
    cores: navigator.hardwareConcurrency,
    locks: createRunLocks(),
  });
  putAtStake({
    trains: () => sweeps.getState().status === 'running',
    isKept: () => keeping.isKept(),
    settle: async () => {
      if (sweeps.getState().status !== 'running') return () => {};
      sweeps.getState().pause();
      // Reading waits for what is being written.
      await keeping.load();
      return () => sweeps.getState().resume(undefined);
    },
  });
  return sweeps;
}
