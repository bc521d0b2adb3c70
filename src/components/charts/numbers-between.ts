/**
 * Stands in for d3-interpolate where d3-scale and d3-zoom ask for it, which would bring along colours, dates and texts
 * (20 kB): the scales of the page go between numbers, and its zoom has no animation.
 */

/** The number at share `t` of the way from `a` to `b`. */
export function interpolateNumber(a: number, b: number): (t: number) => number {
  return (t) => a * (1 - t) + b * t;
}

/** The same, rounded. */
export function interpolateRound(a: number, b: number): (t: number) => number {
  return (t) => Math.round(a * (1 - t) + b * t);
}

export const interpolate = interpolateNumber;

const without = (): never => {
  throw new Error('The page was built without this interpolation.');
};
export const piecewise = without;
/** d3-zoom takes it for its animations, which nobody starts. */
export const interpolateZoom = without;
