/**
 * The store behind the page: turns what a person does into configurations, runs and commands for them. What comes
 * back from the workers is the connections'.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type ConfigIssue,
  changedFields,
  defaultConfig,
  parseConfig,
  presetChanges,
  presets,
  type RunConfig,
} from '../training/config';
import type { OwnData } from '../training/data/dataset';
import { fields, liveNames } from '../training/fields';
import { defaultProbes } from '../training/probes/settings';
import type { Command } from '../training/protocol';
import { defaultThresholds, parseThresholds } from '../training/regime/thresholds';
import { totalSteps } from '../training/schedules/plan';
import { applyEdit, wayBack } from './editing';
import { configAt, dropAt, forkData, keepRate } from './forking';
import { Keeping } from './keeping';
import type { LabActions, LabState, Notice } from './lab';
import { type ConnectionOptions, isOver } from './run-connection';
import type { RunEntry, RunStatus } from './run-entry';
import { readRunFile } from './run-file';
import { newEntry, newRun, noStatus, shippedId, statusOf, toPutAway } from './run-list';
import { RunPool } from './run-pool';
import { createRunLocks, type RunLocks } from './storage/locks';

export type Lab = StoreApi<LabState & LabActions>;

export interface LabOptions extends ConnectionOptions {
  config?: RunConfig;
  notices?: Notice[];
  /** Which tab may train a run. */
  locks?: RunLocks;
}

/** A dragged handle changes a run at most this often. */
const changeMs = 100;
const mostNotices = 4;

export function createLab(options: LabOptions): Lab {
  const lab: Lab = createStore<LabState & LabActions>(() => ({
    ...noStatus,
    config: options.config ?? defaultConfig,
    issues: [],
    runs: [],
    current: undefined,
    data: undefined,
    probes: defaultProbes,
    thresholds: defaultThresholds,
    thresholdError: undefined,
    pending: [],
    script: [],
    notices: options.notices ?? [],
    ...new LabController(options, () => lab).actions,
  }));
  return lab;
}

class LabController {
  private readonly pool: RunPool;
  private readonly keeping: Keeping;
  private readonly own = new Map<number, OwnData>();
  private changeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    options: LabOptions,
    private readonly lab: () => Lab,
  ) {
    this.pool = new RunPool(options, {
      run: (id) => this.entry(id),
      update: (id, change) => this.update(id, change),
      probes: () => this.get().probes,
      notify: (notice) => this.actions.notify(notice),
      forgetErrors: () => this.set({ notices: this.get().notices.filter(({ tone }) => tone !== 'error') }),
      onLoaded: (id) => {
        if (id === this.get().current) this.accept(this.get().config, this.get().issues);
      },
      onDiverged: (id, step) => this.diverged(id, step),
      onFailedToBegin: (id, message) => this.failedToBegin(id, message),
      onCheckpoint: (id, checkpoint, lasting) => this.keeping.save(this.entry(id), checkpoint, lasting),
      fetch: (id) => this.keeping.checkpoints(id),
      ownData: ({ dataset, ownData }) => this.ownData(dataset === 'own' ? ownData : 0),
    });
    this.keeping = new Keeping(
      {
        run: (id) => this.entry(id),
        restore: (runs) => this.restore(runs),
        takeOff: (ids) => this.takeOff(ids),
        isBound: (id) => this.pool.of(id) !== undefined,
        resume: (id) => {
          this.select(id);
          this.begin({ kind: 'train' });
        },
        notify: (notice) => this.actions.notify(notice),
      },
      options.locks ?? createRunLocks(),
    );
  }

  readonly actions: LabActions = {
    edit: (changes) => {
      const { config, issues } = applyEdit(this.get(), changes);
      this.accept(config, issues);
    },
    choosePreset: (id) => {
      const preset = presets.find((each) => each.id === id);
      if (preset) this.actions.edit(presetChanges(preset, this.get().config.epochs));
    },
    train: () => this.begin({ kind: 'train' }),
    pause: () => {
      const connection = this.pool.of(this.get().current);
      if (!connection) return;
      this.sendChange();
      connection.wantsTraining = false;
      connection.send({ kind: 'pause' });
    },
    stepOnce: () => this.begin({ kind: 'step' }),
    dropNow: () => {
      const { data, config, state } = this.get();
      const step = data?.steps.last('step') ?? 0;
      if (data && (state === 'training' || state === 'paused'))
        this.actions.edit(dropAt(config, step, data.stepsPerEpoch));
    },
    reset: () => {
      const entry = this.current;
      this.sendChange();
      if (entry?.state === 'training') this.actions.pause();
      if (entry?.state === 'loading') this.pool.release(entry.id);
      this.set({ ...noStatus, data: undefined, current: undefined, pending: [], issues: [], notices: [] });
      // A run that has not taken a step is nothing to keep.
      if (entry && (entry.data.steps.length === 0 || entry.id === shippedId)) this.takeOff([entry.id]);
    },
    setProbes: (change) => {
      const probes = { ...this.get().probes, ...change };
      this.set({ probes });
      for (const { id } of this.get().runs) {
        if (this.pool.isLive(id)) this.pool.ask(id, { kind: 'probes', probes });
      }
    },
    setThresholds: (change) => {
      const result = parseThresholds({ ...this.get().thresholds, ...change });
      if (!result.ok) {
        this.set({ thresholdError: result.message });
        return;
      }
      this.set({ thresholds: result.thresholds, thresholdError: undefined });
      for (const { data } of this.get().runs) data.setThresholds(result.thresholds);
    },
    inspect: (step) => this.look({ kind: 'inspect', step }),
    lookAtPlane: (step, grid) => this.look({ kind: 'regions', step, grid }),
    fork: (step) => {
      const parent = this.current;
      if (parent) this.addFork(parent, step, configAt(parent.data, step), true);
    },
    forkBoth: (step) => {
      const parent = this.current;
      if (!parent) return;
      const { data } = parent;
      const config = configAt(data, step);
      if (parent.state === 'training') this.actions.pause();
      const plans = [keepRate, dropAt].map((plan) => plan(config, step, data.stepsPerEpoch));
      const children = plans.map((plan) => this.addFork(parent, step, plan, false));
      for (const child of children) this.start(child, { kind: 'train' });
    },
    select: (id) => this.select(id),
    change: (id, change) => {
      this.update(id, change);
      this.keeping.label(id, change);
    },
    remove: (ids) => this.remove(ids),
    keep: (keeper) => this.keeping.open(keeper),
    storage: async () => ({ ...(await this.keeping.usage()), reason: this.keeping.reason }),
    clearStorage: () => {
      this.remove(this.get().runs.map(({ id }) => id));
      this.keeping.clear();
    },
    add: (runs) => {
      for (const run of runs) {
        this.put(run);
        this.keeping.save(run);
      }
      const last = runs.at(-1);
      if (last) this.select(last.id);
    },
    useOwnData: (data) => {
      this.own.set(data.checksum, data);
      this.keeping.saveOwnData(data);
      const { trainSize, batchSize, model } = this.get().config;
      const examples = Math.min(data.testFrom, Math.max(fields.trainSize.min, trainSize));
      this.actions.edit({
        dataset: 'own',
        ownData: data.checksum,
        trainSize: examples,
        batchSize: Math.min(batchSize, examples),
        model: model === 'logistic' ? model : 'mlp',
      });
    },
    setScript: (script) => this.set({ script }),
    dismiss: (notice) => this.set({ notices: this.get().notices.filter((each) => each !== notice) }),
    notify: (notice) => {
      const others = this.get().notices.filter((each) => each.text !== notice.text);
      this.set({ notices: [...others, notice].slice(-mostNotices) });
    },
    showRecorded: (file) => this.showRecorded(file),
  };

  private async ownData(checksum: number): Promise<OwnData | undefined> {
    if (checksum === 0) return undefined;
    return this.own.get(checksum) ?? (await this.keeping.ownData(checksum));
  }

  private get(): LabState {
    return this.lab().getState();
  }

  private set(change: Partial<LabState>): void {
    this.lab().setState(change as LabState);
  }

  private entry(id: string | undefined): RunEntry | undefined {
    return id === undefined ? undefined : this.get().runs.find((each) => each.id === id);
  }

  private get current(): RunEntry | undefined {
    return this.entry(this.get().current);
  }

  private update(id: string, change: Partial<RunEntry>): void {
    const runs = this.get().runs.map((each) => (each.id === id ? { ...each, ...change } : each));
    const shown = id === this.get().current ? (change as Partial<RunStatus>) : {};
    const { name: _, hidden: __, pinned: ___, ...status } = shown as Partial<RunEntry>;
    this.set({ runs, ...status } as Partial<LabState>);
    // What a run has come to is kept at once.
    if (change.state && change.state !== 'training' && change.state !== 'loading') {
      this.keeping.save(this.entry(id));
    }
  }

  /** Puts a run on the list, and the oldest off it where it is full. */
  private put(entry: RunEntry): void {
    const { runs, current, thresholds } = this.get();
    const full = toPutAway(runs, current);
    if (full) this.remove([full.id]);
    entry.data.setThresholds(thresholds);
    this.set({ runs: [...this.get().runs.filter(({ id }) => id !== shippedId), entry] });
  }

  private select(id: string | undefined): void {
    if (id !== undefined && id === this.get().current) return;
    const entry = this.entry(id);
    this.sendChange();
    this.set({
      ...statusOf(entry),
      current: entry?.id,
      data: entry?.data,
      config: entry?.data.config ?? this.get().config,
      issues: [],
      pending: [],
    });
  }

  /** Takes a valid configuration as the controls' own, and as the run's as far as that can take it. */
  private accept(config: RunConfig, issues: ConfigIssue[]): void {
    const entry = this.current;
    if (!entry || isOver(entry.state)) {
      this.set({ config, issues, pending: [] });
      // The recording is of another data set or network than what would be trained now.
      if (entry?.id === shippedId && notLive(entry.data.config, config).length > 0) this.actions.reset();
      return;
    }
    const { data, step, id } = entry;
    const changed = changedFields(data.config, config).filter((name) => liveNames.includes(name));
    const live = { ...data.config, ...Object.fromEntries(changed.map((name) => [name, config[name]])) };
    const total = totalSteps(live, data.stepsPerEpoch);
    if (total < step) {
      const least = Math.ceil(step / data.stepsPerEpoch);
      const { label, max } = fields.epochs;
      const message = `${label}: ${config.epochs} is not allowed; the run has come farther: ${least} to ${max}.`;
      this.set({ issues: [...issues, { field: 'epochs', message }] });
      return;
    }
    if (changed.length > 0) {
      if (this.pool.isLive(id)) {
        data.config = live;
        data.changed();
        this.changeTimer ??= setTimeout(() => this.sendChange(), changeMs);
      } else if (entry.state !== 'loading') data.change({ step, config: live });
      this.update(id, { totalSteps: total });
    }
    this.set({ config, issues, pending: notLive(data.config, config) });
  }

  /** What was edited last reaches the run, before any other command does. */
  private sendChange(): void {
    if (this.changeTimer === undefined) return;
    clearTimeout(this.changeTimer);
    this.changeTimer = undefined;
    const { data, current } = this.get();
    const connection = this.pool.of(current);
    if (connection?.live && data) connection.send({ kind: 'reconfigure', config: data.config });
  }

  private begin(command: Command): void {
    const { issues, config } = this.get();
    let entry = this.current;
    if (entry?.state === 'loading' || issues.length > 0) return;
    this.sendChange();
    if (!entry || isOver(entry.state)) {
      entry = newRun(this.get().runs, config);
      for (const change of this.scripted(config)) entry.data.change(change);
      this.put(entry);
      this.select(entry.id);
      this.set({ config: entry.data.config });
    }
    this.start(entry, command);
  }

  private async start({ id, state }: RunEntry, command: Command): Promise<void> {
    // Asked for while it begins anyway; a run that another tab trains is left to it.
    this.keeping.hold(id).then((held) => {
      if (!held) this.refuse(id);
    });
    const connection = this.pool.of(id);
    if (connection?.live && state !== 'failed') {
      connection.wantsTraining = command.kind === 'train';
      connection.send(command);
      return;
    }
    const waits = this.entry(this.pool.begin(id, command));
    if (waits) {
      this.actions.notify({
        tone: 'warning',
        text: 'Two runs train at a time; an earlier one waits. Choose it in the list and press Train to go on with it.',
      });
    }
  }

  /** Another tab trains the run. */
  private refuse(id: string): void {
    this.pool.release(id);
    this.update(id, { elsewhere: true });
    const text = 'This run trains in another tab. Fork it here, or go on with it there.';
    this.actions.notify({ tone: 'warning', text });
  }

  /** Puts runs on the list that were kept, each in the place of what is known of it. */
  private restore(kept: readonly RunEntry[]): void {
    const { runs, current, thresholds } = this.get();
    const others = runs.filter(({ id }) => !kept.some((each) => each.id === id));
    for (const { data, id, parent } of kept) {
      data.setThresholds(thresholds);
      this.pool.forget(id);
      if (parent) this.pool.share(parent.id, id, parent.step);
    }
    this.set({ runs: [...others, ...kept].sort((a, b) => a.created - b.created) });
    const shown = this.entry(current);
    if (shown && kept.includes(shown)) this.set({ ...statusOf(shown), data: shown.data });
  }

  /** The live changes of a link, with everything else as the controls have it. */
  private scripted(config: RunConfig) {
    let now = config;
    return this.get().script.flatMap(({ step, fields: changed }) => {
      const result = parseConfig(changed, now);
      if (!result.ok) return [];
      now = result.config;
      return [{ step, config: now }];
    });
  }

  private look(command: Command): void {
    const entry = this.current;
    if (!entry || entry.state === 'loading' || entry.state === 'failed') return;
    // Recorded elsewhere: what this machine would compute is not quite what was recorded.
    if (entry.state === 'recorded') return;
    if (this.pool.isLive(entry.id) || !('step' in command) || command.step !== 'latest') {
      this.pool.ask(entry.id, command);
    }
  }

  private addFork(parent: RunEntry, step: number, config: RunConfig, show: boolean): RunEntry {
    const data = forkData(parent.data, step, config);
    const child = newEntry(this.get().runs, data, {
      parent: { id: parent.id, step },
      state: step > 0 ? 'paused' : 'ready',
      step,
      engine: parent.engine,
      facts: parent.facts,
    });
    if (show && parent.state === 'training') this.actions.pause();
    this.pool.share(parent.id, child.id, step);
    this.put(child);
    this.keeping.save(child);
    this.select(child.id);
    return child;
  }

  private remove(ids: readonly string[]): void {
    for (const id of ids) this.pool.release(id);
    const gone = this.get().runs.filter(({ id }) => ids.includes(id));
    if (gone.length === 0) return;
    const what = gone.length === 1 ? 'One run was' : `${gone.length} runs were`;
    const notice: Notice = {
      tone: 'warning',
      text: `${what} deleted.`,
      action: {
        label: 'Undo',
        perform: () => {
          const back = [...this.get().runs, ...gone].sort((a, b) => a.created - b.created);
          this.set({ runs: back });
          for (const entry of gone) this.keeping.save(entry);
          this.actions.dismiss(notice);
        },
      },
    };
    this.takeOff(ids);
    this.keeping.remove(ids);
    this.actions.notify(notice);
  }

  private takeOff(ids: readonly string[]): void {
    const { runs, current } = this.get();
    this.set({ runs: runs.filter(({ id }) => !ids.includes(id)) });
    if (current !== undefined && ids.includes(current)) this.select(this.get().runs.at(-1)?.id);
  }

  private showRecorded(value: unknown): void {
    if (this.get().runs.length > 0) return;
    const result = readRunFile(value);
    if (!result.ok) return;
    const { data } = result;
    const step = data.steps.last('step') ?? 0;
    const entry = newEntry([], data, { id: shippedId, state: 'recorded', step, totalSteps: step });
    const { config } = this.get();
    this.put(entry);
    this.select(entry.id);
    this.set({ config });
  }

  private failedToBegin(id: string, message: string): void {
    const { runs } = this.get();
    this.set({ runs: runs.filter((each) => each.id !== id) });
    if (this.get().current === id) {
      const { config } = this.get();
      this.select(this.get().runs.at(-1)?.id);
      this.set({ config });
    }
    const action = { label: 'Try again', perform: () => this.begin({ kind: 'train' }) };
    this.actions.notify({ tone: 'error', text: message, action });
  }

  private diverged(id: string, step: number): void {
    if (id !== this.get().current) return;
    const { config } = this.get();
    const others = this.get().runs.filter((each) => each.state === 'diverged' && each.id !== id);
    const { changes, words } = wayBack(
      config,
      others.map(({ data }) => data.config),
    );
    this.actions.notify({
      tone: 'error',
      text: `The loss stopped being a number: diverged at step ${step.toLocaleString('en')}.`,
      action: {
        label: `Reset with ${words}`,
        perform: () => {
          this.actions.reset();
          this.actions.edit(changes);
        },
      },
    });
  }
}

/** Fields that differ and that a run cannot take while it exists. */
function notLive(run: RunConfig, config: RunConfig): (keyof RunConfig)[] {
  return changedFields(run, config).filter((name) => !liveNames.includes(name));
}
