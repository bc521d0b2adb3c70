/** The common beat of everything that is drawn because numbers stream in: one frame for all rather than one for each. Pure. */

/** A dozen pictures a second: eyes see no more of a curve that grows. */
export const beatMs = 80;

/** Milliseconds from `now` to the first beat that is not before `due`. */
export const untilBeat = (due: number, now: number): number =>
  Math.ceil(Math.max(due, now) / beatMs) * beatMs - now;

/** The beat that a moment belongs to. */
export const beatOf = (moment: number): number => Math.floor(moment / beatMs) * beatMs;
