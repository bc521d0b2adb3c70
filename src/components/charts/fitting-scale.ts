/** The y axis that fits the lines of a figure. Pure. */
import type { FigureName } from '../../runs/view';
import { makeYScale, type YScale } from './axis';
import type { Frame } from './drawn';
import { figures } from './figures/registry';
import { robustExtent } from './robust';
import type { Series } from './series';
import { extentOf, type Trace } from './trace';

/** `traces` are what `series` show in the frame, one each. `whole`: outliers too. */
export function fittingScale(
  name: FigureName,
  series: readonly Series[],
  traces: readonly Trace[],
  log: boolean,
  frame: Frame,
  whole = false,
): YScale {
  const { always, within } = figures[name];
  const extents = traces.map((trace) =>
    whole ? extentOf(trace, frame.width) : robustExtent(trace, frame.width, log),
  );
  const all = union(extents) ?? (log ? [0.01, 10] : [0, 1]);
  // Far below what the figure is about a line may leave it.
  const firm = union(extents.filter((_, i) => series[i].firm)) ?? all;
  // A rate that falls to zero never ends on a log axis; five powers of ten below the top show its way.
  const deepest = name === 'Step size' ? firm[1] * 1e-5 : 0;
  if (!log) {
    const [least, most] = always ?? [0, 0];
    if (whole) return makeYScale(false, Math.min(least, all[0]), Math.max(most, all[1]), frame.height);
    const far = 1e4 * Math.max(Math.abs(firm[0]), Math.abs(firm[1]));
    const low = Math.max(within?.[0] ?? firm[0] - far, Math.min(least, all[0]));
    const high = Math.min(within?.[1] ?? Number.POSITIVE_INFINITY, Math.max(most, all[1]));
    return makeYScale(false, low, Math.min(high, Math.max(most, firm[1] + far)), frame.height);
  }
  if (whole) return makeYScale(true, ...all, frame.height);
  const low = Math.max(all[0], firm[0] * 1e-6, deepest);
  return makeYScale(log, low, all[1], frame.height);
}

function union(extents: readonly ([number, number] | undefined)[]): [number, number] | undefined {
  const known = extents.filter((each) => each !== undefined);
  if (known.length === 0) return undefined;
  return [Math.min(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))];
}
