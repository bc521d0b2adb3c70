/** One leg of the way: a tenth of the steps, and everything that a person may do meanwhile. */
import type { Person } from './person';

export interface Leg {
  from: number;
  to: number;
  /** The last epoch: a drop there never comes. */
  never: number;
  files: { run: string; log: string };
  reloads: boolean;
}

/** A leg of fewer steps would be over before a file is opened: there everything that can be done at rest is. */
const leastBusy = 50_000;

export interface LegResult {
  /** From Pause to "Paused", ms. */
  pauses: number[];
  /** What was done. */
  done: string[];
  /** Steps that were taken again after the reload. */
  lost: number;
}

const checkpointMs = 3000;

interface Act {
  name: string;
  /** While the run trains, not while it rests. */
  trains: boolean;
  act(until: number): Promise<void>;
}

/** Ends with the run at rest, or over. */
export async function walk(person: Person, { from, to, never, files, reloads }: Leg): Promise<LegResult> {
  const pauses: number[] = [];
  const done: string[] = [];
  let lost = 0;
  const small = Math.ceil((to - from) / 50);
  const busy = to - from >= leastBusy;
  const acts: Act[] = [
    { name: 'hidden', trains: true, act: (until) => person.hideWhile(() => person.reached(until)) },
    { name: 'drop', trains: true, act: () => person.drop() },
    { name: 'raise', trains: busy, act: () => person.raise(never) },
    { name: 'fork', trains: busy, act: () => person.fork(small) },
    { name: 'run file', trains: busy, act: () => person.openFile(files.run) },
    { name: 'log', trains: busy, act: () => person.openFile(files.log) },
  ];
  const reload = async () => {
    // Long enough for a checkpoint of this stretch to be kept.
    if (busy) await person.page.waitForTimeout(checkpointMs);
    await person.reached((await person.step()) + small);
    lost = await person.reload();
  };
  if (reloads) acts.push({ name: 'reload', trains: true, act: reload });
  for (const [i, { name, trains, act }] of acts.entries()) {
    if (await person.isOver()) break;
    const until = from + ((to - from) * (i + 1)) / acts.length;
    if (trains) await person.train();
    await act(until);
    done.push(name);
    // A fork that was thrown away leaves the run at rest.
    if (await person.rests()) await person.train();
    await person.reached(until);
    const ms = await person.pause();
    if (ms !== undefined) pauses.push(ms);
  }
  return { pauses, done, lost };
}
