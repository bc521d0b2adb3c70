/**
 * Stands in for d3-transition, which d3-zoom would bring along (14 kB): figures zoom at once, and there is never an
 * animation that a gesture would have to interrupt.
 */
export function interrupt(): void {}
