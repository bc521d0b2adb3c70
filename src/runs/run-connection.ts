/**
 * One worker and the run in it, as the page knows it: loads the run, turns what the worker says into changes of
 * its entry, and brings it back from the last checkpoint when worker or device are lost. Recorded points go
 * straight into `RunData`; the entry changes a few times a second at most.
 */
import { TrainingClient } from '../training/client';
import type { Command, EngineInfo, TrainingEvent } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import type { ConnectionOptions, Host } from './connection-host';
import { EngineLadder } from './engine-ladder';
import { PauseWait } from './pause-wait';
import { differenceText } from './retaken';
import type { RunEntry, RunStatus } from './run-entry';
import { isOver } from './run-list';

/** Losses of the worker or the device in a row after which a run is not tried again by itself. */
const mostRecoveries = 3;
/** Least time between two changes of an entry that only say how far the run is. */
const progressMs = 250;

export class RunConnection {
  /** The run that is bound to this worker. */
  id: string | undefined;
  /** The run exists in the worker. */
  live = false;
  /** The person's last word was Train: a run that is recovered goes on by itself. */
  wantsTraining = false;
  private readonly client: TrainingClient;
  private run = 0;
  private afterLoad: readonly Command[] = [];
  /** What the run was before it was loaded; a load that fails leads back there. */
  private beforeLoad: RunEntry['state'] = 'ready';
  /** Losses since the last checkpoint that was new, and the step the run came back to. */
  private recoveries = 0;
  private resumedAt = 0;
  private trainingSince: number | undefined;
  private lastProgress = 0;
  private readonly ladder: EngineLadder;
  /** What the worker has started for the run. */
  private engine: EngineInfo | undefined;
  /** The worker has announced long work and has said nothing since. */
  private busy = false;
  private readonly pauseWait = new PauseWait((seconds) => this.endSilent(seconds));

  constructor(
    private readonly options: ConnectionOptions,
    private readonly host: Host,
  ) {
    this.ladder = new EngineLadder(options.wish);
    this.client = new TrainingClient(options.spawn, {
      onEvent: (event) => this.receive(event),
      onAbsent: (message) => this.fail(message),
      onLost: (reason) => this.recover(`The training worker was lost: ${reason}.`),
    });
  }

  /** Sends a command to the run that is bound. */
  send(command: Command): void {
    this.client.send(command);
  }

  /** Lets the run rest; a worker that does not come to it in time is ended. */
  pause(): void {
    this.wantsTraining = false;
    this.client.send({ kind: 'pause' });
    if (this.live && this.bound?.state === 'training') this.awaitPause(this.bound);
  }

  /** Binds a run, loads it as far as it has come, and then sends these commands. */
  begin(id: string, ...then: Command[]): void {
    this.drop();
    this.id = id;
    this.recoveries = this.resumedAt = 0;
    this.trainingSince = undefined;
    this.ladder.begin();
    this.load(then);
  }

  /** Leaves the run where its recorded steps end; whatever still comes from it is ignored. */
  drop(): void {
    const entry = this.bound;
    // A worker that is loading may wait for a download that never ends.
    if (entry?.state === 'loading') this.stop();
    else if (this.live) this.client.send({ kind: 'pause' });
    if (this.live && entry?.state === 'training') this.awaitPause(entry);
    this.wantsTraining = this.live = false;
    this.afterLoad = [];
    this.trainingSince = this.id = undefined;
    this.run++;
    if (entry && !isOver(entry.state)) this.leave(entry);
  }

  /** The run rests where its recorded steps end. */
  private leave({ id, data }: RunEntry): number {
    const step = data.steps.last('step') ?? 0;
    data.truncateAfter(step);
    const state = step > 0 ? 'paused' : 'ready';
    this.host.update(id, { state, step, loading: undefined, stepsPerSecond: 0 });
    return step;
  }

  /** Ends the worker. */
  private stop(): void {
    this.pauseWait.end();
    this.busy = false;
    this.client.stop();
    this.engine = undefined;
  }

  private awaitPause({ stepsPerSecond }: RunEntry): void {
    this.pauseWait.begin(stepsPerSecond, this.busy);
  }

  /** The worker was told to pause and has not: whoever waits for it does not wait any longer. */
  private endSilent(seconds: number): void {
    this.stop();
    const entry = this.bound;
    if (!entry) return;
    const why = `The training worker did not pause within ${seconds} s and was ended.`;
    // Another run wants it by now.
    if (entry.state === 'loading') {
      this.load(this.afterLoad);
      return;
    }
    if (entry.state !== 'training') return;
    this.live = false;
    this.trainingSince = undefined;
    const step = this.leave(entry).toLocaleString('en');
    this.host.notify({
      tone: 'warning',
      text: `${why} The run rests at step ${step}; nothing of it is lost.`,
    });
  }

  private get bound(): RunEntry | undefined {
    return this.id === undefined ? undefined : this.host.run(this.id);
  }

  private update(change: Partial<RunStatus>): void {
    if (this.id !== undefined) this.host.update(this.id, change);
  }

  private load(then: readonly Command[]): void {
    const entry = this.bound;
    if (!entry) return;
    this.afterLoad = then;
    this.live = false;
    if (entry.state !== 'loading') this.beforeLoad = entry.state;
    this.update({ state: 'loading', loading: { what: 'the training engine', fraction: 0 } });
    this.host.forgetErrors();
    const { data, step: resumeAt } = entry;
    // A run that begins is evaluated before its first step, again if it was already.
    if (resumeAt === 0) data.truncateAfter(-1);
    const run = ++this.run;
    const asked = Promise.all([this.host.ownData(data.initial), this.host.fetched(entry.id)]);
    const begin = ([own]: Awaited<typeof asked>) => {
      if (run !== this.run) return;
      this.client.send({
        kind: 'load',
        run,
        config: data.initial,
        wish: this.ladder.wish,
        baseUrl: this.options.baseUrl,
        probes: this.host.probes(),
        own,
        checkpoints: this.host.checkpoints(entry.id).filter(({ step }) => step <= resumeAt),
        resumeAt,
        changes: data.changes,
      });
    };
    asked.then(begin, (error: Error) => run === this.run && this.fail(error.message));
  }

  private receive(event: TrainingEvent): void {
    if (event.kind === 'failed' && event.reason === 'silent') {
      this.recover(event.message, true);
      return;
    }
    this.busy = event.kind === 'busy';
    if (this.busy) this.pauseWait.prolong();
    if ((event.kind === 'state' && event.state !== 'training') || event.kind === 'loading')
      this.pauseWait.end();
    if ('run' in event && event.run !== this.run && event.run !== 0) {
      if (event.kind === 'metrics') this.client.send({ kind: 'ack', sequence: event.sequence });
      return;
    }
    const entry = this.bound;
    switch (event.kind) {
      case 'loading':
        this.update({ loading: { what: event.what, fraction: event.fraction } });
        break;
      case 'retaken':
        this.compare(event);
        break;
      case 'loaded':
        this.loaded(event);
        break;
      case 'metrics':
        this.client.send({ kind: 'ack', sequence: event.sequence });
        entry?.data.append(event);
        break;
      case 'state':
        this.progress(event);
        break;
      case 'changed':
        entry?.data.change(event.change);
        break;
      case 'step-view':
        this.update({ stepView: event.view });
        break;
      case 'valleys':
        this.update({ valleys: event.valleys });
        break;
      case 'regions':
        this.update({ regions: event.regions });
        break;
      case 'checkpoint':
        if (entry) this.host.keep(entry.id, event.checkpoint, event.lasting);
        if (event.checkpoint.step > this.resumedAt) this.recoveries = 0;
        break;
      case 'failed':
        // A backend that failed to start cannot be started again in the same worker.
        if (event.reason === 'backend') this.stop();
        this.fail(event.message);
        break;
      case 'device-lost':
        this.recover(`The graphics processor was lost: ${event.message}`);
        break;
      case 'gpu-error':
        this.host.notify({
          tone: 'warning',
          text: `The graphics processor refused a command: ${event.message}`,
        });
        break;
    }
  }

  private loaded({ engine, facts, step }: Extract<TrainingEvent, { kind: 'loaded' }>): void {
    const entry = this.bound;
    if (!entry) return;
    this.live = true;
    this.engine = engine;
    const reason = engine.reason || this.ladder.reason;
    const total = totalSteps(entry.data.config, facts.stepsPerEpoch);
    entry.data.classes = facts.classes;
    this.update({ engine: { ...engine, reason }, facts, step, loading: undefined, totalSteps: total });
    this.host.onLoaded(entry.id);
  }

  private progress(event: Extract<TrainingEvent, { kind: 'state' }>): void {
    const entry = this.bound;
    if (!entry) return;
    const { step, stepsPerSecond, probeShare } = event;
    // A run that was loaded only to be looked at is still what it was.
    const state = isOver(this.beforeLoad) && event.state === 'paused' ? this.beforeLoad : event.state;
    const now = performance.now();
    if (state === entry.state && state === 'training' && now - this.lastProgress < progressMs) return;
    this.lastProgress = now;
    const since = this.trainingSince === undefined ? 0 : (now - this.trainingSince) / 1000;
    this.trainingSince = state === 'training' ? now : undefined;
    this.update({ state, step, stepsPerSecond, probeShare, elapsed: entry.elapsed + since });
    if (isOver(event.state)) entry.data.trim();
    if (event.state === 'diverged') this.host.onDiverged(entry.id, step);
    if (state === 'training' || state === 'loading') return;
    for (const command of this.afterLoad) this.client.send(command);
    this.afterLoad = [];
  }

  private fail(message: string): void {
    const entry = this.bound;
    this.live = false;
    this.trainingSince = undefined;
    if (!entry) return;
    const { id, step, state } = entry;
    if (state === 'loading' && step === 0) {
      this.id = undefined;
      this.host.onFailedToBegin(id, message);
      return;
    }
    const untouched = state === 'loading' && isOver(this.beforeLoad);
    this.update({ state: untouched ? this.beforeLoad : 'failed', loading: undefined });
    this.host.notify({
      tone: 'error',
      text: message,
      action: { label: 'Try again', perform: () => this.retry(id) },
    });
  }

  private retry(id: string): void {
    if (this.id !== id) return;
    this.wantsTraining = true;
    this.resume([{ kind: 'train' }]);
  }

  /** Worker or device gone: start a new worker and go on from the last checkpoint, or from the start. */
  private recover(reason: string, silent = false): void {
    const { engine } = this;
    this.stop();
    const entry = this.bound;
    if (!entry) return;
    const { state, step } = entry;
    // A lost device may first show as a step that failed; nothing else that is over needs a worker back.
    if (!this.live && state !== 'loading' && state !== 'failed') return;
    this.live = false;
    this.trainingSince = undefined;
    if (isOver(state)) {
      this.host.notify({ tone: 'warning', text: `${reason} The run was over; nothing of it is lost.` });
      return;
    }
    const goes = this.ladder.lost(engine, silent, ++this.recoveries, reason);
    if (goes === 'none' && silent) {
      this.fail(`${reason} It happened again.${this.ladder.wayOut}`);
      return;
    }
    if (this.recoveries > mostRecoveries) {
      this.fail(`${reason} It happened ${this.recoveries} times in a row.`);
      return;
    }
    if (goes === 'next') this.recoveries = 0;
    const by = goes === 'next' ? ` with ${this.ladder.words}` : '';
    const then: Command[] = this.wantsTraining ? [{ kind: 'train' }] : [];
    if (state === 'loading') {
      this.load(this.afterLoad);
      this.host.notify({ tone: 'warning', text: `${reason} It is started again${by}.` });
      return;
    }
    const back = this.safeStep(entry);
    const [from, lost] = [back, Math.max(0, step - back)].map((n) => n.toLocaleString('en'));
    const begins = this.wantsTraining ? 'Training goes on' : 'The run is back';
    this.resume(then);
    this.host.notify({
      tone: 'warning',
      text: `${reason} ${begins}${by} from step ${from}; ${lost} steps are lost.`,
    });
  }

  /** Step of the last checkpoint: its rows arrived before it. */
  private safeStep({ id, data }: RunEntry): number {
    const last = data.steps.last('step') ?? 0;
    return this.host.checkpoints(id).findLast(({ step }) => step <= last)?.step ?? 0;
  }

  /**
   * A run that was recorded on another machine, backend or engine goes on from what this one computes. One that is
   * over and was loaded to be looked at stays as it was recorded.
   */
  private compare({ from, losses }: Extract<TrainingEvent, { kind: 'retaken' }>): void {
    const entry = this.bound;
    const over = isOver(this.beforeLoad);
    const text = entry && differenceText(entry.data, from, losses, over);
    if (!entry || !text) return;
    this.host.notify({ tone: 'warning', text });
    if (over) return;
    entry.data.truncateAfter(from === 0 ? -1 : from);
    this.update({ step: from });
    this.load(this.afterLoad);
  }

  /** Loads the run as it was at its last checkpoint. */
  private resume(then: readonly Command[]): void {
    const entry = this.bound;
    if (!entry) return;
    this.resumedAt = this.safeStep(entry);
    entry.data.truncateAfter(this.resumedAt);
    this.update({ step: this.resumedAt });
    this.load(then);
  }
}
