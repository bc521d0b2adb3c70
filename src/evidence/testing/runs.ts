/** Runs with numbers made up for tests: five seeds, all numbers NaN but those that are given. */
import { type EvidenceRun, type RunNumbers, unknownNumbers } from '../numbers';

/** One value for all seeds, or one for each. */
type Values = number | readonly [number, number, number, number, number];
export type Made = Record<string, Partial<Record<keyof RunNumbers, Values>>>;

export const seeds = [1, 2, 3, 4, 5];

/** Arms by their names in one setting. */
export function makeRuns(setting: string, arms: Made): EvidenceRun[] {
  return Object.entries(arms).flatMap(([name, numbers]) =>
    seeds.map((seed, i) => ({
      arm: `${setting}/${name}`,
      seed,
      divergedAt: 0,
      numbers: {
        ...unknownNumbers,
        ...Object.fromEntries(
          Object.entries(numbers).map(([key, value]) => [key, typeof value === 'number' ? value : value[i]]),
        ),
      },
    })),
  );
}

/** The same with some numbers of some arms put in place of those that were there. */
export function changed(made: Made, changes: Made): Made {
  return Object.fromEntries(
    Object.entries(made).map(([name, numbers]) => [name, { ...numbers, ...changes[name] }]),
  );
}
