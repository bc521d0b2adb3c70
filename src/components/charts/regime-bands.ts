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

/** Least width in pixels of a band: what is thinner cannot be told apart, and a long run has thousands. */
const hair = 2;

/**
 * The parts of segments that lie within 0..width, side by side without gaps. What is thinner than two pixels has no
 * band of its own: its neighbour takes its place.
 */
export function bandsOf(
  segments: readonly Segment[],
  toPixel: (step: number) => number,
  width: number,
): Band[] {
  const within = (step: number) => Math.max(0, Math.min(width, toPixel(step)));
  const bands: Omit<Band, 'text'>[] = [];
  let end = segments.length > 0 ? within(segments[0].from) : 0;
  for (const { to, regime } of segments) {
    const right = within(to);
    if (right - end < hair) continue;
    bands.push({ regime, from: end, width: right - end });
    end = right;
  }
  const last = bands.at(-1);
  // Hairs at the end of the run.
  if (last) last.width = within(segments[segments.length - 1].to) - last.from;
  return bands.map((band) => {
    const name = regimeNames[band.regime];
    const fits = band.width > name.length * pixelsPerLetter + 8;
    return { ...band, text: fits ? name : '' };
  });
}
