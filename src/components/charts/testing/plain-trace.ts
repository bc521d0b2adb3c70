/** What `fillTrace` gives, row by row: to compare with. */
import type { Values } from '../../../runs/blocks';
import { firstAtLeast, type Trace } from '../trace';

export function plainTrace(
  trace: Trace,
  xs: Values,
  ys: Values,
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
    const y = ys.at(i) ?? Number.NaN;
    if (!(y > floor && y < Number.POSITIVE_INFINITY)) {
      gap = 1;
      if (!(y <= floor && y > Number.NEGATIVE_INFINITY)) continue;
      const pixel = Math.round(((xs.at(i) as number) - from) * pixelsPerUnit);
      if (pixel !== trace.refused.at(-1)) trace.refused.push(pixel);
      continue;
    }
    const pixel = Math.round(((xs.at(i) as number) - from) * pixelsPerUnit);
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
