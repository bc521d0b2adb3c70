/** The browser's locks as far as runs need them, shared by several tabs of a test; Node has none. */

interface Request {
  tab: number;
  name: string;
  mode: LockMode;
  grant(): Promise<unknown>;
  refuse?(): void;
}

export function createLockServer() {
  let held: Request[] = [];
  let waiting: Request[] = [];
  let tabs = 0;

  const fits = ({ name, mode }: Request) =>
    held.every((other) => other.name !== name || (mode === 'shared' && other.mode === 'shared'));
  const start = (request: Request) => {
    held.push(request);
    request.grant().finally(() => release(request));
  };
  const release = (request: Request) => {
    held = held.filter((each) => each !== request);
    for (const next of waiting) {
      if (!fits(next)) continue;
      waiting = waiting.filter((each) => each !== next);
      start(next);
    }
  };

  return {
    /** The lock manager of a new tab; `close`: the tab ends, and its locks with it. */
    tab() {
      const tab = ++tabs;
      const request = (name: string, options: LockOptions, callback: (lock: Lock | null) => unknown) =>
        new Promise<void>((resolve) => {
          const lock = { name, mode: options.mode ?? 'exclusive' } as Lock;
          const own: Request = {
            tab,
            name,
            mode: lock.mode,
            grant: async () => {
              await callback(lock);
              resolve();
            },
          };
          if (fits(own)) start(own);
          else if (options.ifAvailable) Promise.resolve(callback(null)).then(() => resolve());
          else waiting.push(own);
        });
      return {
        manager: {
          request,
          query: async () => ({ held: held.map(({ name }) => ({ name })) }),
        } as unknown as LockManager,
        close() {
          waiting = waiting.filter((each) => each.tab !== tab);
          for (const each of held.filter((one) => one.tab === tab)) release(each);
        },
      };
    },
  };
}
