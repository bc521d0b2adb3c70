/** From the verdicts of windows and from events to the regimes of a run, as stretches without gaps. Pure. */
import type { Mark } from './events';
import type { Segment, WindowReading } from './types';

/**
 * Segments from step 0 to the last window or event; equal neighbours are one. Hysteresis: the regime changes with
 * the second of two windows in a row that agree on another one, from the end of the first of them on; it is undecided
 * before. The subtype follows two that agree on it, or the change of the regime. Events override at once.
 */
export function segmentsOf(windows: readonly WindowReading[], marks: readonly Mark[]): Segment[] {
  let segments = steadySegments(windows);
  const known = marks.reduce((last, mark) => Math.max(last, mark.known), segments.at(-1)?.to ?? 0);
  extend(segments, known);
  const steady = segments;
  for (const { from, regime } of marks) {
    segments = slice(segments, 0, from);
    if (regime === 'windows') segments.push(...slice(steady, from, known));
    else segments.push({ from, to: known, regime, subtype: '' });
  }
  return merged(segments);
}

/** Verdicts with hysteresis; a window speaks for the steps since the window before it. */
function steadySegments(windows: readonly WindowReading[]): Segment[] {
  const segments: Segment[] = [];
  let current: Pick<Segment, 'regime' | 'subtype'> = { regime: 'undecided', subtype: '' };
  let before: WindowReading | undefined;
  for (const window of windows) {
    const twice = window.regime === before?.regime;
    if (twice && (window.regime !== current.regime || window.subtype === before?.subtype)) current = window;
    const { regime, subtype } = current;
    segments.push({ from: before?.to ?? 0, to: window.to, regime, subtype });
    before = window;
  }
  return merged(segments);
}

/** Prolongs the last segment up to step `to`. */
function extend(segments: Segment[], to: number): void {
  const last = segments.at(-1);
  if (!last && to > 0) segments.push({ from: 0, to, regime: 'undecided', subtype: '' });
  else if (last && last.to < to) segments[segments.length - 1] = { ...last, to };
}

/** The parts of segments that lie within (from, to]. */
function slice(segments: readonly Segment[], from: number, to: number): Segment[] {
  return segments
    .filter((segment) => segment.from < to && segment.to > from)
    .map((segment) => ({ ...segment, from: Math.max(from, segment.from), to: Math.min(to, segment.to) }));
}

function merged(segments: readonly Segment[]): Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last?.regime === segment.regime && last.subtype === segment.subtype) last.to = segment.to;
    else if (segment.to > segment.from) result.push({ ...segment });
  }
  return result;
}
