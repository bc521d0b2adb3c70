/** The list of runs: what enters it, what leaves it, and how a deletion is undone. */

import type { Keeping } from './keeping';
import type { Notice } from './lab';
import type { LabCore } from './lab-core';
import { names } from './names';
import type { RunEntry } from './run-entry';
import { readRunFile } from './run-file';
import { isResting, mostRuns, newEntry, shippedId, statusOf } from './run-list';
import type { RunPool } from './run-pool';

export class LabList {
  constructor(
    private readonly core: LabCore,
    private readonly pool: RunPool,
    private readonly keeping: Keeping,
  ) {}

  /** Puts new runs on the list, all or none: nothing is deleted to make room. */
  put(entries: readonly RunEntry[]): boolean {
    const own = this.core.get().runs.filter(({ id }) => id !== shippedId);
    const room = mostRuns - own.length;
    if (entries.length > room) {
      this.refuse(entries.length, Math.max(0, room), own);
      return false;
    }
    for (const { id, data } of entries) {
      data.setThresholds(this.core.get().thresholds);
      this.keeping.own(id);
    }
    this.core.set({ runs: [...own, ...entries] });
    return true;
  }

  /** Adds runs from elsewhere and looks at the last of them. */
  add(runs: readonly RunEntry[]): void {
    if (!this.put(runs)) return;
    for (const run of runs) this.keeping.save(run);
    this.core.select(runs.at(-1)?.id);
  }

  /** Puts runs on the list that were kept, each in the place of what is known of it. */
  restore(kept: readonly RunEntry[]): void {
    const { runs, thresholds } = this.core.get();
    const before = this.core.current;
    const others = runs.filter(({ id }) => !kept.some((each) => each.id === id));
    for (const { data, id, parent } of kept) {
      data.setThresholds(thresholds);
      this.pool.forget(id);
      if (parent) this.pool.share(parent.id, id, parent.step);
    }
    this.core.set({ runs: [...others, ...kept].sort((a, b) => a.created - b.created) });
    const shown = this.core.current;
    if (!before || !shown || !kept.includes(shown)) return;
    this.core.set({ ...statusOf(shown), data: shown.data });
    this.core.listeners.updated(before, shown);
  }

  /** Deletes runs, kept ones too, with `all` everything that is kept; one notice undoes it. */
  remove(ids: readonly string[], all = false): void {
    const gone = this.core.get().runs.filter(({ id }) => ids.includes(id));
    if (gone.length === 0 && !all) return;
    const labels = names(this.core.get().runs);
    for (const { id } of gone) this.pool.release(id);
    // Read once the runs are at rest, before they are deleted.
    const rest = this.core.get().runs.filter(({ id }) => ids.includes(id));
    const back = this.keeping.remove(rest, all);
    const what =
      gone.length === 1 ? `Deleted: ${labels.get(gone[0].id)}` : `${gone.length} runs were deleted`;
    this.takeOff(ids);
    this.core.offerUndo(all ? 'Everything that was kept here was deleted.' : `${what}.`, () => {
      this.core.set({ runs: [...this.core.get().runs, ...rest].sort((a, b) => a.created - b.created) });
      back();
    });
  }

  /**
   * Another tab has deleted a run, or without an id everything: what of that trains here stops, and nothing is written
   * again unless a person asks for the run that was shown or trained here.
   */
  deletedElsewhere(id?: string): void {
    const { runs, current } = this.core.get();
    const all = id === undefined;
    const gone = runs.filter((run) => all || run.id === id);
    const ids = gone.map((run) => run.id);
    const labels = names(runs);
    const missed = gone.filter((run) => !run.elsewhere && (this.pool.isLive(run.id) || run.id === current));
    const stopped = missed.some((run) => run.state === 'training' || run.state === 'loading');
    // First: a run that comes to rest is kept.
    this.keeping.letGo(ids, all);
    for (const each of ids) this.pool.release(each);
    const rest = this.core
      .get()
      .runs.filter((run) => missed.some((each) => each.id === run.id && each.id !== shippedId));
    this.takeOff(ids);
    if (!all && rest.length === 0) return;
    const what = all ? 'Everything that was kept was' : `${labels.get(id)} was`;
    const notice: Notice = {
      tone: 'warning',
      lasting: true,
      text: `${what} deleted in another tab.${stopped ? ' What trained here was stopped.' : ''}`,
      ...(rest.length > 0 && {
        action: {
          label: rest.length === 1 ? 'Keep the run that was here' : 'Keep the runs that were here',
          perform: () => {
            this.core.dismiss(notice);
            this.keepAgain(rest);
          },
        },
      }),
    };
    this.core.notify(notice);
  }

  /** Puts runs back on the list that are nowhere kept any more, and keeps them with their checkpoints. */
  private keepAgain(runs: readonly RunEntry[]): void {
    this.add(runs);
    for (const run of runs)
      for (const each of this.pool.checkpoints(run.id)) this.keeping.save(run, each, true);
  }

  takeOff(ids: readonly string[]): void {
    const { runs, current } = this.core.get();
    this.core.set({ runs: runs.filter(({ id }) => !ids.includes(id)) });
    this.core.forgetNotices(({ run }) => run !== undefined && ids.includes(run));
    if (current !== undefined && ids.includes(current)) this.core.select(this.core.get().runs.at(-1)?.id);
  }

  /** Shows a shipped run file, unless a run is there already; the controls stay as they are. */
  showRecorded(value: unknown): void {
    if (this.core.get().runs.length > 0) return;
    const result = readRunFile(value);
    if (!result.ok) return;
    const { data } = result;
    const step = data.steps.last('step') ?? 0;
    const entry = newEntry([], data, { id: shippedId, state: 'recorded', step, totalSteps: step });
    const { thresholds, issues } = this.core.get();
    data.setThresholds(thresholds);
    this.core.set({ runs: [entry] });
    this.core.select(entry.id);
    // It may arrive while somebody types: what was refused stays to be corrected.
    this.core.set({ issues });
  }

  private refuse(wanted: number, room: number, runs: readonly RunEntry[]): void {
    const { current } = this.core.get();
    const old = runs.filter((run) => !run.pinned && !run.elsewhere && run.id !== current && isResting(run));
    const missing = Math.min(wanted - room, old.length);
    const ids = old.slice(0, missing).map(({ id }) => id);
    const which = missing === 1 ? 'the oldest run' : `the ${missing} oldest runs`;
    this.core.notify({
      tone: 'error',
      text: `The list holds up to ${mostRuns} runs; there is room for ${room}, not for ${wanted}. Delete some that you do not need.`,
      ...(missing > 0 && {
        action: { label: `Delete ${which} not pinned`, perform: () => this.remove(ids) },
      }),
    });
  }
}
