/** Which engine was faster for a network on this machine: measured once, remembered by the browser. */
import { openDB } from 'idb';
import type { EngineName } from '../protocol';
import { within } from '../within';

export interface Calibration {
  /** Never rejects. */
  known(key: string): Promise<EngineName | undefined>;
  remember(key: string, faster: EngineName): Promise<void>;
}

const names: readonly unknown[] = ['fused', 'tfjs'] satisfies EngineName[];

/** Measuring again takes less than this. */
const storageSeconds = 3;
const fromStorage = <T>(asked: Promise<T>) => within(storageSeconds, asked, 'The browser’s storage');

/** Kept in a database of its own; without storage every run measures again. */
export function storedCalibration(): Calibration {
  const opening = openDB('two-regimes-calibration', 1, {
    upgrade: (database) => void database.createObjectStore('faster'),
  });
  const open = fromStorage(opening).catch(() => undefined);
  return {
    known: async (key) => {
      const value: unknown = await open
        .then((database) => database && fromStorage(database.get('faster', key)))
        .catch(() => undefined);
      return names.includes(value) ? (value as EngineName) : undefined;
    },
    remember: async (key, faster) => {
      await open
        .then((database) => database && fromStorage(database.put('faster', faster, key)))
        .catch(() => {});
    },
  };
}
