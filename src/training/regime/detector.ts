/**
 * The detector: which regime a run is in, window by window, from its readings. Incremental: what was evaluated once
 * is kept. Windows end every eighth of an epoch; `segments.ts` joins them, `events.ts` overrides them. Pure.
 */
import { EventWatch, type Mark } from './events';
import { Hysteresis, withEvents } from './segments';
import type { RunReadings, Segment, Thresholds, WindowReading } from './types';
import { readWindow } from './window';
import { WindowLog } from './window-log';

const windowsPerEpoch = 8;
/** Steps that are looked at for events while a window is evaluated, at most. */
const stepsPerWindow = 5000;

export class Detector {
  /** Verdict of each window alone, by ascending end. */
  readonly windows = new WindowLog();
  private steady = new Hysteresis();
  private joined: readonly Segment[] = [];
  /** Number of events that are put over the windows in them. */
  private joinedMarks = 0;
  private marks: readonly Mark[] = [];
  private watch = new EventWatch();

  /** Other thresholds need another detector. */
  constructor(private readonly thresholds: Thresholds) {}

  /** Regimes from step 0 to the end of the last window, or to an event after it. */
  get segments(): readonly Segment[] {
    return this.joined;
  }

  /**
   * Evaluates what was recorded since the last update, at most `mostWindows` windows and the steps of as many; true if
   * more is left. Readings may only grow between updates, or be cut where `truncateAfter` was told.
   */
  update(readings: RunReadings, mostWindows = Number.POSITIVE_INFINITY): boolean {
    const { step } = readings.batchLoss;
    const last = step.length > 0 ? step[step.length - 1] : 0;
    const stride = Math.max(1, Math.round(readings.stepsPerEpoch / windowsPerEpoch));
    const fresh: WindowReading[] = [];
    let to = (this.windows.at(-1)?.to ?? 0) + stride;
    for (; fresh.length < mostWindows && isComplete(readings, to, last); to += stride) {
      fresh.push(readWindow(readings, to, this.thresholds));
    }
    this.windows.append(fresh);
    for (const window of fresh) this.steady.add(window);
    const more = isComplete(readings, to, last);
    const behind = this.watch.scan(readings, more ? to - stride : last, mostWindows * stepsPerWindow);
    // While it goes over known steps again, what it found there before holds.
    if (!behind) this.marks = this.watch.marks;
    if (fresh.length > 0 || this.marks.length !== this.joinedMarks) this.join();
    return more || behind;
  }

  /** Takes over windows that another detector with these thresholds found in the same readings; before any of its own. */
  adopt(windows: Iterable<WindowReading>): void {
    const known = [...windows];
    this.windows.append(known);
    for (const window of known) this.steady.add(window);
    this.join();
  }

  /** Forgets what was found after `step`, when a run goes on from an earlier checkpoint. */
  truncateAfter(step: number): void {
    this.windows.truncateAfter(step);
    this.steady = new Hysteresis();
    for (const window of this.windows) this.steady.add(window);
    this.marks = this.marks.filter((mark) => mark.known <= step);
    this.watch = new EventWatch();
    this.join();
  }

  private join(): void {
    this.joined = withEvents(this.steady.segments, this.marks);
    this.joinedMarks = this.marks.length;
  }
}

/** Whether all readings up to step `to` are there: an epoch's evaluation may come after the last of its steps. */
function isComplete({ trainLoss, stepsPerEpoch }: RunReadings, to: number, last: number): boolean {
  if (to !== last || to % stepsPerEpoch !== 0 || trainLoss.step.length === 0) return to <= last;
  return trainLoss.step[trainLoss.step.length - 1] >= to;
}
