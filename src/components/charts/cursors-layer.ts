/** Upright lines at the step under the cursor and at the one that was picked, where the plot shows them. */
import { select } from 'd3';
import type { Drawn } from './drawn';

type Cursors = Record<'cursor' | 'picked', number | undefined>;

export function drawCursors(
  over: SVGSVGElement,
  { cursor, picked }: Cursors,
  { frame, toPixel }: Drawn,
): void {
  for (const [name, step] of [
    ['.cursor', cursor],
    ['.picked', picked],
  ] as const) {
    const at = step === undefined ? -1 : toPixel(step);
    select(over)
      .select(name)
      .attr('visibility', at >= 0 && at <= frame.width ? 'visible' : 'hidden')
      .attr('transform', `translate(${at},0)`)
      .attr('y2', frame.height);
  }
}
