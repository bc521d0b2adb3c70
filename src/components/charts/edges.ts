/** What lies beyond the y axis: where it is marked at the edges of the plot, and how much it is in words. Pure. */
import { finiteAt, highAt, lowAt, noBlocks, positiveAt, refusedAt, type Values } from '../../runs/blocks';
import type { YScale } from './axis';
import type { Frame } from './drawn';
import type { Series } from './series';
import { numberText } from './ticks';
import { firstAtLeast, firstWhere, type Trace } from './trace';

export interface Edges {
  /** Pixels of marks at the top and at the bottom, of each series. */
  marks: { above: number[]; below: number[] }[];
  /** A few words on each series that reaches beyond, for the top and for the bottom. */
  above: string[];
  below: string[];
}

/** Least distance between marks, pixels. */
const apart = 9;
/** A hair beyond is not beyond. */
const tolerance = 1e-6;

/** `traces` are what `series` show in the frame and `xs` the coordinates of their rows. */
export function edgesOf(
  series: readonly Series[],
  traces: readonly Trace[],
  xs: readonly Values[],
  y: YScale,
  log: boolean,
  { width, from, pixelsPerUnit }: Frame,
): Edges {
  const [low, high] = y.domain();
  const bounds = {
    low: log ? low * (1 - tolerance) : low - tolerance * (high - low),
    high: log ? high * (1 + tolerance) : high + tolerance * (high - low),
  };
  const edges: Edges = { marks: [], above: [], below: [] };
  series.forEach((each, i) => {
    const marks = marksOf(traces[i], bounds, width);
    edges.marks.push(marks);
    // The plan is no measurement, and a line without a name shares that of its neighbour.
    if (!each.data || marks.above.length + marks.below.length === 0) return;
    const name = each.label || namedBefore(series, i);
    const { above, below, refused, most, least, count } = tally(
      each,
      xs[i],
      [from, from + width / pixelsPerUnit],
      bounds,
      log,
    );
    if (above > 0)
      edges.above.push(`${name}: ${valuesText(above)} above, up to ${numberText(most, each.percent)}`);
    if (below > 0)
      edges.below.push(`${name}: ${valuesText(below)} below, down to ${numberText(least, each.percent)}`);
    if (refused > 0) edges.below.push(`${name}: ${refusedText(refused, count)}`);
  });
  return edges;
}

/** What a line without a name belongs to: the named line of the same run before it. */
function namedBefore(series: readonly Series[], i: number): string {
  const named = series.slice(0, i).findLast(({ label, data }) => label !== '' && data === series[i].data);
  return named?.label ?? 'a line';
}

const valuesText = (count: number) => (count === 1 ? '1 value' : `${count.toLocaleString('en')} values`);

/** On a log axis nothing at or below 0 has a place. */
const refusedText = (refused: number, count: number) =>
  refused === count
    ? `${count === 1 ? 'the only value is' : `all ${count.toLocaleString('en')} values are`} at or below 0`
    : `${refused.toLocaleString('en')} of ${valuesText(count)} at or below 0`;

function marksOf(trace: Trace, { low, high }: { low: number; high: number }, width: number) {
  const spaced = (columns: number[]) => {
    const kept: number[] = [];
    for (const x of columns) {
      if (x < 0 || x > width || x - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) < apart) continue;
      kept.push(x);
    }
    return kept;
  };
  const above: number[] = [];
  const below: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (trace.high[i] > high) above.push(trace.column[i]);
    if (trace.low[i] < low) below.push(trace.column[i]);
  }
  below.push(...trace.refused);
  return { above: spaced(above), below: spaced(below.sort((a, b) => a - b)) };
}

/** Of the values that the axis shows in part, how many lie where. */
function tally(
  { values, blocks = noBlocks }: Series,
  xs: Values,
  [from, to]: readonly [number, number],
  { low, high }: { low: number; high: number },
  log: boolean,
) {
  const found = { above: 0, below: 0, refused: 0, count: 0, most: high, least: low };
  /** So many values between two: whether they all lie on one side of each bound. */
  const take = (count: number, least: number, most: number): boolean => {
    if (least > high) {
      found.above += count;
      found.most = Math.max(found.most, most);
    } else if (most < low) {
      found.below += count;
      found.least = Math.min(found.least, least);
    } else return least >= low && most <= high;
    return true;
  };
  blocks.over(
    firstAtLeast(xs, from),
    firstWhere(0, xs.length, (i) => (xs.at(i) as number) > to),
    (block, at) => {
      const refused = log ? block[at + refusedAt] : 0;
      const placed = block[at + finiteAt] - refused;
      if (placed > 0 && !take(placed, block[at + (log ? positiveAt : lowAt)], block[at + highAt]))
        return false;
      found.refused += refused;
      found.count += placed + refused;
      return true;
    },
    (row) => {
      const value = values.at(row) ?? Number.NaN;
      if (!Number.isFinite(value)) return;
      found.count++;
      if (log && value <= 0) found.refused++;
      else take(1, value, value);
    },
  );
  return found;
}
