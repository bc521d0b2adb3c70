/** The keeper of a browser that keeps nothing: everything else of the page works. */
import type { RunKeeper } from './kept-run';

/** `reason`: why nothing is kept, whole sentences. */
export function withoutStorage(reason: string): RunKeeper {
  const refused = async () => ({ ok: false as const, message: reason });
  const nothing = async () => ({ ok: true as const });
  return {
    reason,
    save: refused,
    saveCheckpoint: refused,
    checkpoints: async () => [],
    load: async () => undefined,
    loadAll: async () => ({ runs: [], problems: [] }),
    update: nothing,
    remove: nothing,
    letGo: nothing,
    clear: nothing,
    usage: async () => ({ bytes: 0, runs: [] }),
    saveDataset: refused,
    loadDataset: refused,
    datasets: async () => [],
    removeDataset: nothing,
    onChange: () => () => {},
    close: () => {},
  };
}
