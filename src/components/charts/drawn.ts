/** What a painted figure looks like, for whoever places something on it or reads a pointer. */
import type { XAxis, YScale } from './axis';

/** Room around the plot, in pixels: tick labels left and below, words above. */
export const margin = { left: 56, right: 16, top: 22, bottom: 26 };

/** The plot: its size in pixels, and the part of the x axis it shows. */
export interface Frame {
  width: number;
  height: number;
  /** First shown coordinate and pixels per unit of it. */
  from: number;
  pixelsPerUnit: number;
}

export interface Drawn {
  frame: Frame;
  x: XAxis;
  y: YScale;
  /** Pixel of a step, from the left edge of the plot. */
  toPixel(step: number): number;
  /** Step at a pixel, within the run. */
  toStep(pixel: number): number;
  /** Step at which a drop dragged to this pixel lies: on the distance axis its own place moves the axis. */
  toDrop(pixel: number): number;
}
