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
    const { segments } = this;
    this.current = verdict;
    while (segments.length > 0 && segments[segments.length - 1].from >= from) segments.pop();
    const last = segments.at(-1);
    if (last && last.to > from) segments[segments.length - 1] = { ...last, to: from };
    if (this.last > from) extendBy(segments, { from, to: this.last, ...verdict });
  }
}

/** What windows say (a `Hysteresis`), with events put over it: from step 0 to the last window or event. */
export function withEvents(windows: readonly Segment[], marks: readonly Mark[]): Segment[] {
  const steady = [...windows];
  const known = marks.reduce((last, mark) => Math.max(last, mark.known), steady.at(-1)?.to ?? 0);
  extend(steady, known);
  // From its step on a mark takes the place of all before it.
  const valid: Pick<Mark, 'from' | 'regime'>[] = [{ from: 0, regime: 'windows' }];
  for (const mark of marks) {
    while (valid.length > 0 && valid[valid.length - 1].from >= mark.from) valid.pop();
    valid.push(mark);
  }
  const result: Segment[] = [];
  let at = 0;
  for (const [i, { from, regime }] of valid.entries()) {
    const to = valid[i + 1]?.from ?? known;
    if (regime !== 'windows') extendBy(result, { from, to, regime, subtype: '' });
    else {
      while (at < steady.length && steady[at].to <= from) at++;
      for (let k = at; k < steady.length && steady[k].from < to; k++) {
        const segment = steady[k];
        extendBy(result, { ...segment, from: Math.max(from, segment.from), to: Math.min(to, segment.to) });
      }
    }
  }
  return result;
}

/** Prolongs the last segment up to step `to`. */
function extend(segments: Segment[], to: number): void {
  const last = segments.at(-1);
  if (!last && to > 0) segments.push({ from: 0, to, regime: 'undecided', subtype: '' });
  else if (last && last.to < to) segments[segments.length - 1] = { ...last, to };
}

/** Appends a segment, or prolongs the last one that says the same. */
function extendBy(segments: Segment[], next: Segment): void {
  const last = segments.at(-1);
  if (last?.regime === next.regime && last.subtype === next.subtype) {
    segments[segments.length - 1] = { ...last, to: next.to };
  } else if (next.to > next.from) segments.push({ ...next });
}
