/** How often steps landed where: landing positions in bins, counted as they come. */
import type { RunData } from './run-data';

export const binWidth = 0.1;
/** Bins of `binWidth` from 0 to 2.5, and one at either end for what lies beyond. */
export const innerBins = 25;

/** From 0 (below 0) to `innerBins` + 1 (2.5 and more). A landing at a border belongs to the bin above it. */
export function binOf(landing: number): number {
  // 32-bit numbers such as 0.3 lie a little beside the borders.
  return Math.max(0, Math.min(innerBins + 1, 1 + Math.floor(landing / binWidth + 1e-6)));
}

interface Counted {
  /** Rows of the run that are counted, and how often it had been cut back. */
  rows: number;
  cuts: number;
  counts: Uint32Array;
}

const counted = new WeakMap<RunData, Counted>();

/** All landings of a run so far; work only for what is new, unless the run was cut back. */
export function landingCounts(data: RunData): Uint32Array {
  const landings = data.regime.kappas.get('landing');
  let known = counted.get(data);
  if (!known || known.cuts !== data.cuts || known.rows > landings.length) {
    known = { rows: 0, cuts: data.cuts, counts: new Uint32Array(innerBins + 2) };
    counted.set(data, known);
  }
  addTo(known.counts, landings, known.rows, landings.length);
  known.rows = landings.length;
  return known.counts;
}

/** The newest `most` landings of a run; rows without one count nothing. */
export function newestLandings(data: RunData, most: number): Uint32Array {
  const landings = data.regime.kappas.get('landing');
  let [first, found] = [landings.length, 0];
  while (first > 0 && found < most && first > landings.length - 100 * most)
    if (!Number.isNaN(landings[--first])) found++;
  const counts = new Uint32Array(innerBins + 2);
  addTo(counts, landings, first, landings.length);
  return counts;
}

function addTo(counts: Uint32Array, landings: ArrayLike<number>, first: number, end: number): void {
  for (let i = first; i < end; i++) if (!Number.isNaN(landings[i])) counts[binOf(landings[i])]++;
}

export const totalOf = (counts: Uint32Array): number => counts.reduce((sum, count) => sum + count, 0);
