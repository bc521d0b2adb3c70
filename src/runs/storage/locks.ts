/**
 * Which tab may train a run: the one that holds its lock. The browser releases the locks of a tab that is closed or
 * crashes. Where it has no locks every tab may.
 */
import { within } from '../../training/within';

export interface Hold {
  /** This tab may train the run. */
  held: boolean;
  /** Why that is not sure: another tab may have it too. Empty where it is. */
  doubt: string;
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

/** Browsers answer in milliseconds. */
const lockSeconds = 5;
const locks = 'What keeps tabs apart in this browser';
const prefix = 'two-regimes run ';

/** A lock that this tab has or asks for. */
interface Lock {
  /** Holds that were not released. */
  count: number;
  isHeld: boolean;
  doubt: string;
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
        await within(lockSeconds, lock.ended, locks).catch(() => mine.delete(id));
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
      return { held, doubt: taken.doubt, release };
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

/** Asks for a lock if nobody has it. A browser without locks, that refuses them or stays silent, grants everything. */
function request(manager: Manager, name: string): Lock {
  const lock = { count: 0, isHeld: false, doubt: '', free: () => {} } as Lock;
  const answered = new Promise<boolean>((answer) => {
    const grant = async () => {
      // It comes too late for those who wanted it.
      if (lock.doubt && lock.count === 0) return;
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
  lock.granted = within(lockSeconds, answered, locks).catch((error: Error) => {
    lock.doubt = error.message;
    return true;
  });
  return lock;
}

async function heldNames(manager: Manager): Promise<Set<string | undefined>> {
  try {
    const asked = manager?.query();
    const held = asked && (await within(lockSeconds, asked, locks)).held;
    return new Set(held?.map(({ name }) => name));
  } catch {
    return new Set();
  }
}
