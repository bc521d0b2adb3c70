/** The saves of each run one after the other; those that come while one is going on are one save, of the last. */
import type { KeptRun, SaveResult } from './kept-run';

interface Line {
  /** The save that has not begun. */
  next: { run: KeptRun; result: Promise<SaveResult> } | undefined;
  last: Promise<unknown>;
  /** A save is going on. */
  writing: boolean;
}

export interface SaveQueue {
  save(run: KeptRun): Promise<SaveResult>;
  /** Does something else to the run, after what is going on and instead of the save that waits. */
  instead<T>(id: string, task: () => Promise<T>): Promise<T>;
  /** A save of the run is going on, which nothing can take back. */
  isWriting(id: string): boolean;
  /** Runs that were ever saved. */
  ids(): string[];
}

/** `write` must not reject. */
export function createSaveQueue(write: (run: KeptRun) => Promise<SaveResult>): SaveQueue {
  const lines = new Map<string, Line>();
  const lineOf = (id: string): Line => {
    const line = lines.get(id) ?? { next: undefined, last: Promise.resolve(), writing: false };
    lines.set(id, line);
    return line;
  };
  const after = <T>(line: Line, task: () => Promise<T>): Promise<T> => {
    const result = line.last.then(task, task);
    line.last = result;
    return result;
  };
  return {
    save: (run) => {
      const line = lineOf(run.id);
      if (line.next) {
        line.next.run = run;
        return line.next.result;
      }
      const next = { run } as NonNullable<Line['next']>;
      line.next = next;
      next.result = after(line, async () => {
        if (line.next !== next) return { ok: true };
        line.next = undefined;
        line.writing = true;
        return write(next.run).finally(() => {
          line.writing = false;
        });
      });
      return next.result;
    },
    instead: (id, task) => {
      const line = lineOf(id);
      line.next = undefined;
      return after(line, task);
    },
    isWriting: (id) => lines.get(id)?.writing === true,
    ids: () => [...lines.keys()],
  };
}
