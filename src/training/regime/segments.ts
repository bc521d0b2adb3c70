/** From the verdicts of windows and from events to the regimes of a run, as stretches without gaps. Pure. */
import type { Mark } from './events';
import type { Segment } from './types';
import type { Verdict } from './window';

/**
 * Verdicts of windows, one after the other, with hysteresis: the regime changes when windows in a row agree on another
 * one over half a window's length, from the end of the first of them on; it is undecided before. Neighbouring windows
 * share most of their steps, so two that agree say little more than one. The subtype follows in the same way. A window
 * speaks for the steps since the window before it.
 */
export class Hysteresis {
  /** From step 0 to the last window, without gaps; equal neighbours are one. */
  readonly segments: Segment[] = [];
  private current: Verdict = { regime: 'undecided', subtype: '' };
  private last = 0;
  /** Ends of the first windows of those in a row that agree on the regime, and on the subtype too. */
  private agreed = { regime: 0, subtype: 0 };
  private before: Verdict | undefined;

  add({ from, to, regime, subtype }: Verdict & { from: number; to: number }): void {
    const { before, agreed, current } = this;
    if (regime !== before?.regime) agreed.regime = to;
    if (regime !== before?.regime || subtype !== before.subtype) agreed.subtype = to;
    const enough = (to - from) / 2;
    if (regime !== current.regime && to - agreed.regime >= enough)
      this.turn(agreed.regime, { regime, subtype });
    else if (regime === current.regime && subtype !== current.subtype && to - agreed.subtype >= enough) {
      this.turn(agreed.subtype, { regime, subtype });
    }
    extendBy(this.segments, { from: this.last, to, ...this.current });
    this.last = to;
    this.before = { regime, subtype };
  }

  /** The regime is another one from step `from` on. */
  private turn(from: number, verdict: Verdict): void {
    this.current = verdict;
    const kept = slice(this.segments, 0, from);
    this.segments.splice(0, this.segments.length, ...kept);
    if (this.last > from) extendBy(this.segments, { from, to: this.last, ...verdict });
  }
}

/** What windows say (a `Hysteresis`), with events put over it: from step 0 to the last window or event. */
export function withEvents(windows: readonly Segment[], marks: readonly Mark[]): Segment[] {
  const steady = [...windows];
  const known = marks.reduce((last, mark) => Math.max(last, mark.known), steady.at(-1)?.to ?? 0);
  extend(steady, known);
  let segments = steady;
  for (const { from, regime } of marks) {
    segments = slice(segments, 0, from);
    if (regime === 'windows') segments.push(...slice(steady, from, known));
    else segments.push({ from, to: known, regime, subtype: '' });
  }
  const result: Segment[] = [];
  for (const segment of segments) extendBy(result, segment);
  return result;
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

/** Appends a segment, or prolongs the last one that says the same. */
function extendBy(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  if (last?.regime === next.regime && last.subtype === next.subtype) {
    segments[segments.length - 1] = { ...last, to: next.to };
  } else if (next.to > next.from) segments.push({ ...next });
}
