/** Axes of a figure as SVG: grid lines under the curves, ticks and their numbers above. */
import { select } from 'd3';
import type { Drawn } from './drawn';
import { linearTicks, logTicks, tickText } from './ticks';

/** Least distance between ticks, pixels. */
const yApart = 26;
const xApart = 60;
/** From the x axis down to the top of its numbers, pixels: clear of the lowest number of the y axis. */
const belowAxis = 9.5;

/** What each figure's axes show. */
const drawnAxes = new WeakMap<SVGSVGElement, string>();

export function drawAxes(
  under: SVGSVGElement,
  over: SVGSVGElement,
  drawn: Drawn,
  log: boolean,
  yText: (tick: number) => string,
): void {
  const { frame, y } = drawn;
  const [low, high] = y.domain();
  const most = Math.max(2, Math.floor(frame.height / yApart));
  const ticks = (log ? logTicks : linearTicks)(low, high, most);
  // While numbers stream in, axes mostly stay; the browser would lay out the same texts again.
  const shown = JSON.stringify([ticks, ticks.map(y), frame, drawn.x.unit, drawn.x.label]);
  if (drawnAxes.get(over) === shown) return;
  drawnAxes.set(over, shown);
  select(under)
    .select('.grid')
    .selectAll<SVGLineElement, number>('line')
    .data(ticks)
    .join('line')
    .attr('x2', frame.width)
    .attr('transform', (tick) => `translate(0,${y(tick)})`);
  select(over)
    .select('.y-axis')
    .selectAll<SVGTextElement, number>('text')
    .data(ticks)
    .join((enter) => enter.append('text').attr('x', -8).attr('dy', '0.32em').attr('text-anchor', 'end'))
    .attr('transform', (tick) => `translate(0,${y(tick)})`)
    .text((tick) => yText(tick));
  drawXAxis(over, drawn);
}

function drawXAxis(over: SVGSVGElement, { frame, x }: Drawn): void {
  const { width, height, from, pixelsPerUnit } = frame;
  // A tick at the very end must not be lost to rounding.
  const to = from + (width + 0.1) / pixelsPerUnit;
  const ticks = linearTicks(from / x.unit, to / x.unit, Math.max(2, Math.floor(width / xApart)));
  const axis = select(over).select('.x-axis').attr('transform', `translate(0,${height})`);
  axis.select('.base').attr('d', `M0,0H${width}`);
  axis
    .select('.unit')
    .attr('x', -8)
    .attr('y', belowAxis)
    .attr('dy', '0.71em')
    .attr('text-anchor', 'end')
    .text(x.label);
  axis
    .selectAll<SVGGElement, number>('g')
    .data(ticks)
    .join((enter) => {
      const tick = enter.append('g');
      tick.append('line').attr('y2', 5);
      tick.append('text').attr('y', belowAxis).attr('dy', '0.71em').attr('text-anchor', 'middle');
      return tick;
    })
    .attr('transform', (tick) => `translate(${(tick * x.unit - from) * pixelsPerUnit},0)`)
    .call((g) => g.select('text').text(tickText));
}
