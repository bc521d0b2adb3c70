/** Draws traces on a canvas. Knows pixels and colours, nothing of runs. */
import type { YScale } from './axis';
import type { Series } from './series';
import { emptyTrace, fillTrace, firstAtLeast, type Trace } from './trace';

export interface Frame {
  width: number;
  height: number;
  /** First shown coordinate and pixels per unit of it. */
  from: number;
  pixelsPerUnit: number;
}

/** Sizes the canvas for the screen's pixel density and clears it. */
export function prepareCanvas(canvas: HTMLCanvasElement, { width, height }: Frame): CanvasRenderingContext2D {
  const density = globalThis.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * density), Math.round(height * density)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const context = canvas.getContext('2d') as CanvasRenderingContext2D;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

/** Faint horizontal lines at the given heights, under everything else. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  heights: number[],
  frame: Frame,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  for (const height of heights) {
    context.moveTo(0, height);
    context.lineTo(frame.width, height);
  }
  context.stroke();
}

let scratch: Trace = emptyTrace(4096);

/** One series; `xs` are its coordinates. */
export function drawSeries(
  context: CanvasRenderingContext2D,
  series: Series,
  xs: ArrayLike<number>,
  y: YScale,
  log: boolean,
  frame: Frame,
  colour: string,
): void {
  if (scratch.column.length < 2 * frame.width + 16) scratch = emptyTrace(Math.ceil(2 * frame.width + 16));
  const accepts = log ? (v: number) => v > 0 && v < Number.POSITIVE_INFINITY : Number.isFinite;
  const trace = fillTrace(scratch, xs, series.values, frame.from, frame.pixelsPerUnit, frame.width, accepts);
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = series.width;
  context.setLineDash([...series.dash]);
  context.lineJoin = 'round';
  context.beginPath();
  for (let i = 0; i < trace.length; i++) {
    const x = trace.column[i];
    if (trace.gap[i]) context.moveTo(x, y(trace.first[i]));
    else context.lineTo(x, y(trace.first[i]));
    if (trace.low[i] !== trace.high[i]) {
      context.lineTo(x, y(trace.low[i]));
      context.lineTo(x, y(trace.high[i]));
      context.lineTo(x, y(trace.last[i]));
    }
  }
  context.stroke();
  context.setLineDash([]);
  // Dots only where they stay apart, and for a lone point, which has no line.
  if (series.dots && trace.length > 0 && frame.width / trace.length > 9) {
    for (let i = 0; i < trace.length; i++) {
      context.beginPath();
      context.arc(trace.column[i], y(trace.last[i]), 2.6, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/** Lowest and highest drawable value of a series inside the frame. */
export function extent(
  series: Series,
  xs: ArrayLike<number>,
  log: boolean,
  frame: Frame,
): [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const to = frame.from + frame.width / frame.pixelsPerUnit;
  const end = Math.min(xs.length, firstAtLeast(xs, to) + 1);
  for (let i = firstAtLeast(xs, frame.from); i < end; i++) {
    const value = series.values[i];
    if (!(value < Number.POSITIVE_INFINITY) || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : undefined;
}
