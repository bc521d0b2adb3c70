/** What a point of a phase diagram shows: a colour, or why it has none. Pure. */
import { guessingText, type Measure, specOf } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';

/** `none`: its runs came to their end, but have no such number. */
type PointKind = 'waiting' | 'value' | 'diverged' | 'guessing' | 'none';
/** Kinds that have a pattern. */
const patterned = ['guessing', 'none', 'diverged'] as const satisfies PointKind[];
export type PatternedKind = (typeof patterned)[number];

export function kindOf({ runs, known, diverged, guessing }: PointSummary, measure: Measure): PointKind {
  if (runs === 0) return 'waiting';
  if (known > 0) return 'value';
  if (specOf(measure).ofLearners && guessing > diverged) return 'guessing';
  return diverged > 0 ? 'diverged' : 'none';
}

/** What is laid over the colour of a point, some of whose seeds have none. */
export function overlayOf(point: PointSummary, measure: Measure): PatternedKind | undefined {
  if (point.known === 0) return undefined;
  if (point.diverged > 0) return 'diverged';
  return specOf(measure).ofLearners && point.guessing > 0 ? 'guessing' : undefined;
}

export function kindText(kind: Exclude<PointKind, 'value'>, measure: Measure): string {
  const texts = {
    waiting: 'not trained yet',
    diverged: 'diverged',
    guessing: guessingText,
    none: specOf(measure).none,
  };
  return texts[kind];
}

/** The patterns that a picture shows, with their words. */
export function patternsIn(
  points: readonly PointSummary[],
  measure: Measure,
): { kind: PatternedKind; text: string }[] {
  const seen = new Set(points.flatMap((point) => [kindOf(point, measure), overlayOf(point, measure)]));
  return patterned.filter((kind) => seen.has(kind)).map((kind) => ({ kind, text: kindText(kind, measure) }));
}
