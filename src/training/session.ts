/**
 * One run: loads data and engine, takes steps in batches sized by time, evaluates after each epoch, measures,
 * keeps checkpoints and sends what it found. Knows neither threads nor tfjs; it is given an engine and a `post`.
 */
import { CheckpointHistory } from './checkpoint-history';
import { firstRows } from './columns';
import type { RunConfig } from './config';
import type { Dataset } from './data/dataset';
import { hasDiverged } from './divergence';
import type { Engine } from './engines/engine';
import { withChange } from './live-changes';
import { Looking } from './looking';
import { MetricsOutbox } from './outbox';
import { Pace } from './pace';
import { Instruments } from './probes/instruments';
import type { ProbeSettings } from './probes/settings';
import type { Checkpoint, LiveChange, PlaneGrid, RunState, TrainingEvent } from './protocol';
import { ratesAtStep, totalSteps } from './schedules/plan';
import type { Rates } from './schedules/schedule';
import { NoAnswer } from './within';

/** A checkpoint is sent at most this often, so that large networks are not copied all the time. */
const checkpointMs = 2000;
/** Least time between two events that only say how far the run is. */
const progressMs = 40;

/** Where a run begins: at step 0, or where it has come to before. */
export interface Beginning {
  /** What is kept of the run, ascending. */
  checkpoints?: readonly Checkpoint[];
  /** Step to go on after; those from the last checkpoint to it are taken again, and not told again. */
  resumeAt?: number;
  /** Live changes, past and to come. */
  changes?: readonly LiveChange[];
}

export class Session {
  private step = 0;
  /** Number of the last step of the batch in flight. */
  private taking = 0;
  private state: RunState = 'loading';
  private running: Promise<void> | undefined;
  private wanted: 'train' | 'pause' = 'pause';
  private lastCheckpoint = 0;
  private lastProgress = 0;
  private readonly pace = new Pace();
  private readonly history = new CheckpointHistory();
  private readonly outbox: MetricsOutbox;
  private readonly instruments: Instruments;
  private readonly looking: Looking;
  private changes: LiveChange[];
  /** Examples are points of the plane. */
  private planar = false;

  constructor(
    private readonly run: number,
    private config: RunConfig,
    private readonly engine: Engine,
    private probes: ProbeSettings,
    private readonly post: (event: TrainingEvent, transfer?: Transferable[]) => void,
  ) {
    this.outbox = new MetricsOutbox(run, post);
    this.instruments = new Instruments(engine, this.outbox, config, probes);
    this.looking = new Looking(run, engine, config.loss, this.history, this.ratesAfter, post);
    this.changes = [{ step: 0, config }];
  }

  /** Prepares step 0, or the step the run had come to, and announces the run. */
  async load(
    dataset: Dataset,
    { checkpoints = [], resumeAt = 0, changes = [] }: Beginning = {},
  ): Promise<void> {
    this.announceLongWork();
    this.planar = dataset.inputShape.join() === '2';
    await this.engine.load(this.config, dataset);
    this.history.add(await this.engine.snapshot(0));
    for (const each of checkpoints) if (each.step > 0 && each.step <= resumeAt) this.history.add(each);
    this.changes = [...this.changes, ...changes];
    this.config = this.changes[this.changes.length - 1].config;
    if (resumeAt > 0) {
      const retaken = await this.looking.takeAgain(resumeAt, (fraction) =>
        this.post({ kind: 'loading', run: this.run, what: 'the steps before', fraction }),
      );
      this.post({ kind: 'retaken', run: this.run, ...retaken });
    }
    this.step = this.taking = resumeAt;
    this.post({
      kind: 'loaded',
      run: this.run,
      engine: this.engine.info,
      step: this.step,
      facts: {
        stepsPerEpoch: this.engine.stepsPerEpoch,
        trainSize: dataset.train.labels.length,
        testSize: dataset.test.labels.length,
        classes: dataset.classes,
        parameters: this.engine.parameters,
      },
    });
    if (resumeAt === 0) await this.evaluate();
    this.lastCheckpoint = performance.now();
    this.settle(resumeAt === 0 ? 'ready' : this.step >= this.total ? 'finished' : 'paused');
  }

  train(): void {
    this.wanted = 'train';
    if (!this.running && this.canGoOn()) this.running = this.loop();
  }

  /** Stops after the batch in flight. */
  async pause(): Promise<void> {
    this.wanted = 'pause';
    await this.running;
  }

  /** Pauses, then takes one step and shows it under the microscope. */
  async stepOnce(): Promise<void> {
    await this.pause();
    if (!this.canGoOn()) return;
    this.looking.askForStep('latest');
    await this.advance(1);
    await this.checkpoint();
    if (this.state !== 'diverged') this.settle(this.step >= this.total ? 'finished' : 'paused');
  }

  /** Takes changed values of the live fields from the next batch of steps on, and says from which. */
  reconfigure(config: RunConfig): void {
    const change: LiveChange = { step: this.taking, config };
    const [first, ...later] = this.changes;
    this.changes = [first, ...withChange(first.config, later, change)];
    this.config = this.changes[this.changes.length - 1].config;
    this.post({ kind: 'changed', run: this.run, change });
  }

  /** Measures like this from the next batch of steps on. */
  setProbes(probes: ProbeSettings): void {
    this.probes = probes;
  }

  /** Looks at a step: the next one of a running run ('latest'), or any that was taken, by taking it again. */
  async inspect(step: number | 'latest'): Promise<void> {
    this.looking.askForStep(step);
    if (!this.running) await this.looking.answer(this.step);
  }

  /** Shows the losses of the last steps' batches along them, once the run rests. */
  async showValleys(steps: number): Promise<void> {
    this.looking.askForValleys(steps);
    if (!this.running) await this.looking.answer(this.step);
  }

  /** Shows the classes in the plane, now or after an earlier step. */
  async showRegions(step: number | 'latest', grid: PlaneGrid): Promise<void> {
    if (!this.planar) return;
    this.looking.askForRegions(step, grid);
    if (!this.running) await this.looking.answer(this.step);
  }

  acknowledge(sequence: number): void {
    this.outbox.acknowledge(sequence);
  }

  private get total(): number {
    return totalSteps(this.config, this.engine.stepsPerEpoch);
  }

  private canGoOn(): boolean {
    return this.state !== 'diverged' && this.state !== 'failed' && this.step < this.total;
  }

  private async loop(): Promise<void> {
    this.settle('training');
    try {
      while (this.wanted === 'train' && this.canGoOn()) {
        await this.advance(this.pace.batch);
        if ((this.state as RunState) === 'diverged') return;
        const began = performance.now();
        await this.looking.answer(this.step);
        const looked = performance.now() - began;
        this.pace.round(0, looked, looked);
        this.progress();
        if (performance.now() - this.lastCheckpoint > checkpointMs) await this.checkpoint();
        await nextTask();
      }
      await this.checkpoint();
      this.settle(this.step >= this.total ? 'finished' : 'paused');
    } catch (error) {
      this.settle('failed');
      const reason = error instanceof NoAnswer ? 'silent' : 'internal';
      this.post({ kind: 'failed', run: this.run, reason, message: (error as Error).message });
    } finally {
      this.running = undefined;
    }
  }

  /**
   * Takes up to `count` steps, not past the end of the epoch nor past a step that is to be measured, then
   * measures, and evaluates when the epoch is full.
   */
  private async advance(count: number): Promise<void> {
    const { stepsPerEpoch } = this.engine;
    const { instruments } = this;
    instruments.settings = this.probes;
    this.outbox.hold();
    const leftInEpoch = stepsPerEpoch - (this.step % stepsPerEpoch);
    const left = Math.min(leftInEpoch, instruments.stepsUntilDue(this.step), this.total - this.step);
    const steps = Math.max(1, Math.min(count, left));
    const viewing = this.looking.wantsNext;
    const began = performance.now();
    const measuringBefore = this.engine.measuringMs;
    this.taking = this.step + steps;
    if (this.pace.slow) this.announceLongWork();
    const columns = await this.engine.advance({
      firstStep: this.step + 1,
      rates: this.ratesAfter(this.step, steps),
      measureEvery: instruments.settings.kappaEvery,
      landingEvery: instruments.settings.landingEvery,
      remember: viewing || instruments.isDue(this.taking),
    });
    this.pace.took(steps, performance.now() - began);
    const bad = columns.batchLoss.findIndex((loss, i) => hasDiverged(loss, columns.stepNorm[i]));
    if (bad >= 0) {
      this.step = this.taking = columns.step[bad];
      this.outbox.addSteps(firstRows(columns, bad + 1));
      this.settle('diverged');
      return;
    }
    this.step += steps;
    this.outbox.addSteps(columns);
    const epochDone = this.step % stepsPerEpoch === 0;
    const probeBegan = performance.now();
    await instruments.measure(this.step, columns);
    if (viewing) await this.looking.view(columns);
    const probeMs = performance.now() - probeBegan + this.engine.measuringMs - measuringBefore;
    if (epochDone || this.step === this.total) await this.evaluate();
    if (epochDone && this.history.wants(this.step / stepsPerEpoch)) {
      const lasting = await this.engine.snapshot(this.step);
      this.history.add(lasting);
      // Rows come before the checkpoint they lead to.
      this.outbox.afterRows(`checkpoint ${lasting.step}`, () =>
        this.post({ kind: 'checkpoint', run: this.run, checkpoint: lasting, lasting: true }),
      );
    }
    this.outbox.flush();
    this.pace.round(steps, performance.now() - began, probeMs);
  }

  /** Rates of the `count` steps after `step`, by the configuration that holds, or held, there. */
  private readonly ratesAfter = (step: number, count: number): Rates[] =>
    Array.from({ length: count }, (_, i) => {
      const change = this.changes.findLast((each) => each.step <= step + i) as LiveChange;
      return ratesAtStep(step + i, change.config, this.engine.stepsPerEpoch);
    });

  private async evaluate(): Promise<void> {
    this.announceLongWork();
    const train = await this.engine.evaluate('train');
    const test = await this.engine.evaluate('test');
    this.outbox.addEvaluation({
      step: this.step,
      trainLoss: train.loss,
      trainAccuracy: train.accuracy,
      testLoss: test.loss,
      testAccuracy: test.accuracy,
    });
    this.outbox.flush();
  }

  private async checkpoint(): Promise<void> {
    const checkpoint = await this.engine.snapshot(this.step);
    this.lastCheckpoint = performance.now();
    const buffers = checkpoint.tensors.map((each) => each.buffer);
    this.outbox.afterRows('checkpoint', () =>
      this.post({ kind: 'checkpoint', run: this.run, checkpoint, lasting: false }, buffers),
    );
  }

  /** The worker may not answer for a while: a step can take long, and nothing can interrupt it. */
  private announceLongWork(): void {
    this.post({ kind: 'busy', run: this.run });
  }

  private progress(): void {
    if (performance.now() - this.lastProgress > progressMs) this.settle('training');
  }

  private settle(state: RunState): void {
    // Whoever hears that a run rests has heard of all its steps.
    if (state !== 'training') this.outbox.flush(true);
    this.state = state;
    this.lastProgress = performance.now();
    const { run, step } = this;
    const { stepsPerSecond, probeShare } = this.pace;
    this.post({ kind: 'state', run, state, step, stepsPerSecond, probeShare });
  }
}

/** Lets waiting messages in; a message port has no minimal delay, unlike a timer. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}
