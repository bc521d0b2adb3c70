/** The keeper of runs: what the page's store asks of the database, answered in words where it cannot be done. */
import { load } from '../../arrival/load';
import type { RunData } from '../run-data';
import { openChanges } from './changes';
import { allOf, connection, type Database, fromStorage, inTransaction, openingSeconds } from './database';
import type { KeptRun, LoadedRun, RunKeeper, SaveResult } from './kept-run';
import { readRun } from './load-run';
import { getDataset, listDatasets, putDataset } from './own-datasets';
import { parseRecord, titleOf } from './run-record';
import { offer, type RunWatch, watchRun } from './run-watch';
import { createSaveQueue } from './save-queue';
import { writeRun } from './save-run';
import { explainFailure, measureUsage } from './usage';
import { withoutStorage } from './without-storage';

/** Opens the database; where there is none, a keeper that keeps nothing and says why. Never rejects. */
export async function openKeeper(): Promise<RunKeeper> {
  const open = connection();
  try {
    await open();
  } catch (error) {
    return withoutStorage((error as Error).message);
  }
  return keeperOf(open);
}

function keeperOf(open: () => Promise<Database>): RunKeeper {
  const changes = openChanges();
  const watches = new WeakMap<RunData, RunWatch>();
  const watchOf = (data: RunData) => {
    const watch = watches.get(data) ?? watchRun(data);
    watches.set(data, watch);
    return watch;
  };

  /** Does something with the database; what fails is told, never thrown. */
  const attempt = async (task: (database: Database) => Promise<unknown>): Promise<SaveResult> => {
    let database: Database | undefined;
    try {
      database = await open();
      await task(database);
      return { ok: true };
    } catch (error) {
      return { ok: false, message: await explainFailure(error, database) };
    }
  };

  const queue = createSaveQueue((run) =>
    attempt(async (database) => {
      const isNew = await writeRun(database, run, watchOf(run.data));
      changes.post({ kind: isNew ? 'added' : 'rows', id: run.id });
    }),
  );

  const save = (run: KeptRun, checkpoint?: Parameters<RunKeeper['save']>[1], lasting = false) => {
    // From here on rows that are taken back are noticed.
    const watch = watchOf(run.data);
    if (checkpoint) offer(watch, run, checkpoint, lasting);
    return queue.save(run);
  };

  /** Reads one run in a transaction of its own; a problem instead where it is damaged. */
  const read = async (database: Database, id: string): Promise<LoadedRun | string | undefined> => {
    let value: unknown;
    try {
      return await inTransaction(database, 'readonly', async (transaction) => {
        value = await transaction.objectStore('runs').get(id);
        if (value === undefined) return undefined;
        const { run, record } = await readRun(transaction, value);
        const { name, hidden, pinned, style, revision } = record;
        watches.set(run.data, watchRun(run.data, { revision, labels: { name, hidden, pinned, style } }));
        return run;
      });
    } catch (error) {
      return `A kept run, ${titleOf(value)}, cannot be read: ${(error as Error).message}`;
    }
  };

  return {
    reason: '',
    save: (run, checkpoint) => save(run, checkpoint),
    saveCheckpoint: (run, checkpoint) => save(run, checkpoint, true),
    checkpoints: async (id, onDamaged) => {
      try {
        // Without this part of the page all steps are taken again. A transaction would end while it is loaded.
        const { readCheckpoints } = await load(
          'the check of kept checkpoints',
          () => import('./read-checkpoints'),
        );
        const { checkpoints, damaged } = await inTransaction(
          await open(),
          'readonly',
          async (transaction) => {
            const record = parseRecord(await transaction.objectStore('runs').get(id));
            const values = await transaction.objectStore('checkpoints').getAll(allOf(id));
            return readCheckpoints(values, record.ok ? record.record : undefined);
          },
        );
        if (damaged.length > 0) onDamaged?.(damaged);
        return checkpoints;
      } catch {
        return [];
      }
    },
    load: async (id) => {
      const run = await open().then(
        (database) => read(database, id),
        () => undefined,
      );
      return typeof run === 'string' ? undefined : run;
    },
    loadAll: async () => {
      const runs: LoadedRun[] = [];
      const problems: string[] = [];
      try {
        const database = await open();
        for (const id of await fromStorage(database.getAllKeys('runs'), openingSeconds)) {
          const run = await read(database, id);
          if (typeof run === 'string') problems.push(run);
          else if (run) runs.push(run);
        }
      } catch (error) {
        problems.push(`Kept runs cannot be read: ${(error as Error).message}`);
      }
      return { runs: runs.sort((a, b) => a.created - b.created), problems };
    },
    update: (id, { name, hidden, pinned, style }) =>
      attempt(async (database) => {
        const labels = Object.entries({ name, hidden, pinned, style }).filter(
          ([, value]) => value !== undefined,
        );
        const found = await inTransaction(database, 'readwrite', async (transaction) => {
          const record = await transaction.objectStore('runs').get(id);
          if (record) await transaction.objectStore('runs').put({ ...record, ...Object.fromEntries(labels) });
          return record !== undefined;
        });
        if (found) changes.post({ kind: 'labels', id });
      }),
    remove: (id) =>
      queue.instead(id, () =>
        attempt(async (database) => {
          await erase(database, id);
          changes.post({ kind: 'removed', id });
        }),
      ),
    letGo: (id) => {
      const { isWriting, instead } = queue;
      // The other tab has deleted it, and may have it back by now: only what was written here meanwhile goes.
      return isWriting(id)
        ? instead(id, () => attempt((database) => erase(database, id)))
        : instead(id, async () => ({ ok: true }));
    },
    clear: async () => {
      await Promise.all(queue.ids().map((id) => queue.instead(id, async () => {})));
      return attempt(async (database) => {
        const transaction = database.transaction(['runs', 'chunks', 'checkpoints', 'datasets'], 'readwrite');
        const cleared = [...transaction.objectStoreNames].map((name) =>
          transaction.objectStore(name).clear(),
        );
        await fromStorage(Promise.all([...cleared, transaction.done]));
        changes.post({ kind: 'cleared' });
      });
    },
    usage: async () => {
      try {
        return await fromStorage(measureUsage(await open()));
      } catch {
        return { bytes: 0, runs: [] };
      }
    },
    saveDataset: (id, name, value) =>
      attempt((database) => fromStorage(putDataset(database, id, name, value))),
    loadDataset: async (id) => {
      try {
        return await fromStorage(getDataset(await open(), id));
      } catch (error) {
        return { ok: false, message: `The data set “${id}” cannot be read: ${(error as Error).message}` };
      }
    },
    datasets: async () => {
      try {
        return await fromStorage(listDatasets(await open()));
      } catch {
        return [];
      }
    },
    removeDataset: (id) => attempt((database) => fromStorage(database.delete('datasets', id))),
    onChange: changes.onChange,
    close: () => {
      changes.close();
      open().then(
        (database) => database.close(),
        () => {},
      );
    },
  };
}

/** Deletes a run and all that is kept of it. */
async function erase(database: Database, id: string): Promise<void> {
  await inTransaction(database, 'readwrite', async (transaction) => {
    await transaction.objectStore('runs').delete(id);
    await transaction.objectStore('chunks').delete(allOf(id));
    await transaction.objectStore('checkpoints').delete(allOf(id));
  });
}
