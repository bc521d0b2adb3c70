/** Shape and tone of a landing point: a verdict is never told by colour alone. Pure. */
import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
} from 'd3';
import type { Verdict } from './bowl';

export type Tone = 'small' | 'large' | 'neutral' | 'broken';

const marks: Record<Verdict, { tone: Tone; shape: SymbolType }> = {
  short: { tone: 'small', shape: symbolCircle },
  floor: { tone: 'large', shape: symbolDiamond },
  across: { tone: 'large', shape: symbolTriangle },
  uneven: { tone: 'neutral', shape: symbolStar },
  uphill: { tone: 'neutral', shape: symbolCross },
  unresolved: { tone: 'neutral', shape: symbolSquare },
  overflow: { tone: 'broken', shape: symbolTriangle },
};

/** Path around the origin, about 11 pixels wide. */
export function markOf(verdict: Verdict): { tone: Tone; path: string } {
  const { tone, shape } = marks[verdict];
  return { tone, path: symbol(shape, 90)() ?? '' };
}
