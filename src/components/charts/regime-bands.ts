/** From regimes along a run to bands on the screen. Pure. */
import { regimeNames } from '../../training/regime/describe';
import type { Regime, Segment } from '../../training/regime/types';

export interface Band {
  regime: Regime;
  /** Left edge and width in pixels. */
  from: number;
  width: number;
  /** Its name, where there is room for it. */
  text: string;
}

const pixelsPerLetter = 8;

/** The parts of segments that lie within 0..width; what is thinner than half a pixel is left to its neighbours. */
export function bandsOf(
  segments: readonly Segment[],
  toPixel: (step: number) => number,
  width: number,
): Band[] {
  return segments.flatMap(({ from, to, regime }) => {
    const [left, right] = [from, to].map((step) => Math.max(0, Math.min(width, toPixel(step))));
    if (right - left < 0.5) return [];
    const name = regimeNames[regime];
    const fits = right - left > name.length * pixelsPerLetter + 8;
    return [{ regime, from: left, width: right - left, text: fits ? name : '' }];
  });
}
