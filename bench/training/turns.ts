/** Times contestants in turns, so that a machine that slows down slows all of them. */
import type { Contestant } from './contestant';

/** Network-steps of one turn at most: a plan of so many rows takes 32 MB. */
const mostNetworkSteps = 1_000_000;

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/**
 * Network-steps per second, the median over `turns` turns of about `turnMs` milliseconds each. A contestant that
 * fails leaves its error instead.
 */
export async function inTurns<Key>(
  contestants: Map<Key, Contestant>,
  turns: number,
  turnMs: number,
): Promise<Map<Key, number | Error>> {
  const results = new Map<Key, number | Error>();
  const lengths = new Map<Key, number>();
  const speeds = new Map<Key, number[]>();
  // The turn before the first warms up and finds how many steps fill one.
  for (let turn = -1; turn < turns; turn++) {
    for (const [key, contestant] of contestants) {
      if (results.has(key)) continue;
      try {
        const steps = lengths.get(key);
        if (steps === undefined) lengths.set(key, await turnLength(contestant, turnMs));
        else {
          const ms = await timed(contestant, steps);
          speeds.set(key, [...(speeds.get(key) ?? []), (1000 * steps * contestant.networks) / ms]);
        }
      } catch (error) {
        results.set(key, error as Error);
      }
    }
  }
  for (const [key, values] of speeds) if (!results.has(key)) results.set(key, median(values));
  return results;
}

/**
 * Steps that take about `turnMs`, two at least. Compiling and waiting weigh on a short trial, so it grows until it
 * lasts a while.
 */
async function turnLength(contestant: Contestant, turnMs: number): Promise<number> {
  const most = Math.floor(mostNetworkSteps / contestant.networks);
  await timed(contestant, 1);
  for (let steps = 1; ; steps = Math.min(most, 4 * steps)) {
    const ms = await timed(contestant, steps);
    if (ms >= turnMs / 4 || steps === most)
      return Math.max(2, Math.min(most, Math.round((steps * turnMs) / ms)));
  }
}

async function timed(contestant: Contestant, steps: number): Promise<number> {
  contestant.prepare?.(steps);
  const began = performance.now();
  await contestant.train(steps);
  return performance.now() - began;
}
