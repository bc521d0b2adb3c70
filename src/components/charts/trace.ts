/**
 * From points to what is drawn: the lowest and highest value in each pixel column, so that no extreme is lost; of
 * many points in a column only the summaries of their blocks are read. Pure.
 */
import {
  type Blocks,
  finiteAt,
  highAt,
  lowAt,
  noBlocks,
  positiveAt,
  refusedAt,
  type Values,
} from '../../runs/blocks';

export interface Trace {
  /** Number of filled entries below. */
  length: number;
  /** Pixel column, and the values met in it: first, lowest, highest, last. */
  column: Float32Array;
  first: Float64Array;
  low: Float64Array;
  high: Float64Array;
  last: Float64Array;
  /** 1 where the line must not be joined to the column before: a value in between is not drawn. */
  gap: Uint8Array;
  /** Pixel columns of finite values at or below the floor, ascending, each once. */
  refused: number[];
}

export function emptyTrace(columns: number): Trace {
  return {
    length: 0,
    column: new Float32Array(columns),
    first: new Float64Array(columns),
    low: new Float64Array(columns),
    high: new Float64Array(columns),
    last: new Float64Array(columns),
    gap: new Uint8Array(columns),
    refused: [],
  };
}

export type Numbers = ArrayLike<number> & Values;

/**
 * Fills `trace` from ascending `xs` and their `ys`. Pixel = (x - from) * pixelsPerUnit, rounded; of the points
 * outside 0..width only the nearest on each side counts, so that lines reach the edges. Only values above `floor`
 * and below infinity are drawn (0 for a log axis); others make a gap between columns. `trace` needs room for
 * width + 4 columns. With the `blocks` of the values the work does not grow with the rows in a pixel column.
 */
export function fillTrace(
  trace: Trace,
  xs: Values,
  ys: Values,
  from: number,
  pixelsPerUnit: number,
  width: number,
  floor: 0 | typeof Number.NEGATIVE_INFINITY,
  blocks: Blocks = noBlocks,
): Trace {
  trace.length = 0;
  trace.refused.length = 0;
  const pixelOf = (row: number) => Math.round(((xs.at(row) as number) - from) * pixelsPerUnit);
  const log = floor === 0;
  // What the column at hand holds; the last of its values may have to be looked for in a block.
  let [first, last, low, high, refused] = [-1, -1, 0, 0, false];
  let lastBlock = { depth: -1, at: 0 };
  const hasPlace = (y: number) => y > floor && y < Number.POSITIVE_INFINITY;
  const holdsPlaced = (summaries: Float32Array, at: number) =>
    summaries[at + finiteAt] > 0 && summaries[at + highAt] > floor;
  const takeBlock = (summaries: Float32Array, at: number, depth: number) => {
    if (holdsPlaced(summaries, at)) {
      // Which is the first is seen row by row.
      if (first < 0) return false;
      low = Math.min(low, summaries[at + (log ? positiveAt : lowAt)]);
      high = Math.max(high, summaries[at + highAt]);
      lastBlock = { depth, at };
    }
    refused ||= log && summaries[at + refusedAt] > 0;
    return true;
  };
  const takeRow = (row: number) => {
    const y = ys.at(row) as number;
    if (!hasPlace(y)) {
      refused ||= y <= floor && y > Number.NEGATIVE_INFINITY;
      return;
    }
    if (first < 0) {
      first = row;
      low = high = y;
    } else if (y < low) low = y;
    else if (y > high) high = y;
    last = row;
    lastBlock.depth = -1;
  };

  const end = Math.min(xs.length, firstAtLeast(xs, from + width / pixelsPerUnit) + 1);
  let before = -1;
  for (let row = Math.max(0, firstAtLeast(xs, from) - 1); row < end; ) {
    const pixel = pixelOf(row);
    // A sum of rates that are no numbers is nowhere.
    if (Number.isNaN(pixel)) break;
    const next = endOf(row, end, (other) => pixelOf(other) === pixel);
    first = last = -1;
    refused = false;
    blocks.over(row, next, takeBlock, takeRow);
    if (refused) trace.refused.push(pixel);
    row = next;
    if (first < 0) continue;
    if (lastBlock.depth >= 0)
      last = blocks.lastIn(lastBlock.depth, lastBlock.at, holdsPlaced, (at) => hasPlace(ys.at(at) as number));
    const at = trace.length++;
    trace.column[at] = pixel;
    trace.first[at] = ys.at(first) as number;
    trace.low[at] = low;
    trace.high[at] = high;
    trace.last[at] = ys.at(last) as number;
    trace.gap[at] = before >= 0 && first === before + 1 ? 0 : 1;
    before = last;
  }
  return trace;
}

/** The first row after `row`, up to `end`, for which `alike` does not hold, as it does for those before it. */
function endOf(row: number, end: number, alike: (row: number) => boolean): number {
  let from = row + 1;
  let stride = 1;
  for (; from + stride <= end && alike(from + stride - 1); stride *= 2) from += stride;
  return firstWhere(from, Math.min(end, from + stride - 1), (other) => !alike(other));
}

/** Whether a column holds one value that no line leads to or from. */
export function isAlone({ gap, low, high, length }: Trace, i: number): boolean {
  return gap[i] === 1 && low[i] === high[i] && (i + 1 === length || gap[i + 1] === 1);
}

/** Lowest and highest value within 0..width. */
export function extentOf({ length, column, low, high }: Trace, width: number): [number, number] | undefined {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < length; i++) {
    if (column[i] < 0 || column[i] > width) continue;
    least = Math.min(least, low[i]);
    most = Math.max(most, high[i]);
  }
  return least <= most ? [least, most] : undefined;
}

/** Index of the first entry of ascending `xs` that is at least `x`; the length if there is none. */
export const firstAtLeast = (xs: Values, x: number): number =>
  firstWhere(0, xs.length, (i) => !((xs.at(i) as number) < x));

/** The first number from `low` on, below `high`, for which `holds`, as it does for all after it; else `high`. */
export function firstWhere(low: number, high: number, holds: (i: number) => boolean): number {
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
