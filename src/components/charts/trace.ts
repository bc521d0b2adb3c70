/**
 * From points to what is drawn: the lowest and highest value in each pixel column, so that no extreme is lost
 * and 100,000 points cost one pass over memory. Pure.
 */

export interface Trace {
  /** Number of filled entries below. */
  length: number;
  /** Pixel column, and the values met in it: first, lowest, highest, last. */
  column: Float32Array;
  first: Float64Array;
  low: Float64Array;
  high: Float64Array;
  last: Float64Array;
  /** 1 where the line must not be joined to the column before: a value in between was refused. */
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

/**
 * Fills `trace` from ascending `xs` and their `ys`. Pixel = (x - from) * pixelsPerUnit, rounded; of the points
 * outside 0..width only the nearest on each side counts, so that lines reach the edges. Only values above `floor`
 * and below infinity are drawn (0 for a log axis); others make a gap between columns. `trace` needs room for
 * width + 4 columns.
 */
export function fillTrace(
  trace: Trace,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  from: number,
  pixelsPerUnit: number,
  width: number,
  floor: number,
): Trace {
  trace.length = 0;
  trace.refused.length = 0;
  const start = Math.max(0, firstAtLeast(xs, from) - 1);
  const end = Math.min(xs.length, firstAtLeast(xs, from + width / pixelsPerUnit) + 1);
  let gap = 1;
  let current = Number.NaN;
  for (let i = start; i < end; i++) {
    const y = ys[i];
    if (!(y > floor && y < Number.POSITIVE_INFINITY)) {
      gap = 1;
      if (!(y <= floor && y > Number.NEGATIVE_INFINITY)) continue;
      const pixel = Math.round((xs[i] - from) * pixelsPerUnit);
      if (pixel !== trace.refused.at(-1)) trace.refused.push(pixel);
      continue;
    }
    const pixel = Math.round((xs[i] - from) * pixelsPerUnit);
    const at = trace.length - 1;
    if (pixel === current) {
      gap = 0;
      if (y < trace.low[at]) trace.low[at] = y;
      if (y > trace.high[at]) trace.high[at] = y;
      trace.last[at] = y;
      continue;
    }
    const next = trace.length++;
    trace.column[next] = pixel;
    trace.first[next] = trace.low[next] = trace.high[next] = trace.last[next] = y;
    trace.gap[next] = gap;
    gap = 0;
    current = pixel;
  }
  return trace;
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
export function firstAtLeast(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (xs[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}
