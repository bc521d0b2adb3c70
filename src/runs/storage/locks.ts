/**
 * Which tab may train a run: the one that holds its lock. The browser releases the locks of a tab that is closed or
 * crashes. Where it has no locks every tab may.
 */

export interface Hold {
  /** This tab may train the run. */
  held: boolean;
  /** Lets another tab have it; further calls do nothing. */
  release(): void;
}

export interface RunLocks {
  /** Takes the run unless another tab has it. Held twice, it has to be released twice. Never rejects. */
  holdRun(id: string): Promise<Hold>;
  /** Resolves once no tab holds the run; never where the browser has no locks. Never rejects. */
  whenFree(id: string): Promise<void>;
  /** Those of the runs that another tab holds. Never rejects. */
  isHeldElsewhere(ids: readonly string[]): Promise<Set<string>>;
}

const prefix = 'two-regimes run ';

/** A lock that this tab has or asks for. */
interface Lock {
  /** Holds that were not released. */
  count: number;
  isHeld: boolean;
  granted: Promise<boolean>;
  free(): void;
  /** The browser has the lock back, or did not give it. */
  ended: Promise<void>;
}

type Manager = Pick<LockManager, 'request' | 'query'> | undefined;

/** The locks of this tab; a page makes them once. */
export function createRunLocks(manager: Manager = globalThis.navigator?.locks): RunLocks {
  const mine = new Map<string, Lock>();

  const ask = (id: string): Lock => {
    const lock = request(manager, prefix + id);
    mine.set(id, lock);
    lock.ended.then(() => mine.delete(id));
    return lock;
  };

  return {
    holdRun: async (id) => {
      let lock = mine.get(id);
      // It was released a moment ago, and the browser does not know yet.
      while (lock?.count === 0) {
        await lock.ended;
        lock = mine.get(id);
      }
      const taken = lock ?? ask(id);
      taken.count++;
      const held = await taken.granted;
      let over = false;
      const release = () => {
        if (over) return;
        over = true;
        taken.count--;
        if (taken.count === 0) taken.free();
      };
      return { held, release };
    },
    whenFree: (id) =>
      new Promise((free) => {
        // Shared: tabs that wait do not keep each other waiting.
        manager?.request(prefix + id, { mode: 'shared' }, () => free()).catch(() => {});
      }),
    isHeldElsewhere: async (ids) => {
      const names = await heldNames(manager);
      return new Set(ids.filter((id) => names.has(prefix + id) && !mine.get(id)?.isHeld));
    },
  };
}

/** Asks for a lock if nobody has it. A browser without locks, or that refuses them, grants everything. */
function request(manager: Manager, name: string): Lock {
  const lock = { count: 0, isHeld: false, free: () => {} } as Lock;
  lock.granted = new Promise((answer) => {
    const grant = () => {
      lock.isHeld = true;
      answer(true);
      return new Promise<void>((free) => {
        lock.free = free;
      });
    };
    const refuse = () => answer(false);
    const asked = manager?.request(name, { ifAvailable: true }, (given) => (given ? grant() : refuse()));
    lock.ended = asked?.then(() => {}, grant) ?? grant();
  });
  return lock;
}

async function heldNames(manager: Manager): Promise<Set<string | undefined>> {
  try {
    return new Set((await manager?.query())?.held?.map(({ name }) => name));
  } catch {
    return new Set();
  }
}
