/**
 * Keeps the runs of the page over reloads: saves what changes, brings back what was kept, and minds other tabs.
 * Decides when; the keeper in `storage` knows how.
 */
import type { OwnData } from '../training/data/dataset';
import type { Checkpoint } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import type { Notice } from './lab';
import type { RunEntry } from './run-entry';
import { noStatus, shippedId } from './run-list';
import type { LoadedRun, RunKeeper, SaveResult } from './storage/kept-run';
import type { Hold, RunLocks } from './storage/locks';
import type { Usage } from './storage/usage';

/** What keeping asks of the store around it. */
export interface KeptPage {
  run(id: string): RunEntry | undefined;
  /** Puts kept runs on the list, or in the place of those with the same id. */
  restore(runs: readonly RunEntry[]): void;
  /** Takes runs off the list that another tab has deleted. */
  takeOff(ids: readonly string[]): void;
  /** A worker of this tab has the run. */
  isBound(id: string): boolean;
  resume(id: string): void;
  notify(notice: Notice): void;
}

/** What another tab saves every few seconds is read again at most this often. */
const rereadMs = 3000;

export class Keeping {
  private keeper: RunKeeper | undefined;
  private readonly holds = new Map<string, Promise<Hold>>();
  private readonly rereads = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(
    private readonly page: KeptPage,
    private readonly locks: RunLocks,
  ) {}

  /** Why nothing is kept; empty where runs are kept. */
  get reason(): string {
    return this.keeper?.reason ?? '';
  }

  /** Brings back what was kept; true when there was anything. */
  async open(keeper: RunKeeper): Promise<boolean> {
    this.keeper = keeper;
    const { runs, problems } = await keeper.loadAll();
    const elsewhere = await this.locks.isHeldElsewhere(runs.map(({ id }) => id));
    this.page.restore(runs.map((run) => entryOf(run, elsewhere.has(run.id))));
    for (const text of problems.slice(0, 3)) this.page.notify({ tone: 'warning', text });
    const broken = runs.findLast(({ interrupted, id }) => interrupted && !elsewhere.has(id));
    if (broken) this.offer(broken);
    keeper.onChange((change) => {
      if (change.kind === 'cleared') this.page.takeOff(this.unbound(runs.map(({ id }) => id)));
      else if (change.kind === 'removed') this.page.takeOff(this.unbound([change.id]));
      else this.reread(change.id);
    });
    return runs.length > 0;
  }

  /** Keeps a run as it is now; `lasting` checkpoints stay when later ones come. */
  save(entry: RunEntry | undefined, checkpoint?: Checkpoint, lasting = false): void {
    if (!entry || !this.keeper || entry.id === shippedId || entry.elsewhere) return;
    const saved =
      checkpoint && lasting
        ? this.keeper.saveCheckpoint(entry, checkpoint)
        : this.keeper.save(entry, checkpoint);
    this.mind(saved);
  }

  label(id: string, { name, hidden, pinned }: Partial<RunEntry>): void {
    if (this.keeper) this.mind(this.keeper.update(id, { name, hidden, pinned }));
  }

  remove(ids: readonly string[]): void {
    if (!this.keeper) return;
    for (const id of ids) {
      this.mind(this.keeper.remove(id));
      this.release(id);
    }
  }

  clear(): void {
    if (this.keeper) this.mind(this.keeper.clear());
  }

  checkpoints(id: string): Promise<Checkpoint[]> {
    return this.keeper?.checkpoints(id) ?? Promise.resolve([]);
  }

  saveOwnData(data: OwnData): void {
    if (this.keeper) this.mind(this.keeper.saveDataset(String(data.checksum), data.name, data));
  }

  async ownData(checksum: number): Promise<OwnData | undefined> {
    const kept = await this.keeper?.loadDataset(String(checksum));
    return kept?.ok ? (kept.value as OwnData) : undefined;
  }

  usage(): Promise<Usage> {
    return this.keeper?.usage() ?? Promise.resolve({ bytes: 0, runs: [] });
  }

  /** Whether this tab may train the run; from then on no other may. */
  async hold(id: string): Promise<boolean> {
    const hold = this.holds.get(id) ?? this.locks.holdRun(id);
    this.holds.set(id, hold);
    const { held } = await hold;
    if (!held) this.holds.delete(id);
    return held;
  }

  private release(id: string): void {
    this.holds.get(id)?.then(({ release }) => release());
    this.holds.delete(id);
  }

  private unbound(ids: readonly string[]): string[] {
    return ids.filter((id) => !this.page.isBound(id));
  }

  private reread(id: string): void {
    if (this.page.isBound(id) || this.rereads.has(id)) return;
    const timer = setTimeout(async () => {
      this.rereads.delete(id);
      const run = await this.keeper?.load(id);
      const elsewhere = (await this.locks.isHeldElsewhere([id])).has(id);
      if (run && !this.page.isBound(id)) this.page.restore([entryOf(run, elsewhere)]);
    }, rereadMs);
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
}

function entryOf({ interrupted: _, ...run }: LoadedRun, elsewhere: boolean): RunEntry {
  const { data } = run;
  return { ...noStatus, ...run, elsewhere, totalSteps: totalSteps(data.config, data.stepsPerEpoch) };
}
