/** Forks: runs that share their past with another one, and go on with a plan of their own. */
import type { RunConfig } from '../training/config';
import { totalSteps } from '../training/schedules/plan';
import { configAt, forkData, goesOnLike, twoPlans } from './forking';
import type { Keeping } from './keeping';
import type { LabCore } from './lab-core';
import type { LabList } from './lab-list';
import type { LabStarts } from './lab-starts';
import type { RunEntry } from './run-entry';
import { newEntry, recordedName, shippedId } from './run-list';
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

  /**
   * Two runs from that step: one keeps the large rate, the other drops to the small one. What the run looked at has
   * done to its end is not trained again: then it is one of the two.
   */
  forkBoth(step: number): void {
    const parent = this.core.current;
    if (!parent) return;
    const { data, state } = parent;
    if (step >= totalSteps(configAt(data, step), data.stepsPerEpoch)) {
      const text = `Nothing is left to train after step ${step.toLocaleString('en')}: pick an earlier step in a figure first.`;
      this.core.notify({ tone: 'warning', text });
      return;
    }
    const ended = state === 'finished' || state === 'recorded';
    const plans = twoPlans(data, step).filter((plan) => !(ended && goesOnLike(data, step, plan)));
    for (const { id } of this.add(parent, step, plans)) this.starts.start(id, { kind: 'train' });
  }

  private add(from: RunEntry, step: number, plans: readonly RunConfig[]): RunEntry[] {
    // The shipped recording gives way to runs of one's own; one that was forked stays beside its forks.
    const shipped = from.id === shippedId;
    const parent: RunEntry = shipped ? { ...from, id: crypto.randomUUID(), name: recordedName } : from;
    const added: RunEntry[] = shipped ? [parent] : [];
    const before = this.core.get().runs.filter(({ id }) => id !== shippedId);
    const children = plans.map((plan) => {
      const data = forkData(parent.data, step, plan);
      const { engine, facts } = parent;
      const state = step > 0 ? 'paused' : 'ready';
      const origin = { parent: { id: parent.id, step }, state, step, engine, facts } as const;
      const child = newEntry([...before, ...added], data, origin);
      added.push(child);
      return child;
    });
    if (!this.list.put(added)) return [];
    if (parent.state === 'training') this.starts.pause();
    for (const child of children) this.pool.share(parent.id, child.id, step);
    for (const run of added) this.keeping.save(run);
    this.core.select(children.at(-1)?.id);
    return children;
  }
}
