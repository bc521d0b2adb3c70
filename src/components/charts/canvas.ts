/** Draws traces on a canvas. Knows pixels and colours, nothing of runs. */
import type { YScale } from './axis';
import type { Frame } from './drawn';
import type { Edges } from './edges';
import type { Line } from './figures/spec';
import { type Marker, markedColumns, markerSize, markersApart } from './run-style';
import { isAlone, type Trace } from './trace';

/** Least distance between marked points, pixels. */
const dotsApart = 9;

/** Changes within one pixel column that are drawn, pixels. */
const finest = 0.5;

/** The canvas is that much larger than the plot on each side, so that marks on its edge stay whole. */
export const bleed = 4;

/** Sizes the canvas for the screen's pixel density and clears it; the origin is the plot's. */
export function prepareCanvas(canvas: HTMLCanvasElement, { width, height }: Frame): CanvasRenderingContext2D {
  const density = globalThis.devicePixelRatio || 1;
  const [w, h] = [width, height].map((size) => Math.round((size + 2 * bleed) * density));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.setTransform(density, 0, 0, density, bleed * density, bleed * density);
  context.clearRect(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed);
  return context;
}

/** One line of a figure; logarithms are taken of what a trace kept, not of every point. */
export function drawLine(
  context: CanvasRenderingContext2D,
  line: Line,
  trace: Trace,
  y: YScale,
  { width }: Frame,
  colour: string,
): void {
  const { length, column, first, low, high, last, gap } = trace;
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = line.width;
  context.setLineDash([...line.dash]);
  context.lineJoin = 'bevel';
  context.beginPath();
  for (let i = 0; i < length; i++) {
    const x = column[i];
    const from = y(first[i]);
    if (gap[i]) context.moveTo(x, from);
    else context.lineTo(x, from);
    if (low[i] === high[i]) continue;
    const [bottom, top] = [y(low[i]), y(high[i])];
    // What happens within a pixel is not seen, and strokes are paid by the corner.
    if (Math.abs(bottom - top) < finest) continue;
    context.lineTo(x, bottom);
    context.lineTo(x, top);
    context.lineTo(x, y(last[i]));
  }
  context.stroke();
  context.setLineDash([]);
  // Dots only where they stay apart; a lone point has no line and needs one that is seen.
  const dotted = line.dots && width / length > dotsApart;
  for (let i = 0; i < length; i++) {
    const alone = isAlone(trace, i);
    if (!dotted && !alone) continue;
    context.beginPath();
    context.arc(column[i], y(last[i]), dotted && !alone ? 2.6 : Math.max(3.5, line.width), 0, 2 * Math.PI);
    context.fill();
  }
  if (line.marker) drawMarkers(context, line.marker, { column, last, length }, y);
}

/** Triangles at the edges of the plot where a line goes beyond. */
export function drawEdgeMarks(
  context: CanvasRenderingContext2D,
  { above, below }: Edges['marks'][number],
  { height }: Frame,
  colour: string,
): void {
  context.fillStyle = colour;
  const triangle = (x: number, tip: number, foot: number) => {
    context.beginPath();
    context.moveTo(x, tip);
    context.lineTo(x - 4.5, foot);
    context.lineTo(x + 4.5, foot);
    context.fill();
  };
  for (const x of above) triangle(x, -2, 6);
  for (const x of below) triangle(x, height + 2, height - 6);
}

function drawMarkers(
  context: CanvasRenderingContext2D,
  marker: Marker,
  { column, last, length }: Pick<Trace, 'column' | 'last' | 'length'>,
  y: YScale,
): void {
  const shape = new Path2D(marker.shape);
  for (const i of markedColumns(column, length, marker, markersApart)) {
    context.save();
    context.translate(column[i], y(last[i]));
    context.scale(markerSize, markerSize);
    context.fill(shape);
    context.restore();
  }
}
