/** Beginning runs and going on with them: which tab may, what a failure leads back to, what a divergence does. */
import type { Command } from '../training/protocol';
import { divergenceAdvice } from './divergence';
import { wayBack } from './editing';
import type { Keeping } from './keeping';
import type { ScriptedChange } from './lab';
import type { LabCore } from './lab-core';
import type { LabEdits } from './lab-edits';
import type { LabList } from './lab-list';
import { names } from './names';
import { planShown, type ScriptedRun } from './plan-shown';
import type { RunEntry } from './run-entry';
import { isOver, newRun, shippedId } from './run-list';
import type { RunPool } from './run-pool';
import { changesOf, scriptOf } from './url-script';

export class LabStarts {
  /** Runs of which another tab is asked whether it has them. */
  private readonly asking = new Set<string>();
  /** The live changes that runs of this page began with. */
  private readonly began = new Map<string, readonly ScriptedChange[]>();

  constructor(
    private readonly core: LabCore,
    private readonly pool: RunPool,
    private readonly keeping: Keeping,
    private readonly edits: LabEdits,
    private readonly list: LabList,
  ) {}

  /** Starts the run of the controls, or goes on with the one that is looked at. */
  begin(command: Command): void {
    const { issues } = this.core.get();
    let entry = this.core.current;
    if (entry?.state === 'loading' || issues.length > 0) return;
    this.edits.send();
    if (!entry || isOver(entry.state)) {
      const { config, script } = planShown(this.core.get());
      entry = newRun(this.core.get().runs, config);
      for (const change of changesOf(config, script)) entry.data.change(change);
      if (!this.list.put([entry])) return;
      this.began.set(entry.id, script);
      this.core.select(entry.id);
    }
    this.start(entry.id, command);
  }

  start(id: string, command: Command): void {
    if (this.keeping.owns(id)) {
      this.go(id, command);
      return;
    }
    if (this.asking.has(id)) return;
    this.asking.add(id);
    // The list may hold an older state of it than another tab has left.
    this.keeping.take(id).then((taken) => {
      this.asking.delete(id);
      if (taken) this.go(id, command);
      else this.refuse(id);
    });
  }

  pause(id = this.core.get().current): void {
    const connection = this.pool.of(id);
    if (!connection) return;
    if (id === this.core.get().current) this.edits.send();
    connection.pause();
  }

  /** Pauses every run that trains, or begins to while it is held; what it returns lets them go on. */
  hold(): () => void {
    const held = new Set<string>();
    const pauseThem = () => {
      for (const { id, state } of this.core.get().runs) {
        if (state !== 'training' || held.has(id)) continue;
        held.add(id);
        this.pause(id);
      }
    };
    const leave = this.core.subscribe(pauseThem);
    pauseThem();
    return () => {
      leave();
      // One that has not heard of the pause yet still says that it trains.
      const waits = (id: string) => ['paused', 'training'].includes(this.core.entry(id)?.state ?? '');
      for (const id of held) if (waits(id)) this.start(id, { kind: 'train' });
    };
  }

  /** Leaves the run; the next one starts anew with what the controls show. */
  reset(): void {
    const entry = this.core.current;
    this.edits.send();
    if (entry?.state === 'training') this.pause();
    if (entry?.state === 'loading') this.pool.release(entry.id);
    const plan = this.planAfterReset(entry);
    this.core.select(undefined);
    this.core.forgetNotices(() => true);
    this.core.set(plan);
    // A run that has not taken a step is nothing to keep.
    if (entry && (entry.data.steps.length === 0 || entry.id === shippedId)) this.list.takeOff([entry.id]);
  }

  failedToBegin(id: string, message: string): void {
    const { config, script, current } = this.core.get();
    this.core.set({ runs: this.core.get().runs.filter((each) => each.id !== id) });
    const again = { config, script: this.began.get(id) ?? script };
    if (current === id) {
      this.core.select(undefined);
      this.core.set(again);
    }
    const action = {
      label: 'Try again',
      perform: () => {
        this.core.select(undefined);
        this.core.set(again);
        this.begin({ kind: 'train' });
      },
    };
    this.core.notify({ tone: 'error', text: message, action });
  }

  diverged(id: string, step: number): void {
    const entry = this.core.entry(id);
    if (!entry) return;
    const { runs, current } = this.core.get();
    const { config } = entry.data;
    const others = runs.filter((each) => each.state === 'diverged' && each.id !== id);
    const back = wayBack(
      config,
      others.map(({ data }) => data.config),
    );
    const name = id === current ? '' : ` (${names(runs).get(id)})`;
    const scale = back.initScale === config.initScale ? '' : ` and initial scale ${back.initScale}`;
    this.core.notify({
      tone: 'error',
      run: id,
      text: `The loss or the step grew beyond all bounds: diverged at step ${step.toLocaleString('en')}${name}. ${divergenceAdvice(entry.data)}`,
      action: {
        label: `Reset with learning rate ${back.learningRate}${scale}`,
        perform: () => {
          this.reset();
          this.core.set({ config, script: [], issues: [] });
          this.edits.edit(back);
        },
      },
    });
  }

  private go(id: string, command: Command): void {
    const connection = this.pool.of(id);
    const state = this.core.entry(id)?.state;
    if (state === undefined) return;
    if (connection?.live && state !== 'failed') {
      connection.wantsTraining = command.kind === 'train';
      connection.send(command);
      return;
    }
    const waits = this.core.entry(this.pool.begin(id, command));
    if (waits) {
      this.core.notify({
        tone: 'warning',
        text: 'Two runs train at a time; an earlier one waits. Choose it in the list and press Train to go on with it.',
      });
    }
  }

  /** Another tab trains the run. */
  private refuse(id: string): void {
    this.core.update(id, { elsewhere: true });
    this.pool.release(id);
    const text = 'This run trains in another tab. Fork it here, or go on with it there.';
    this.core.notify({ tone: 'warning', text });
  }

  /** A run that went as it was planned is begun again as it was planned; one that was changed, as it is now. */
  private planAfterReset(entry: RunEntry | undefined): ScriptedRun {
    const state = this.core.get();
    if (!entry || isOver(entry.state)) return planShown(state);
    const { config, pending } = state;
    const { initial, changes } = entry.data;
    const began = this.began.get(entry.id) ?? [];
    const asPlanned = JSON.stringify(scriptOf(initial, changes)) === JSON.stringify(began);
    if (!asPlanned || began.length === 0) return { config, script: [] };
    const edits = Object.fromEntries(pending.map((name) => [name, config[name]]));
    return { config: { ...initial, ...edits }, script: began };
  }
}
