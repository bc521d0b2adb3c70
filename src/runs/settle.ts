/** Brings the runs of a page to rest and saves them, so that the page can be loaded again. */
import type { Keeping } from './keeping';
import type { LabCore } from './lab-core';
import type { LabStarts } from './lab-starts';
import { shippedId } from './run-list';

export interface Settled {
  /** Nothing of the runs is lost when the page is loaded again. */
  kept: boolean;
  /** Lets the runs go on that were paused for it. */
  goOn(): void;
}

/** A worker that has stopped answering keeps nobody from leaving. */
const patienceMs = 5000;

export const isKept = (core: LabCore, keeping: Keeping): boolean =>
  core.get().runs.every(({ id }) => id === shippedId || keeping.hasSaved(id));

export async function settle(core: LabCore, starts: LabStarts, keeping: Keeping): Promise<Settled> {
  const goOn = starts.hold();
  await new Promise<void>((resolve) => {
    const look = () => {
      if (core.get().runs.some(({ state }) => state === 'training')) return;
      leave();
      clearTimeout(timer);
      resolve();
    };
    const leave = core.subscribe(look);
    const timer = setTimeout(() => {
      leave();
      resolve();
    }, patienceMs);
    look();
  });
  await keeping.settled();
  return { kept: isKept(core, keeping), goOn };
}
