/** What the parts of the store share: its state, the run that is looked at, and the two ways to change them. */
import type { StoreApi } from 'zustand/vanilla';
import type { LabActions, LabState, Notice } from './lab';
import type { RunEntry, RunStatus } from './run-entry';
import { noStatus, statusOf } from './run-list';

export type Lab = StoreApi<LabState & LabActions>;

/** What the parts want to hear of each other. */
export interface CoreListeners {
  /** Before another run is looked at. */
  leaving(): void;
  /** The controls show what can be done with the run that is looked at now. */
  selected(entry: RunEntry | undefined): void;
  /** A run of the list is not what it was. */
  updated(before: RunEntry, after: RunEntry): void;
}

const mostNotices = 4;

export class LabCore {
  listeners: CoreListeners = { leaving: () => {}, selected: () => {}, updated: () => {} };

  constructor(private readonly lab: () => Lab) {}

  get(): LabState {
    return this.lab().getState();
  }

  set(change: Partial<LabState>): void {
    this.lab().setState(change as LabState);
  }

  subscribe(listener: () => void): () => void {
    return this.lab().subscribe(listener);
  }

  entry(id: string | undefined): RunEntry | undefined {
    return id === undefined ? undefined : this.get().runs.find((each) => each.id === id);
  }

  get current(): RunEntry | undefined {
    return this.entry(this.get().current);
  }

  update(id: string, change: Partial<RunEntry>): void {
    const before = this.entry(id);
    if (!before) return;
    const after = { ...before, ...change };
    const runs = this.get().runs.map((each) => (each.id === id ? after : each));
    const shown = id === this.get().current ? (change as Partial<RunStatus>) : {};
    const { name: _, hidden: __, pinned: ___, ...status } = shown as Partial<RunEntry>;
    this.set({ runs, ...status } as Partial<LabState>);
    this.listeners.updated(before, after);
  }

  select(id: string | undefined): void {
    if (id !== undefined && id === this.get().current) return;
    this.listeners.leaving();
    const entry = this.entry(id);
    // The engine that was started is still there while no run is looked at.
    const { engine } = this.get();
    const status = entry ? statusOf(entry) : { ...noStatus, engine };
    this.set({ ...status, current: entry?.id, data: entry?.data, issues: [], pending: [] });
    this.listeners.selected(entry);
  }

  notify(notice: Notice): void {
    // What can be undone stays, whatever else is said; other words are said once.
    const others = this.get().notices.filter((each) => each.lasting || each.text !== notice.text);
    const all = [...others, notice];
    const passing = all.filter((each) => !each.lasting).slice(-mostNotices);
    this.set({ notices: all.filter((each) => each.lasting || passing.includes(each)) });
  }

  /** Says what was deleted, until that is dismissed, with what brings it back. */
  offerUndo(text: string, back: () => void): void {
    const perform = () => {
      this.dismiss(notice);
      back();
    };
    const notice: Notice = { tone: 'warning', lasting: true, text, action: { label: 'Undo', perform } };
    this.notify(notice);
  }

  dismiss(notice: Notice): void {
    this.set({ notices: this.get().notices.filter((each) => each !== notice) });
  }

  /** What went wrong is over, and so are the ways out of it. */
  forgetNotices(which: (notice: Notice) => boolean): void {
    this.set({ notices: this.get().notices.filter((each) => each.lasting || !which(each)) });
  }
}
