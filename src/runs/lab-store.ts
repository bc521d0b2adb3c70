/**
 * The store behind the page: turns what a person does into commands, and what the worker says into state.
 * Recorded points go straight into `RunData`; the store itself changes a few times a second at most.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { TrainingClient } from '../training/client';
import { changedFields, defaultConfig, presetConfig, presets, type RunConfig } from '../training/config';
import { liveNames } from '../training/fields';
import type { BackendName, Checkpoint, TrainingEvent } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import { applyEdit, changeInWords, workableRate } from './editing';
import type { LabActions, LabState, Notice } from './lab';
import { RunData } from './run-data';
import { readRunFile } from './run-file';

export type Lab = StoreApi<LabState & LabActions>;

export interface LabOptions {
  spawn: () => Worker;
  backend: BackendName | 'auto';
  /** Folder of the site, absolute, with a trailing slash. */
  baseUrl: string;
  config?: RunConfig;
  notices?: Notice[];
}

/** Losses of the worker or the device in a row after which a run is not tried again by itself. */
const mostRecoveries = 3;
/** Least time between two changes of the store that only say how far the run is. */
const progressMs = 250;

export function createLab(options: LabOptions): Lab {
  const lab: Lab = createStore<LabState & LabActions>(() => ({
    config: options.config ?? defaultConfig,
    issues: [],
    data: undefined,
    state: 'ready',
    step: 0,
    totalSteps: 0,
    stepsPerSecond: 0,
    elapsed: 0,
    engine: undefined,
    facts: undefined,
    loading: undefined,
    pending: [],
    notices: options.notices ?? [],
    ...new LabController(options, () => lab).actions,
  }));
  return lab;
}

class LabController {
  private readonly client: TrainingClient;
  private run = 0;
  /** Configuration the run began with. */
  private runConfig: RunConfig = defaultConfig;
  /** The run exists in the worker. */
  private live = false;
  private afterLoad: 'train' | 'step' | undefined;
  /** What the page showed before it began to load; a load that fails leads back there. */
  private beforeLoad: LabState['state'] = 'ready';
  private checkpoint: Checkpoint | undefined;
  /** The person's last word was Train: a run that is recovered goes on by itself. */
  private wantsTraining = false;
  private recoveries = 0;
  private trainingSince: number | undefined;
  private lastProgress = 0;

  constructor(
    private readonly options: LabOptions,
    private readonly lab: () => Lab,
  ) {
    this.client = new TrainingClient(options.spawn, {
      onEvent: (event) => this.receive(event),
      onLost: (reason) => this.recover(`The training worker was lost: ${reason}.`),
    });
  }

  readonly actions: LabActions = {
    edit: (changes) => this.edit(changes),
    choosePreset: (id) => {
      const preset = presets.find((each) => each.id === id);
      if (preset) this.edit(presetConfig(preset));
    },
    train: () => this.begin('train'),
    pause: () => {
      this.wantsTraining = false;
      this.client.send({ kind: 'pause' });
    },
    stepOnce: () => this.begin('step'),
    reset: () => this.reset(),
    dismiss: (notice) => this.set({ notices: this.get().notices.filter((each) => each !== notice) }),
    showRecorded: (file) => this.showRecorded(file),
  };

  private get(): LabState {
    return this.lab().getState();
  }

  private set(change: Partial<LabState>): void {
    this.lab().setState(change as LabState);
  }

  private edit(changes: Record<string, unknown>): void {
    const { config, issues } = applyEdit(this.get(), changes);
    this.accept(config, issues);
  }

  private accept(config: RunConfig, issues: LabState['issues']): void {
    const { data } = this.get();
    this.set({ config, issues });
    if (!this.live || !data) return;
    const changed = changedFields(data.config, config);
    if (changed.some((name) => liveNames.includes(name))) {
      const next = { ...data.config, ...Object.fromEntries(liveNames.map((name) => [name, config[name]])) };
      const text = changed
        .filter((name) => liveNames.includes(name))
        .map((name) => changeInWords(name, data.config, next));
      data.events.push({ step: this.get().step, kind: 'reconfigured', text: text.join(', ') });
      data.config = next;
      data.changed();
      this.client.send({ kind: 'reconfigure', config: next });
    }
    this.set({
      pending: changed.filter((name) => !liveNames.includes(name)),
      totalSteps: totalSteps(data.config, data.stepsPerEpoch),
    });
  }

  private begin(what: 'train' | 'step'): void {
    const { state, issues } = this.get();
    if (state === 'loading' || issues.length > 0) return;
    this.wantsTraining = what === 'train';
    if (this.live && state !== 'finished' && state !== 'diverged' && state !== 'failed') {
      this.client.send({ kind: what });
      return;
    }
    this.checkpoint = undefined;
    this.recoveries = 0;
    this.trainingSince = undefined;
    this.set({ elapsed: 0, pending: [] });
    this.load(this.get().config, what);
  }

  private load(config: RunConfig, then: 'train' | 'step' | undefined): void {
    this.afterLoad = then;
    this.runConfig = config;
    this.live = false;
    this.beforeLoad = this.get().state;
    this.set({ state: 'loading', loading: { what: 'the training engine', fraction: 0 } });
    const { backend, baseUrl } = this.options;
    const { checkpoint } = this;
    this.client.send({ kind: 'load', run: ++this.run, config, backend, baseUrl, checkpoint });
  }

  private reset(): void {
    if (this.live || this.get().state === 'loading') this.client.send({ kind: 'pause' });
    this.wantsTraining = false;
    this.afterLoad = undefined;
    this.run++;
    this.live = false;
    this.checkpoint = undefined;
    this.trainingSince = undefined;
    this.set({
      data: undefined,
      state: 'ready',
      step: 0,
      totalSteps: 0,
      stepsPerSecond: 0,
      elapsed: 0,
      loading: undefined,
      pending: [],
      notices: [],
    });
  }

  private showRecorded(value: unknown): void {
    const { state, data } = this.get();
    if (data || state !== 'ready') return;
    const result = readRunFile(value);
    if (!result.ok) return;
    const step = result.data.steps.last('step') ?? 0;
    this.set({ data: result.data, state: 'recorded', step, totalSteps: step });
  }

  private receive(event: TrainingEvent): void {
    if ('run' in event && event.run !== this.run && event.run !== 0) {
      if (event.kind === 'metrics') this.client.send({ kind: 'ack', sequence: event.sequence });
      return;
    }
    switch (event.kind) {
      case 'loading':
        this.set({ loading: { what: event.what, fraction: event.fraction } });
        break;
      case 'loaded':
        this.loaded(event);
        break;
      case 'metrics':
        this.client.send({ kind: 'ack', sequence: event.sequence });
        this.get().data?.append(event.steps, event.evaluations);
        this.recoveries = event.steps.step.length > 0 ? 0 : this.recoveries;
        break;
      case 'state':
        this.progress(event);
        break;
      case 'checkpoint':
        this.checkpoint = event.checkpoint;
        break;
      case 'failed':
        this.fail(event.message);
        break;
      case 'device-lost':
        this.recover(`The graphics processor was lost: ${event.message}`);
        break;
      case 'gpu-error':
        this.notify({ tone: 'warning', text: `The graphics processor refused a command: ${event.message}` });
        break;
    }
  }

  private loaded({ engine, facts, step }: Extract<TrainingEvent, { kind: 'loaded' }>): void {
    const { config, issues, data } = this.get();
    const resumed = step > 0 && data !== undefined;
    const shown = resumed ? data : new RunData(this.runConfig, facts.stepsPerEpoch);
    this.live = true;
    this.set({
      engine,
      facts,
      step,
      data: shown,
      loading: undefined,
      totalSteps: totalSteps(shown.config, facts.stepsPerEpoch),
    });
    // Edits made while it loaded.
    this.accept(config, issues);
  }

  private progress({ state, step, stepsPerSecond }: Extract<TrainingEvent, { kind: 'state' }>): void {
    const before = this.get().state;
    const now = performance.now();
    if (state === before && state === 'training' && now - this.lastProgress < progressMs) return;
    this.lastProgress = now;
    const elapsed =
      this.get().elapsed + (this.trainingSince === undefined ? 0 : (now - this.trainingSince) / 1000);
    this.trainingSince = state === 'training' ? now : undefined;
    this.set({ state, step, stepsPerSecond, elapsed });
    if (state === 'diverged') this.diverged(step);
    if ((state === 'ready' || state === 'paused') && this.afterLoad) {
      const what = this.afterLoad;
      this.afterLoad = undefined;
      this.client.send({ kind: what });
    }
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
          this.reset();
          this.edit({ learningRate, smallLearningRate: Math.min(config.smallLearningRate, learningRate) });
        },
      },
    });
  }

  private fail(message: string): void {
    const loading = this.get().state === 'loading';
    const untouched = ['ready', 'recorded', 'finished', 'diverged'].includes(this.beforeLoad);
    this.live = false;
    this.trainingSince = undefined;
    this.set({ state: loading && untouched ? this.beforeLoad : 'failed', loading: undefined });
    this.notify({
      tone: 'error',
      text: message,
      action: { label: 'Try again', perform: () => this.retry() },
    });
  }

  private retry(): void {
    this.set({ notices: [] });
    const { data } = this.get();
    this.wantsTraining = true;
    if (this.checkpoint && data) this.resume(data);
    else this.begin('train');
  }

  /** Worker or device gone: start a new worker and go on from the last checkpoint, or from the start. */
  private recover(reason: string): void {
    const { data, state, step, notices } = this.get();
    this.client.stop();
    // A lost device may first show as a step that failed; nothing else that is over needs a worker back.
    if (!this.live && state !== 'loading' && state !== 'failed') return;
    this.live = false;
    this.trainingSince = undefined;
    this.set({ notices: notices.filter(({ tone }) => tone !== 'error') });
    if (++this.recoveries > mostRecoveries) {
      this.fail(`${reason} It happened ${this.recoveries} times in a row.`);
      return;
    }
    const back = this.checkpoint?.step ?? 0;
    const [from, lost] = [back, Math.max(0, step - back)].map((n) => n.toLocaleString('en'));
    const text =
      state === 'loading'
        ? 'It is started again.'
        : `${this.wantsTraining ? 'Training goes on' : 'The run is back'} from step ${from}; ${lost} steps are lost.`;
    this.notify({ tone: 'warning', text: `${reason} ${text}` });
    if (state !== 'loading' && data && back > 0) this.resume(data);
    else this.load(this.runConfig, this.wantsTraining ? 'train' : undefined);
  }

  private resume(data: RunData): void {
    const step = this.checkpoint?.step ?? 0;
    data.truncateAfter(step);
    data.events.push({ step, kind: 'resumed', text: 'resumed from a checkpoint' });
    this.load(data.config, this.wantsTraining ? 'train' : undefined);
  }

  private notify(notice: Notice): void {
    this.set({
      notices: [...this.get().notices.filter((each) => each.text !== notice.text), notice].slice(-4),
    });
  }
}
