/** Forks: runs that share their past with another one, and go on with a plan of their own. */
import type { RunConfig } from '../training/config';
import { configAt, dropAt, forkData, keepRate } from './forking';
import type { Keeping } from './keeping';
import type { LabCore } from './lab-core';
import type { LabList } from './lab-list';
import type { LabStarts } from './lab-starts';
import type { RunEntry } from './run-entry';
import { newEntry } from './run-list';
import type { RunPool } from './run-pool';

export class LabForks {
  constructor(
    private readonly core: LabCore,
    private readonly pool: RunPool,
    private readonly keeping: Keeping,
    private readonly list: LabList,
    private readonly starts: LabStarts,
  ) {}

  /** A run that shares everything up to `step` with the one looked at, and waits there; then with `config`, if given. */
  fork(step: number, config?: RunConfig): void {
    const parent = this.core.current;
    if (parent) this.add(parent, step, [config ?? configAt(parent.data, step)]);
  }

  /** Two of them, which train: one keeps the rate of that step, the other drops to the small one. */
  forkBoth(step: number): void {
    const parent = this.core.current;
    if (!parent) return;
    const config = configAt(parent.data, step);
    const plans = [keepRate, dropAt].map((plan) => plan(config, step, parent.data.stepsPerEpoch));
    for (const { id } of this.add(parent, step, plans)) this.starts.start(id, { kind: 'train' });
  }

  private add(parent: RunEntry, step: number, plans: readonly RunConfig[]): RunEntry[] {
    const children: RunEntry[] = [];
    for (const plan of plans) {
      const data = forkData(parent.data, step, plan);
      const { engine, facts } = parent;
      const state = step > 0 ? 'paused' : 'ready';
      const origin = { parent: { id: parent.id, step }, state, step, engine, facts } as const;
      children.push(newEntry([...this.core.get().runs, ...children], data, origin));
    }
    if (!this.list.put(children)) return [];
    if (parent.state === 'training') this.starts.pause();
    for (const child of children) {
      this.pool.share(parent.id, child.id, step);
      this.keeping.save(child);
    }
    this.core.select(children.at(-1)?.id);
    return children;
  }
}
