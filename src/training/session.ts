/**
 * One run: loads data and engine, takes steps in batches sized by time, evaluates after each epoch, keeps
 * checkpoints and sends what it measured. Knows neither threads nor tfjs; it is given an engine and a `post`.
 */
import type { RunConfig } from './config';
import type { Dataset } from './data/dataset';
import type { Engine } from './engines/engine';
import { MetricsOutbox } from './outbox';
import type { Checkpoint, RunState, StepColumns, TrainingEvent } from './protocol';
import { ratesAtStep, totalSteps } from './schedules/plan';
import type { Rates } from './schedules/schedule';

/** A batch of steps should last about this long: short enough to stop at once, long enough to waste nothing. */
const targetMs = 40;
const mostSteps = 512;
/** A checkpoint at most this often, so that large networks are not copied all the time. */
const checkpointMs = 2000;

export class Session {
  private step = 0;
  private state: RunState = 'loading';
  private batch = 1;
  private stepsPerSecond = 0;
  private running: Promise<void> | undefined;
  private wanted: 'train' | 'pause' = 'pause';
  private lastCheckpoint = 0;
  private readonly outbox: MetricsOutbox;

  constructor(
    private readonly run: number,
    private config: RunConfig,
    private readonly engine: Engine,
    private readonly post: (event: TrainingEvent, transfer?: Transferable[]) => void,
  ) {
    this.outbox = new MetricsOutbox(run, post);
  }

  /** Prepares step 0, or the step of a checkpoint, and announces the run. */
  async load(dataset: Dataset, checkpoint: Checkpoint | undefined): Promise<void> {
    await this.engine.load(this.config, dataset);
    if (checkpoint) {
      await this.engine.restore(checkpoint);
      this.step = checkpoint.step;
    }
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
    if (!checkpoint) await this.evaluate();
    this.lastCheckpoint = performance.now();
    this.settle(checkpoint ? 'paused' : 'ready');
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

  /** Pauses, then takes one step. */
  async stepOnce(): Promise<void> {
    await this.pause();
    if (!this.canGoOn()) return;
    await this.advance(1);
    if (this.state !== 'diverged') this.settle(this.step >= this.total ? 'finished' : 'paused');
  }

  /** Takes changed values of the live fields from the next step on. */
  reconfigure(config: RunConfig): void {
    this.config = config;
    if (this.state === 'finished' && this.step < this.total) this.settle('paused');
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
        await this.advance(this.batch);
        if (this.state === 'diverged') return;
        this.settle('training');
        if (performance.now() - this.lastCheckpoint > checkpointMs) await this.checkpoint();
        await nextTask();
      }
      await this.checkpoint();
      this.settle(this.step >= this.total ? 'finished' : 'paused');
    } catch (error) {
      this.settle('failed');
      this.post({ kind: 'failed', run: this.run, reason: 'internal', message: (error as Error).message });
    } finally {
      this.running = undefined;
    }
  }

  /** Takes up to `count` steps, not past the end of the epoch, and evaluates when the epoch is full. */
  private async advance(count: number): Promise<void> {
    const { stepsPerEpoch } = this.engine;
    const leftInEpoch = stepsPerEpoch - (this.step % stepsPerEpoch);
    const steps = Math.max(1, Math.min(count, leftInEpoch, this.total - this.step));
    const rates: Rates[] = Array.from({ length: steps }, (_, i) =>
      ratesAtStep(this.step + i, this.config, stepsPerEpoch),
    );
    const began = performance.now();
    const columns = await this.engine.advance({ firstStep: this.step + 1, rates });
    this.measure(steps, performance.now() - began);
    const bad = firstNotFinite(columns);
    this.step += steps;
    if (bad >= 0) {
      this.step = columns.step[bad];
      this.outbox.steps(firstRows(columns, bad + 1));
      this.outbox.flush();
      this.settle('diverged');
      return;
    }
    this.outbox.steps(columns);
    if (this.step % stepsPerEpoch === 0 || this.step === this.total) await this.evaluate();
    this.outbox.flush();
  }

  private async evaluate(): Promise<void> {
    const train = await this.engine.evaluate('train');
    const test = await this.engine.evaluate('test');
    this.outbox.evaluation(this.step, train, test);
    this.outbox.flush();
  }

  private async checkpoint(): Promise<void> {
    const checkpoint = await this.engine.snapshot(this.step);
    this.lastCheckpoint = performance.now();
    this.post(
      { kind: 'checkpoint', run: this.run, checkpoint },
      checkpoint.tensors.map((each) => each.buffer),
    );
  }

  /** Speed, smoothed over about ten batches, and the size of the next batch. */
  private measure(steps: number, ms: number): void {
    const now = (1000 * steps) / Math.max(ms, 0.01);
    this.stepsPerSecond =
      this.stepsPerSecond === 0 ? now : this.stepsPerSecond + (now - this.stepsPerSecond) / 10;
    const ideal = Math.min((steps * targetMs) / Math.max(ms, 0.01), 2 * this.batch);
    this.batch = Math.max(1, Math.min(mostSteps, Math.floor(ideal)));
  }

  private settle(state: RunState): void {
    this.state = state;
    const { run, step, stepsPerSecond } = this;
    this.post({ kind: 'state', run, state, step, stepsPerSecond });
  }
}

/** Index of the first step whose loss is not a finite number, -1 if all are. */
function firstNotFinite({ batchLoss, stepNorm }: StepColumns): number {
  return batchLoss.findIndex((loss, i) => !Number.isFinite(loss) || !Number.isFinite(stepNorm[i]));
}

function firstRows(columns: StepColumns, rows: number): StepColumns {
  return Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values.slice(0, rows)]),
  ) as unknown as StepColumns;
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
