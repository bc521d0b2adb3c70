/** The one sweep store of the page, made when the phase diagram is first shown; a sweep goes on while others are. */
import { createRunLocks } from '../../runs/storage/locks';
import { openSweepKeeping } from '../../runs/sweeps/sweep-kept';
import type { SweepStore } from '../../runs/sweeps/sweep-state';
import { createSweeps } from '../../runs/sweeps/sweep-store';
import type { Surroundings } from '../page/surroundings';
import { engineText } from '../status/status-text';

let store: SweepStore | undefined;

export function sweepsOf({ wish, baseUrl }: Surroundings): SweepStore {
  store ??= createSweeps({
    spawn: () =>
      new Worker(new URL('../../training/sweep-worker-entry.ts', import.meta.url), { type: 'module' }),
    ...{ wish, baseUrl, engineText, keeping: openSweepKeeping(), cores: navigator.hardwareConcurrency },
    locks: createRunLocks(),
  });
  return store;
}
