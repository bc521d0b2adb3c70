/**
 * The run in the worker, as the page knows it: loads it, turns what the worker says into state, and brings it
 * back from the last checkpoint when worker or device are lost. Recorded points go straight into `RunData`;
 * the store changes a few times a second at most.
 */
import { TrainingClient } from '../training/client';
import { defaultConfig, type RunConfig } from '../training/config';
import type { BackendName, Checkpoint, Command, RunState, TrainingEvent } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import type { LabState, Notice } from './lab';
import { RunData } from './run-data';

export interface ConnectionOptions {
  spawn: () => Worker;
  backend: BackendName | 'auto';
  /** Folder of the site, absolute, with a trailing slash. */
  baseUrl: string;
}

/** What the connection asks of the store around it. */
export interface Page {
  get(): LabState;
  set(change: Partial<LabState>): void;
  notify(notice: Notice): void;
  /** The run is there: edits made while it loaded can reach it. */
  onLoaded(): void;
  onDiverged(step: number): void;
  /** Starts a run of what the controls show. */
  startAnew(): void;
}

/** Losses of the worker or the device in a row after which a run is not tried again by itself. */
const mostRecoveries = 3;
/** Least time between two changes of the store that only say how far the run is. */
const progressMs = 250;

/** Nothing more comes from a run in this state. */
export const isOver = (state: LabState['state']) =>
  state === 'finished' || state === 'diverged' || state === 'recorded';

export class RunConnection {
  /** The run exists in the worker. */
  live = false;
  /** The person's last word was Train: a run that is recovered goes on by itself. */
  wantsTraining = false;
  private readonly client: TrainingClient;
  private run = 0;
  /** Configuration the run began with. */
  private initial: RunConfig = defaultConfig;
  private afterLoad: 'train' | 'step' | undefined;
  /** What the page showed before it began to load; a load that fails leads back there. */
  private beforeLoad: LabState['state'] = 'ready';
  private checkpoint: Checkpoint | undefined;
  /** Losses since the last checkpoint that was new, and the step the run came back to. */
  private recoveries = 0;
  private resumedAt = 0;
  private trainingSince: number | undefined;
  private lastProgress = 0;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly page: Page,
  ) {
    this.client = new TrainingClient(options.spawn, {
      onEvent: (event) => this.receive(event),
      onLost: (reason) => this.recover(`The training worker was lost: ${reason}.`),
    });
  }

  send(command: Command): void {
    this.client.send(command);
  }

  /** Loads a new run at step 0. */
  begin(config: RunConfig, then: 'train' | 'step'): void {
    this.checkpoint = undefined;
    this.recoveries = this.resumedAt = 0;
    this.trainingSince = undefined;
    this.load(config, then);
  }

  /** Leaves the run; whatever still comes from it is ignored. */
  drop(): void {
    // A worker that is loading may wait for a download that never ends.
    if (this.page.get().state === 'loading') this.client.stop();
    else if (this.live) this.client.send({ kind: 'pause' });
    this.wantsTraining = this.live = false;
    this.afterLoad = this.checkpoint = this.trainingSince = undefined;
    this.run++;
  }

  private load(config: RunConfig, then: 'train' | 'step' | undefined): void {
    const { data, probes, state, notices } = this.page.get();
    this.afterLoad = then;
    this.initial = config;
    this.live = false;
    this.beforeLoad = state;
    this.page.set({
      state: 'loading',
      loading: { what: 'the training engine', fraction: 0 },
      // What went wrong with an earlier run is over, and so are the ways out of it.
      notices: notices.filter(({ tone }) => tone !== 'error'),
    });
    const { backend, baseUrl } = this.options;
    const { checkpoint } = this;
    const changes = checkpoint ? data?.changes : [];
    const run = ++this.run;
    this.client.send({ kind: 'load', run, config, backend, baseUrl, probes, checkpoint, changes });
  }

  private receive(event: TrainingEvent): void {
    if ('run' in event && event.run !== this.run && event.run !== 0) {
      if (event.kind === 'metrics') this.client.send({ kind: 'ack', sequence: event.sequence });
      return;
    }
    const { data } = this.page.get();
    switch (event.kind) {
      case 'loading':
        this.page.set({ loading: { what: event.what, fraction: event.fraction } });
        break;
      case 'loaded':
        this.loaded(event);
        break;
      case 'metrics':
        this.client.send({ kind: 'ack', sequence: event.sequence });
        data?.append(event);
        break;
      case 'state':
        this.progress(event);
        break;
      case 'changed':
        data?.change(event.change);
        break;
      case 'step-view':
        this.page.set({ stepView: event.view });
        break;
      case 'checkpoint':
        this.checkpoint = event.checkpoint;
        if (event.checkpoint.step > this.resumedAt) this.recoveries = 0;
        break;
      case 'failed':
        // A backend that failed to start cannot be started again in the same worker.
        if (event.reason === 'backend') this.client.stop();
        this.fail(event.message);
        break;
      case 'device-lost':
        this.recover(`The graphics processor was lost: ${event.message}`);
        break;
      case 'gpu-error':
        this.page.notify({
          tone: 'warning',
          text: `The graphics processor refused a command: ${event.message}`,
        });
        break;
    }
  }

  private loaded({ engine, facts, step }: Extract<TrainingEvent, { kind: 'loaded' }>): void {
    const { data, thresholds } = this.page.get();
    const shown = step > 0 && data ? data : new RunData(this.initial, facts.stepsPerEpoch);
    if (shown !== data) shown.setThresholds(thresholds);
    this.live = true;
    this.page.set({
      engine,
      facts,
      step,
      data: shown,
      loading: undefined,
      totalSteps: totalSteps(shown.config, facts.stepsPerEpoch),
    });
    this.page.onLoaded();
  }

  private progress(event: Extract<TrainingEvent, { kind: 'state' }>): void {
    const { state, step, stepsPerSecond, probeShare } = event;
    const { state: before, elapsed } = this.page.get();
    const now = performance.now();
    if (state === before && state === 'training' && now - this.lastProgress < progressMs) return;
    this.lastProgress = now;
    const since = this.trainingSince === undefined ? 0 : (now - this.trainingSince) / 1000;
    this.trainingSince = state === 'training' ? now : undefined;
    this.page.set({ state, step, stepsPerSecond, probeShare, elapsed: elapsed + since });
    if (state === 'diverged') this.page.onDiverged(step);
    if ((state === 'ready' || state === 'paused') && this.afterLoad) {
      this.client.send({ kind: this.afterLoad });
      this.afterLoad = undefined;
    }
  }

  private fail(message: string): void {
    const loading = this.page.get().state === 'loading';
    const untouched = ['ready', 'recorded', 'finished', 'diverged'].includes(this.beforeLoad);
    const state: LabState['state'] = loading && untouched ? this.beforeLoad : ('failed' as RunState);
    this.live = false;
    this.trainingSince = undefined;
    this.page.set({ state, loading: undefined });
    this.page.notify({
      tone: 'error',
      text: message,
      action: { label: 'Try again', perform: () => this.retry() },
    });
  }

  private retry(): void {
    const { data, state } = this.page.get();
    this.wantsTraining = true;
    if (state === 'failed' && this.checkpoint && data) this.resume(data);
    else this.page.startAnew();
  }

  /** Worker or device gone: start a new worker and go on from the last checkpoint, or from the start. */
  private recover(reason: string): void {
    const { data, state, step } = this.page.get();
    this.client.stop();
    // A lost device may first show as a step that failed; nothing else that is over needs a worker back.
    if (!this.live && state !== 'loading' && state !== 'failed') return;
    this.live = false;
    this.trainingSince = undefined;
    if (isOver(state)) {
      this.page.notify({ tone: 'warning', text: `${reason} The run was over; nothing of it is lost.` });
      return;
    }
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
    if (state !== 'loading' && data && back > 0) this.resume(data);
    else this.load(data?.initial ?? this.initial, this.wantsTraining ? 'train' : undefined);
    this.page.notify({ tone: 'warning', text: `${reason} ${text}` });
  }

  private resume(data: RunData): void {
    this.resumedAt = this.checkpoint?.step ?? 0;
    data.truncateAfter(this.resumedAt);
    this.load(data.initial, this.wantsTraining ? 'train' : undefined);
  }
}
