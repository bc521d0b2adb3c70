/** The jobs of a sweep side by side on the fused kernels: as many networks at once as the device holds. */
import type { RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { initialize } from '../../models/initialize';
import { type PlacedLayer, placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import { randomStream } from '../../random';
import { ratesAtStep } from '../../schedules/plan';
import { JobTrack } from '../../sweep/job-track';
import type { SweepJob } from '../../sweep/sweep';
import { measureEvery, type Sweeping } from '../../sweep/sweeping';
import { type FusedShape, fusedShape, packWeights } from './shape';
import { StepPlan } from './step-plan';
import { FusedTrainer } from './trainer';
import { ringWidth } from './wgsl/memory';

export interface FusedSweeping extends Sweeping {
  device: GPUDevice;
  software: boolean;
}

interface Member {
  track: JobTrack;
  placed: PlacedLayer[];
  shape: FusedShape;
  data: Placed;
}

/** Where a data set lies in the trainer's arrays. */
interface Placed {
  dataset: Dataset;
  inputsAt: number;
  labelsAt: number;
}

/** A call of the trainer lasts about this long. */
const callMs = 150;

/** A job that trains elsewhere, and in words why. */
export interface Misfit {
  job: SweepJob;
  reason: string;
}

/** Trains the jobs, neighbours of equal activation and loss together. Resolves to the jobs that do not fit. */
export async function sweepFused(jobs: readonly SweepJob[], context: FusedSweeping): Promise<Misfit[]> {
  const most = FusedTrainer.mostBytes(context.device);
  const misfits: Misfit[] = [];
  let wave: Waiting[] = [];
  const flush = async () => {
    if (wave.length > 0) await new Wave(wave, context).run();
    wave = [];
  };
  for (const job of jobs) {
    const { config } = job;
    const dataset = await context.load(config);
    const placed = placeLayers(models.of(config.model).layers(config, dataset.classes), dataset.inputShape);
    const shape = fusedShape(placed);
    if (typeof shape === 'string') {
      misfits.push({ job, reason: `the fused kernels lack ${shape}` });
      continue;
    }
    const waiting = { job, placed, shape, dataset };
    if (bytesOf([waiting]) > most) {
      misfits.push({ job, reason: 'the fused kernels need a larger buffer than this device has' });
      continue;
    }
    const [first] = wave;
    const together = first && sameKernels(first.job.config, config) && bytesOf([...wave, waiting]) <= most;
    if (!together) await flush();
    wave.push(waiting);
  }
  await flush();
  return misfits;
}

interface Waiting {
  job: SweepJob;
  placed: PlacedLayer[];
  shape: FusedShape;
  dataset: Dataset;
}

/** One program trains both. */
const sameKernels = (a: RunConfig, b: RunConfig) => a.activation === b.activation && a.loss === b.loss;

/** Of the largest buffer that they need together. */
function bytesOf(wave: readonly Waiting[]): number {
  const networks = wave.map(({ shape, job }) => ({ shape, batch: job.config.batchSize }));
  const datasets = new Set(wave.map(({ dataset }) => dataset));
  const inputs = [...datasets].reduce(
    (sum, { train, test }) => sum + train.inputs.length + test.inputs.length,
    0,
  );
  return FusedTrainer.bytesOf(networks, inputs);
}

/** Networks that train together from their first step to their last. */
class Wave {
  private readonly members: Member[] = [];
  private readonly data = new Map<Dataset, Placed>();
  private inputs = 0;
  private labels = 0;
  private stepsPerCall = 1;

  constructor(
    wave: readonly Waiting[],
    private readonly context: FusedSweeping,
  ) {
    for (const { job, placed, shape, dataset } of wave) {
      const data = this.data.get(dataset) ?? this.place(dataset);
      const stepsPerEpoch = Math.ceil(dataset.train.labels.length / job.config.batchSize);
      this.members.push({ placed, shape, data, track: new JobTrack(job, stepsPerEpoch, context.targetLoss) });
    }
  }

  async run(): Promise<void> {
    const { device, software, gate } = this.context;
    const { activation, loss } = this.members[0].track.job.config;
    const trainer = await FusedTrainer.create(device, {
      activation,
      loss,
      software,
      networks: this.members.map(({ shape, track }) => ({ shape, batch: track.job.config.batchSize })),
      ...this.arrays(),
    });
    this.members.forEach(({ placed, shape, track }, n) => {
      const { initialization, initScale, seed } = track.job.config;
      const specs = placed.flatMap((each) => each.parameters);
      trainer.setWeights(n, packWeights(shape, initialize(specs, initialization, initScale, seed)));
    });
    while (this.members.some(({ track }) => !track.isOver)) {
      await gate();
      await this.advance(trainer);
    }
    await this.conclude(trainer);
    trainer.dispose();
  }

  /** Some steps of every network that is not over yet. */
  private async advance(trainer: FusedTrainer): Promise<void> {
    const { members, stepsPerCall: steps } = this;
    const orders = new Orders();
    const plan = new StepPlan(steps * members.length);
    members.forEach(({ track, data }, n) => {
      const { config } = track.job;
      const size = data.dataset.train.labels.length;
      const left = track.isOver ? 0 : track.totalSteps - track.step;
      for (let s = 0; s < Math.min(steps, left); s++) {
        const step = track.step + s;
        const epoch = Math.floor(step / track.stepsPerEpoch);
        const offset = (step % track.stepsPerEpoch) * config.batchSize;
        plan.set(s * members.length + n, {
          orderAt: orders.place(config.seed, size, epoch) + offset,
          count: Math.min(config.batchSize, size - offset),
          inputsAt: data.inputsAt,
          labelsAt: data.labelsAt,
          rates: ratesAtStep(step, config, track.stepsPerEpoch),
          weightDecay: config.weightDecay,
          nesterov: config.nesterov,
          measure: (step + 1) % measureEvery === 0,
          measureAlong: false,
          measureLanding: false,
        });
      }
    });
    trainer.setOrder(orders.all());
    const began = performance.now();
    const ring = await trainer.train(plan.bytes);
    const ms = performance.now() - began;
    this.read(ring, steps);
    this.stepsPerCall = Math.max(1, Math.min(2 * steps, Math.floor((steps * callMs) / Math.max(1, ms)), 512));
  }

  private read(ring: Float32Array, steps: number): void {
    let taken = 0;
    this.members.forEach(({ track }, n) => {
      for (let s = 0; s < steps && !track.isOver; s++) {
        const at = (s * this.members.length + n) * ringWidth;
        const measured = (track.step + 1) % measureEvery === 0;
        track.took(ring[at], ring[at + 2], ring[at + 3], measured ? ring[at + 5] : Number.NaN);
        taken++;
      }
    });
    this.context.onSteps(taken);
  }

  private async conclude(trainer: FusedTrainer): Promise<void> {
    const jobs = this.members.flatMap(({ data: { dataset, inputsAt, labelsAt } }, network) => [
      { network, inputsAt, labelsAt, count: dataset.train.labels.length },
      {
        network,
        inputsAt: inputsAt + dataset.train.inputs.length,
        labelsAt: labelsAt + dataset.train.labels.length,
        count: dataset.test.labels.length,
      },
    ]);
    const evaluated = await trainer.evaluate(jobs);
    this.members.forEach(({ track }, n) => {
      this.context.onResult(track.job, track.result(evaluated[2 * n], evaluated[2 * n + 1]));
    });
  }

  private place(dataset: Dataset): Placed {
    const placed = { dataset, inputsAt: this.inputs, labelsAt: this.labels };
    this.inputs += dataset.train.inputs.length + dataset.test.inputs.length;
    this.labels += dataset.train.labels.length + dataset.test.labels.length;
    this.data.set(dataset, placed);
    return placed;
  }

  private arrays(): { inputs: Float32Array<ArrayBuffer>; labels: Uint32Array<ArrayBuffer> } {
    const inputs = new Float32Array(this.inputs);
    const labels = new Uint32Array(this.labels);
    for (const { dataset, inputsAt, labelsAt } of this.data.values()) {
      inputs.set(dataset.train.inputs, inputsAt);
      inputs.set(dataset.test.inputs, inputsAt + dataset.train.inputs.length);
      labels.set(dataset.train.labels, labelsAt);
      labels.set(dataset.test.labels, labelsAt + dataset.train.labels.length);
    }
    return { inputs, labels };
  }
}

/** The permutations that a call needs, each once. */
class Orders {
  private readonly places = new Map<string, number>();
  private readonly parts: Int32Array[] = [];
  private length = 0;

  place(seed: number, size: number, epoch: number): number {
    const key = `${seed}/${size}/${epoch}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const at = this.length;
    this.parts.push(randomStream(seed, 'order', epoch).permutation(size));
    this.places.set(key, at);
    this.length += size;
    return at;
  }

  all(): Uint32Array<ArrayBuffer> {
    const all = new Uint32Array(Math.max(1, this.length));
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
