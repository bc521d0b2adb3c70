/** Where the learning rate of a training log drops: its own schedule, of which nothing else is known. Pure. */
import type { RunData } from './run-data';

/** A drop is a fall by this factor within so many rows ... */
const factor = 2;
const rows = 3;
/** ... that is this many times as deep as what the rate does just before and after: a cosine falls all the time. */
const abrupt = 3;
/** Less than this is no fall. */
const still = 1.05;

/** Steps after which the rate dropped, ascending. `steps` and `rates`: one for each row; rates that are no positive numbers are passed over. */
export function dropsIn(steps: ArrayLike<number>, rates: ArrayLike<number>): number[] {
  const known = Uint32Array.from({ length: steps.length }, (_, i) => i).filter((i) => rates[i] > 0);
  const rate = (i: number) => rates[known[Math.max(0, Math.min(known.length - 1, i))]];
  const fall = (from: number, to: number) => Math.max(0, Math.log(rate(from) / rate(to)));
  const drops: number[] = [];
  for (let i = 1; i < known.length; i++) {
    if (!(rate(i - 1) > rate(i) * still)) continue;
    let end = i;
    while (end + 1 < known.length && end + 1 - i < rows && rate(end) > rate(end + 1) * still) end++;
    const depth = fall(i - 1, end);
    const around = Math.max(fall(i - 1 - rows, i - 1), fall(end, end + rows));
    // At the end of the log nothing tells whether a fall over several rows goes on.
    if (end > i && end === known.length - 1) continue;
    if (depth < Math.log(factor) * 0.999 || depth < abrupt * around) continue;
    drops.push(steps[known[i - 1]]);
    i = end;
  }
  return drops;
}

const found = new WeakMap<RunData, { length: number; drops: readonly number[] }>();

/** The drops of a log; none for a run, whose plan is known. */
export function loggedDrops(data: RunData): readonly number[] {
  if (data.origin !== 'log') return [];
  const { length } = data.steps;
  const before = found.get(data);
  if (before?.length === length) return before.drops;
  const drops = dropsIn(data.steps.get('step'), data.steps.get('learningRate'));
  found.set(data, { length, drops });
  return drops;
}
