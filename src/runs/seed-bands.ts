/** Runs that differ in nothing but their seed: the median over them and how far they spread. Pure. */
import { quantile } from 'd3';
import { configAt } from './forking';
import type { Pairs } from './quantities';
import type { RunEntry } from './run-entry';

/** Runs of one configuration, live changes included; groups of one too, in the order of their first runs. */
export function seedGroups(runs: readonly RunEntry[]): RunEntry[][] {
  const groups = new Map<string, RunEntry[]>();
  for (const run of runs) {
    const { data, id } = run;
    const plans = [{ step: 0, config: data.initial }, ...data.changes].map(({ step, config }) => ({
      step,
      ...config,
      seed: 0,
    }));
    // Nothing is known of how a log was made.
    const key = data.origin === 'log' ? id : JSON.stringify([configAt(data, 0).dataset, plans]);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  return [...groups.values()];
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
  const rows = runs.map(({ step, x, y }) => new Map(Array.from(step, (at, i) => [at, [x[i], y[i]]])));
  const spread: [number, number] = runs.length >= quartilesFrom ? [0.25, 0.75] : [0, 1];
  return Array.from(runs[0]?.step ?? []).flatMap((step) => {
    const values = rows.flatMap((each) => (each.has(step) ? [each.get(step) as number[]] : []));
    if (values.length < runs.length) return [];
    const ys = values.map(([, y]) => y).sort((a, b) => a - b);
    const at = (share: number) => quantile(ys, share) as number;
    const x = quantile(
      values.map(([each]) => each),
      0.5,
    ) as number;
    return [{ step, x, y: at(0.5), low: at(spread[0]), high: at(spread[1]) }];
  });
}
