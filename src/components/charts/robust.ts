/** What of a line the y axis has to show: all but values out of all proportion to the others. Pure. */
import { quantileSorted } from 'd3';
import { extentOf, type Trace } from './trace';

/** Powers of ten above and below the middle half that are shown at least, and how many times its own reach. */
const decades = { up: 4, down: 8 };
const reach = 3;
/** The same for a linear axis: times the reach, or the size, of the middle half. */
const linearReach = 1000;

/** Lowest and highest value within 0..width, without outliers; undefined where there is none. */
export function robustExtent(trace: Trace, width: number, log: boolean): [number, number] | undefined {
  const whole = extentOf(trace, width);
  if (!whole || (log && whole[1] / whole[0] < 10 ** decades.up)) return whole;
  const values: number[] = [];
  for (let i = 0; i < trace.length; i++) {
    if (trace.column[i] >= 0 && trace.column[i] <= width) values.push(trace.low[i], trace.high[i]);
  }
  const scaled = (log ? values.map(Math.log10) : values).sort((a, b) => a - b);
  const [first, third] = [0.25, 0.75].map((share) => quantileSorted(scaled, share) as number);
  const spread = third - first;
  const size = Math.max(spread, Math.abs(first), Math.abs(third)) || 1;
  const least = log ? first - Math.max(reach * spread, decades.down) : first - linearReach * size;
  const most = log ? third + Math.max(reach * spread, decades.up) : third + linearReach * size;
  const inside = scaled.filter((value) => value >= least && value <= most);
  const shown = (value: number) => (log ? 10 ** value : value);
  const [low, high] = [shown(inside[0]), shown(inside[inside.length - 1])];
  // Rounding of powers must not leave out what lies at the end.
  return [Math.max(low, whole[0]), Math.min(high, whole[1])];
}
