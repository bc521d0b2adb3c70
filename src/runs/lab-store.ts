/**
 * The store behind the page: turns what a person does into a configuration and commands for the run. What comes
 * back from the worker is the connection's.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type ConfigIssue,
  changedFields,
  defaultConfig,
  presetChanges,
  presets,
  type RunConfig,
} from '../training/config';
import { fields, liveNames } from '../training/fields';
import { defaultProbes } from '../training/probes/settings';
import { defaultThresholds, parseThresholds } from '../training/regime/thresholds';
import { totalSteps } from '../training/schedules/plan';
import { applyEdit, workableRate } from './editing';
import type { LabActions, LabState, Notice } from './lab';
import { type ConnectionOptions, isOver, RunConnection } from './run-connection';
import { readRunFile } from './run-file';

export type Lab = StoreApi<LabState & LabActions>;

export interface LabOptions extends ConnectionOptions {
  config?: RunConfig;
  notices?: Notice[];
}

/** A dragged handle changes a run at most this often. */
const changeMs = 100;
const mostNotices = 4;

const noRun = {
  data: undefined,
  state: 'ready',
  step: 0,
  totalSteps: 0,
  stepsPerSecond: 0,
  probeShare: 0,
  stepView: undefined,
  elapsed: 0,
  loading: undefined,
  pending: [],
} satisfies Partial<LabState>;

export function createLab(options: LabOptions): Lab {
  const lab: Lab = createStore<LabState & LabActions>(() => ({
    ...noRun,
    config: options.config ?? defaultConfig,
    issues: [],
    probes: defaultProbes,
    thresholds: defaultThresholds,
    thresholdError: undefined,
    engine: undefined,
    facts: undefined,
    notices: options.notices ?? [],
    ...new LabController(options, () => lab).actions,
  }));
  return lab;
}

class LabController {
  private readonly connection: RunConnection;
  private changeTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    options: LabOptions,
    private readonly lab: () => Lab,
  ) {
    this.connection = new RunConnection(options, {
      get: () => this.get(),
      set: (change) => this.set(change),
      notify: (notice) => this.notify(notice),
      onLoaded: () => this.accept(this.get().config, this.get().issues),
      onDiverged: (step) => this.diverged(step),
      startAnew: () => this.begin('train'),
    });
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
    train: () => this.begin('train'),
    pause: () => {
      this.connection.wantsTraining = false;
      this.connection.send({ kind: 'pause' });
    },
    stepOnce: () => this.begin('step'),
    reset: () => {
      this.forgetChange();
      this.connection.drop();
      this.set({ ...noRun, notices: [] });
    },
    setProbes: (change) => {
      const probes = { ...this.get().probes, ...change };
      this.set({ probes });
      if (this.connection.live) this.connection.send({ kind: 'probes', probes });
    },
    setThresholds: (change) => {
      const result = parseThresholds({ ...this.get().thresholds, ...change });
      if (!result.ok) {
        this.set({ thresholdError: result.message });
        return;
      }
      this.set({ thresholds: result.thresholds, thresholdError: undefined });
      this.get().data?.setThresholds(result.thresholds);
    },
    inspect: (step) => {
      if (this.connection.live) this.connection.send({ kind: 'inspect', step });
    },
    dismiss: (notice) => this.set({ notices: this.get().notices.filter((each) => each !== notice) }),
    showRecorded: (file) => this.showRecorded(file),
  };

  private get(): LabState {
    return this.lab().getState();
  }

  private set(change: Partial<LabState>): void {
    this.lab().setState(change as LabState);
  }

  /** Takes a valid configuration as the controls' own, and as the run's as far as that can take it. */
  private accept(config: RunConfig, issues: ConfigIssue[]): void {
    const { data, state, step } = this.get();
    if (!data || isOver(state) || !this.connection.live) {
      this.set({ config, issues, pending: [] });
      const other = state === 'recorded' && data && notLive(data.config, config).length > 0;
      // The recording is of another data set or network than what would be trained now.
      if (other) this.set(noRun);
      return;
    }
    const changed = changedFields(data.config, config).filter((name) => liveNames.includes(name));
    const live = { ...data.config, ...Object.fromEntries(changed.map((name) => [name, config[name]])) };
    if (totalSteps(live, data.stepsPerEpoch) < step) {
      const least = Math.ceil(step / data.stepsPerEpoch);
      const { label, max } = fields.epochs;
      const message = `${label}: ${config.epochs} is not allowed; the run has come farther: ${least} to ${max}.`;
      this.set({ issues: [...issues, { field: 'epochs', message }] });
      return;
    }
    if (changed.length > 0) {
      data.config = live;
      data.changed();
      this.changeTimer ??= setTimeout(() => this.sendChange(), changeMs);
    }
    this.set({
      config,
      issues,
      pending: notLive(data.config, config),
      totalSteps: totalSteps(live, data.stepsPerEpoch),
    });
  }

  /** What was edited last reaches the run, before any other command does. */
  private sendChange(): void {
    if (this.changeTimer === undefined) return;
    this.forgetChange();
    const { data } = this.get();
    if (this.connection.live && data) this.connection.send({ kind: 'reconfigure', config: data.config });
  }

  private forgetChange(): void {
    clearTimeout(this.changeTimer);
    this.changeTimer = undefined;
  }

  private begin(what: 'train' | 'step'): void {
    const { state, issues, config } = this.get();
    if (state === 'loading' || issues.length > 0) return;
    this.connection.wantsTraining = what === 'train';
    this.sendChange();
    if (this.connection.live && !isOver(state) && state !== 'failed') {
      this.connection.send({ kind: what });
      return;
    }
    this.set({ elapsed: 0, pending: [], stepView: undefined });
    this.connection.begin(config, what);
  }

  private showRecorded(value: unknown): void {
    const { state, data } = this.get();
    if (data || state !== 'ready') return;
    const result = readRunFile(value);
    if (!result.ok) return;
    result.data.setThresholds(this.get().thresholds);
    const step = result.data.steps.last('step') ?? 0;
    this.set({ data: result.data, state: 'recorded', step, totalSteps: step });
  }

  private diverged(step: number): void {
    const { config } = this.get();
    const learningRate = workableRate(config);
    this.notify({
      tone: 'error',
      text: `The loss stopped being a number: diverged at step ${step.toLocaleString('en')}.`,
      action: {
        label: `Reset with learning rate ${learningRate}`,
        perform: () => {
          this.actions.reset();
          const smallLearningRate = Math.min(config.smallLearningRate, learningRate);
          this.actions.edit({ learningRate, smallLearningRate });
        },
      },
    });
  }

  private notify(notice: Notice): void {
    const others = this.get().notices.filter((each) => each.text !== notice.text);
    this.set({ notices: [...others, notice].slice(-mostNotices) });
  }
}

/** Fields that differ and that a run cannot take while it exists. */
function notLive(run: RunConfig, config: RunConfig): (keyof RunConfig)[] {
  return changedFields(run, config).filter((name) => !liveNames.includes(name));
}
