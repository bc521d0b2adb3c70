/** A pattern for each regime, told apart without colour: in grey print and in forced colours. Pure. */
import type { Regime } from '../../training/regime/types';

export interface Pattern {
  regime: Regime;
  /** Side of the square that is repeated, in pixels. */
  size: number;
  /** Strokes within it; a dot is a stroke of no length with round ends. */
  path: string;
}

export const patterns: readonly Pattern[] = [
  // Slanted lines.
  { regime: 'large-step', size: 9, path: 'M-2,11L11,-2M-2,2L2,-2M7,11L11,7' },
  // Dots.
  { regime: 'small-step', size: 9, path: 'M4.5,4.5h0' },
  // Level lines.
  { regime: 'transition', size: 7, path: 'M0,3.5H7' },
  // Upright dashes, far apart: little is known.
  { regime: 'undecided', size: 14, path: 'M7,4V10' },
  // Peaks: the loss climbs and comes back.
  { regime: 'catapult', size: 13, path: 'M0,10L6.5,3L13,10' },
  // Crossing lines: no way on.
  { regime: 'diverged', size: 8, path: 'M-1,-1L9,9M-1,9L9,-1' },
];
