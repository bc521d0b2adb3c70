/** Runs that differ in nothing but their seed: the median over them and how far they spread. Pure. */
import { quantileSorted } from 'd3';
import { applies, type RunConfig } from '../training/config';
import { fieldNames } from '../training/fields';
import type { Pairs } from './quantities';
import type { RunData } from './run-data';
import type { RunEntry } from './run-entry';

/**
 * Runs of one configuration, live changes included; groups of one too, in the order of their first runs. The same
 * seed again is no new evidence: it begins a group of its own.
 */
export function seedGroups(runs: readonly RunEntry[]): RunEntry[][] {
  const groups = new Map<string, RunEntry[]>();
  for (const run of runs) {
    const { data, id } = run;
    // Nothing is known of how a log was made.
    const plan = data.origin === 'log' ? id : planOf(data);
    const key = (copy: number) => `${copy} ${plan}`;
    const repeats = (each: RunEntry) => each.data.initial.seed === data.initial.seed;
    let copy = 0;
    while (groups.get(key(copy))?.some(repeats)) copy++;
    groups.set(key(copy), [...(groups.get(key(copy)) ?? []), run]);
  }
  return [...groups.values()];
}

/** All that decides how a run trains, but for its seed. */
function planOf({ initial, changes }: RunData): string {
  const told = (config: RunConfig) =>
    fieldNames.filter((name) => name !== 'seed' && applies(name, config)).map((name) => [name, config[name]]);
  return JSON.stringify([told(initial), ...changes.map(({ step, config }) => [step, told(config)])]);
}

export interface Band {
  step: number;
  /** Median of x and of y over the runs, and the spread of y. */
  x: number;
  y: number;
  low: number;
  high: number;
}

/** From five runs on the spread is the middle half, below that everything. */
const quartilesFrom = 5;

/** The band at the steps that all runs have. */
export function bandOf(runs: readonly Pairs[]): Band[] {
  const [from, to] = runs.length >= quartilesFrom ? [0.25, 0.75] : [0, 1];
  const rows = runs.map(() => 0);
  const band: Band[] = [];
  for (const step of runs[0]?.step ?? []) {
    const shared = runs.every((run, i) => {
      while (run.step[rows[i]] < step) rows[i]++;
      return run.step[rows[i]] === step;
    });
    if (!shared) continue;
    const sorted = (name: 'x' | 'y') => runs.map((run, i) => run[name][rows[i]]).sort((a, b) => a - b);
    const at = (values: number[], share: number) => quantileSorted(values, share) as number;
    const ys = sorted('y');
    band.push({ step, x: at(sorted('x'), 0.5), y: at(ys, 0.5), low: at(ys, from), high: at(ys, to) });
  }
  return band;
}
