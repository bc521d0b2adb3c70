/**
 * Keeps the runs of the page over reloads: saves what changes, brings back what was kept, and minds other tabs.
 * Decides when; the keeper in `storage` knows how.
 */
import type { OwnData } from '../training/data/dataset';
import type { Checkpoint } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import type { Notice } from './lab';
import { damagedText } from './retaken';
import type { RunEntry } from './run-entry';
import { noStatus, shippedId } from './run-list';
import type { LoadedRun, RunKeeper, SaveResult } from './storage/kept-run';
import type { Hold, RunLocks } from './storage/locks';
import type { DatasetListing } from './storage/own-datasets';
import type { Usage } from './storage/usage';

/** What keeping asks of the store around it. */
export interface KeptPage {
  run(id: string): RunEntry | undefined;
  /** Puts kept runs on the list, or in the place of those with the same id. */
  restore(runs: readonly RunEntry[]): void;
  /** Another tab has deleted this run, or without an id everything. */
  deletedElsewhere(id?: string): void;
  resume(id: string): void;
  notify(notice: Notice): void;
}

/** What another tab saves every few seconds is read again at most this often. */
const rereadMs = 3000;
/** What could not be saved is tried again after this time. */
const retryMs = 5000;

export class Keeping {
  private keeper: RunKeeper | undefined;
  private readonly holds = new Map<string, Promise<Hold>>();
  private readonly rereads = new Map<string, ReturnType<typeof setTimeout>>();
  /** Runs that only this tab may change: begun here, or taken over. Others are saved by the tab that has them. */
  private readonly owned = new Set<string>();
  /** Runs whose last save failed, and data sets. */
  private readonly unsaved = new Set<string>();
  private readonly unsavedData = new Set<OwnData>();
  /** Saves that are going on. */
  private readonly saves = new Set<Promise<unknown>>();
  /** Runs that another tab has and whose release is awaited. */
  private readonly awaited = new Set<string>();
  private retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly page: KeptPage,
    private readonly locks: RunLocks,
  ) {}

  /** Brings back what was kept; true when there was anything. */
  async open(keeper: RunKeeper): Promise<boolean> {
    this.keeper = keeper;
    const { runs, problems } = await keeper.loadAll();
    const elsewhere = await this.locks.isHeldElsewhere(runs.map(({ id }) => id));
    this.page.restore(runs.map((run) => entryOf(run, elsewhere.has(run.id))));
    for (const text of problems.slice(0, 3)) this.page.notify({ tone: 'warning', text });
    const broken = runs.findLast(({ interrupted, id }) => interrupted && !elsewhere.has(id));
    if (broken) this.offer(broken);
    for (const id of elsewhere) this.awaitRelease(id);
    keeper.onChange((change) => {
      if (change.kind === 'cleared') this.page.deletedElsewhere();
      else if (change.kind === 'removed') this.page.deletedElsewhere(change.id);
      else this.reread(change.id);
    });
    return runs.length > 0;
  }

  /** A run that begins here: no other tab knows it yet, and none may train it. */
  own(id: string): void {
    this.owned.add(id);
    this.hold(id);
  }

  owns(id: string): boolean {
    return this.owned.has(id);
  }

  /**
   * Takes over a run that was kept, as it is kept now: another tab may have gone on with it. Resolves to false when
   * another tab has it; once that lets go of it, it is read again.
   */
  async take(id: string): Promise<boolean> {
    if (!(await this.hold(id))) {
      this.awaitRelease(id);
      return false;
    }
    const here = this.page.run(id);
    const kept = await this.keeper?.load(id);
    if (kept && here && (here.elsewhere || kept.data.steps.length !== here.data.steps.length)) {
      this.page.restore([entryOf(kept, false)]);
    }
    this.owned.add(id);
    return true;
  }

  /** Keeps a run as it is now; `lasting` checkpoints stay when later ones come. */
  save(entry: RunEntry | undefined, checkpoint?: Checkpoint, lasting = false): void {
    if (!entry || !this.keeper || entry.id === shippedId || !this.owned.has(entry.id)) return;
    const saved =
      checkpoint && lasting
        ? this.keeper.saveCheckpoint(entry, checkpoint)
        : this.keeper.save(entry, checkpoint);
    this.mindRun(entry.id, saved);
  }

  /** Whether a run is kept, but for what is being saved. */
  hasSaved(id: string): boolean {
    return this.keeper?.reason === '' && !this.unsaved.has(id) && this.unsavedData.size === 0;
  }

  /** Resolves once every save that has begun is over. */
  async settled(): Promise<void> {
    while (this.saves.size > 0) await Promise.all(this.saves);
  }

  label(id: string, { name, hidden, pinned }: Partial<RunEntry>): void {
    if (this.keeper) this.mind(this.keeper.update(id, { name, hidden, pinned }));
  }

  /** Deletes runs, or with `all` everything that is kept. Returns what brings it back, checkpoints too. */
  remove(runs: readonly RunEntry[], all = false): () => void {
    const { keeper } = this;
    const deleted = (async () => {
      if (!keeper) return { checkpoints: [], datasets: [] };
      const datasets = all ? await this.allDatasets(keeper) : [];
      const checkpoints = await Promise.all(runs.map(({ id }) => keeper.checkpoints(id)));
      if (all) await this.mind(keeper.clear());
      else await Promise.all(runs.map(({ id }) => this.mind(keeper.remove(id))));
      this.retry();
      return { checkpoints, datasets };
    })();
    for (const { id } of runs) this.release(id);
    return async () => {
      for (const { id } of runs) this.own(id);
      const { checkpoints, datasets } = await deleted;
      for (const { id, name, value } of datasets) keeper?.saveDataset(id, name, value);
      runs.forEach((run, i) => {
        for (const each of checkpoints[i] ?? []) this.save(run, each, true);
        this.save(run);
      });
    };
  }

  /**
   * Runs that another tab has deleted are not saved again; what was just being written of them goes too. `all`: own
   * data sets that wait for room go with them.
   */
  letGo(ids: readonly string[], all: boolean): void {
    for (const id of ids) {
      const wasOwned = this.owned.has(id);
      this.release(id);
      if (wasOwned && this.keeper) this.mind(this.keeper.letGo(id));
    }
    if (all) this.unsavedData.clear();
  }

  checkpoints(id: string): Promise<Checkpoint[]> {
    const onDamaged = (steps: readonly number[]) => {
      // A run that diverged ends with numbers that are not finite.
      if (this.page.run(id)?.state !== 'diverged')
        this.page.notify({ tone: 'warning', text: damagedText(steps) });
    };
    return this.keeper?.checkpoints(id, onDamaged) ?? Promise.resolve([]);
  }

  async saveOwnData(data: OwnData): Promise<void> {
    if (!this.keeper) return;
    const saved = this.keeper.saveDataset(String(data.checksum), data.name, data);
    if (!this.unsavedData.has(data)) this.mind(saved);
    if ((await saved).ok) this.unsavedData.delete(data);
    else {
      this.unsavedData.add(data);
      this.retrySoon();
    }
  }

  async ownData(checksum: number): Promise<OwnData | undefined> {
    const kept = await this.keeper?.loadDataset(String(checksum));
    return kept?.ok ? (kept.value as OwnData) : undefined;
  }

  async removeDataset(id: string): Promise<void> {
    if (this.keeper) await this.mind(this.keeper.removeDataset(id));
    this.retry();
  }

  /** What is kept; `reason`: why nothing is, empty where runs are kept. */
  async usage(): Promise<Usage & { reason: string; datasets: DatasetListing[] }> {
    const [usage, datasets] = await Promise.all([this.keeper?.usage(), this.keeper?.datasets()]);
    const reason = this.keeper?.reason ?? '';
    return { ...(usage ?? { bytes: 0, runs: [] }), datasets: datasets ?? [], reason };
  }

  /** Whether this tab may train the run; from then on no other may. */
  private async hold(id: string): Promise<boolean> {
    const hold = this.holds.get(id) ?? this.locks.holdRun(id);
    this.holds.set(id, hold);
    const { held, doubt } = await hold;
    if (!held) this.holds.delete(id);
    if (doubt) this.page.notify({ tone: 'warning', text: `${doubt} Train each run in one tab only.` });
    return held;
  }

  private release(id: string): void {
    this.holds.get(id)?.then(({ release }) => release());
    this.holds.delete(id);
    this.owned.delete(id);
    this.unsaved.delete(id);
  }

  /** Reads the run again once the tab that has it lets go of it, or is closed. */
  private awaitRelease(id: string): void {
    if (this.awaited.has(id)) return;
    this.awaited.add(id);
    this.locks.whenFree(id).then(() => {
      this.awaited.delete(id);
      this.reread(id, 0);
    });
  }

  private reread(id: string, ms = rereadMs): void {
    if (this.owned.has(id) || this.rereads.has(id)) return;
    const timer = setTimeout(async () => {
      this.rereads.delete(id);
      const run = await this.keeper?.load(id);
      const elsewhere = (await this.locks.isHeldElsewhere([id])).has(id);
      if (elsewhere) this.awaitRelease(id);
      if (run && !this.owned.has(id)) this.page.restore([entryOf(run, elsewhere)]);
    }, ms);
    this.rereads.set(id, timer);
  }

  private offer({ id, step, data }: LoadedRun): void {
    const notice: Notice = {
      tone: 'warning',
      text: `A run was interrupted; it is kept up to step ${step.toLocaleString('en')} of ${totalSteps(data.config, data.stepsPerEpoch).toLocaleString('en')}.`,
      action: { label: 'Resume', perform: () => this.page.resume(id) },
    };
    this.page.notify(notice);
  }

  /** A save that failed is told; the same words are told once. */
  private async mind(saved: Promise<SaveResult>): Promise<void> {
    const result = await saved;
    if (!result.ok) this.page.notify({ tone: 'warning', text: result.message });
  }

  /** A run that could not be saved is saved as soon as there is room. */
  private async mindRun(id: string, saved: Promise<SaveResult>): Promise<void> {
    this.saves.add(saved);
    const { ok } = await saved;
    this.saves.delete(saved);
    if (ok) {
      this.unsaved.delete(id);
      return;
    }
    // Told once: it is tried again every few seconds.
    if (!this.unsaved.has(id)) this.mind(saved);
    this.unsaved.add(id);
    this.retrySoon();
  }

  private retrySoon(): void {
    this.retryTimer ??= setTimeout(() => this.retry(), retryMs);
  }

  private retry(): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    for (const id of this.unsaved) {
      const entry = this.page.run(id);
      if (entry) this.save(entry);
      else this.unsaved.delete(id);
    }
    for (const data of this.unsavedData) this.saveOwnData(data);
  }

  private async allDatasets(keeper: RunKeeper) {
    const listed = await keeper.datasets();
    const loaded = await Promise.all(
      listed.map(async ({ id, name }) => ({ id, name, kept: await keeper.loadDataset(id) })),
    );
    return loaded.flatMap(({ id, name, kept }) => (kept.ok ? [{ id, name, value: kept.value }] : []));
  }
}

function entryOf({ interrupted: _, ...run }: LoadedRun, elsewhere: boolean): RunEntry {
  const { data } = run;
  return { ...noStatus, ...run, elsewhere, totalSteps: totalSteps(data.config, data.stepsPerEpoch) };
}
