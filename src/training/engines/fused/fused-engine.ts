/**
 * The Engine on fused kernels: steps and evaluations run in them; a tfjs engine on the same device prepares runs,
 * answers what probes ask, and trains the networks that do not fit.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend } from '@tensorflow/tfjs-core';
import { emptyTable } from '../../columns';
import type { RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import type { LossSurface } from '../../probes/surface';
import type { Checkpoint, EngineInfo, EngineName, StepColumns } from '../../protocol';
import { randomStream } from '../../random';
import type { Rates } from '../../schedules/schedule';
import type { Calibration } from '../calibration';
import type { Engine, Evaluation, Plan, SplitName } from '../engine';
import type { TfjsEngine } from '../tfjs/tfjs-engine';
import { measuredColumns, storeRow } from '../tfjs/updates/updater';
import { Buffers } from './buffers';
import { Exchange } from './exchange';
import { fusedShape } from './shape';
import { StepPlan } from './step-plan';
import { type EvaluationJob, FusedTrainer } from './trainer';
import { ringWidth } from './wgsl/memory';

interface Loaded {
  config: RunConfig;
  trainer: FusedTrainer;
  exchange: Exchange;
  buffers: Buffers;
  trainSize: number;
  splits: Record<SplitName, EvaluationJob>;
}

/** Steps by which the engines are compared. */
const trialSteps = 8;

export class FusedEngine implements Engine {
  private own: Loaded | undefined;
  /** Why the loaded network trains on tfjs; empty when it does not. */
  private misfit = '';
  private knowsLast = false;
  /** The epoch whose order the device has. */
  private order = { epoch: -1 };

  /** With a calibration the faster engine trains; without one, the fused kernels wherever they can. */
  constructor(
    private readonly tfjs: TfjsEngine,
    private readonly calibration?: Calibration,
  ) {}

  get info(): EngineInfo {
    const { info } = this.tfjs;
    return this.misfit ? { ...info, reason: this.misfit } : { ...info, engine: 'fused' };
  }

  get parameters(): number {
    return this.tfjs.parameters;
  }

  get stepsPerEpoch(): number {
    return this.tfjs.stepsPerEpoch;
  }

  get surface(): LossSurface {
    return this.tfjs.surface;
  }

  get measuringMs(): number {
    return this.tfjs.measuringMs;
  }

  async load(config: RunConfig, dataset: Dataset): Promise<void> {
    this.dispose();
    await this.tfjs.load(config, dataset);
    const shape = fusedShape(
      placeLayers(models[config.model].layers(config, dataset.classes), dataset.inputShape),
    );
    if (typeof shape === 'string') {
      this.misfit = `the fused kernels lack ${shape}`;
      return;
    }
    const { device } = this.gpu;
    const { train, test } = dataset;
    const networks = [{ shape, batch: Math.min(config.batchSize, train.labels.length) }];
    const most = Math.min(device.limits.maxStorageBufferBindingSize, device.limits.maxBufferSize);
    if (FusedTrainer.bytesOf(networks) > most) {
      this.misfit = `the fused kernels need more than the ${Math.floor(most / 2 ** 20)} MiB that a buffer may have here`;
      return;
    }
    const trainer = await FusedTrainer.create(device, {
      activation: config.activation,
      loss: 'cross-entropy',
      software: this.tfjs.info.software,
      networks,
      inputs: joined(train.inputs, test.inputs),
      labels: Uint32Array.from([...train.labels, ...test.labels]),
    });
    const buffers = new Buffers(device);
    const [trainSize, testSize] = [train.labels.length, test.labels.length];
    this.own = {
      config,
      trainer,
      buffers,
      exchange: new Exchange(buffers, shape, trainer.states, trainer.stateAt(0)),
      trainSize,
      splits: {
        train: { network: 0, inputsAt: 0, labelsAt: 0, count: trainSize },
        test: { network: 0, inputsAt: train.inputs.length, labelsAt: trainSize, count: testSize },
      },
    };
    this.put((await this.tfjs.snapshot(0)).tensors);
    if (this.calibration && (await this.faster(this.calibration, config)) === 'tfjs') {
      this.drop();
      this.misfit = 'faster here than the fused kernels';
    }
  }

  async advance(plan: Plan): Promise<StepColumns> {
    const { own } = this;
    if (!own) return this.tfjs.advance(plan);
    const { firstStep, rates, measureEvery = 0, remember = false } = plan;
    const last = rates.length - 1;
    const numbers = emptyTable(measuredColumns, rates.length);
    const take = async (from: number, to: number) => {
      for (let i = from; i < to; ) {
        const end = Math.min(to, i + this.stepsLeftInEpoch(firstStep + i));
        const ring = await own.trainer.train(this.planOf(own, plan, i, end));
        for (let k = i; k < end; k++) {
          const row = ring.subarray((k - i) * ringWidth, (k - i + 1) * ringWidth);
          storeRow(numbers, k, row);
          const measured = measureEvery > 0 && (firstStep + k) % measureEvery === 0;
          if (!measured) numbers.lossChange[k] = Number.NaN;
          if (!measured || rates[k].momentum === 0) numbers.gradientChange[k] = Number.NaN;
          if (!this.knowsLast) numbers.gradientProduct[k] = Number.NaN;
          this.knowsLast = true;
        }
        i = end;
      }
    };
    if (remember) {
      await take(0, last);
      this.shareWithTfjs(own);
      this.tfjs.remember(firstStep + last);
      await take(last, rates.length);
      this.shareWithTfjs(own);
    } else {
      await take(0, rates.length);
    }
    return {
      step: Float32Array.from(rates, (_, i) => firstStep + i),
      learningRate: Float32Array.from(rates, (each) => each.learningRate),
      momentum: Float32Array.from(rates, (each) => each.momentum),
      ...numbers,
    };
  }

  async evaluate(split: SplitName): Promise<Evaluation> {
    const { own } = this;
    if (!own) return this.tfjs.evaluate(split);
    const [result] = await own.trainer.evaluate([own.splits[split]]);
    return result;
  }

  scores(inputs: Float32Array<ArrayBuffer>): Promise<Float32Array> {
    if (this.own) this.shareWithTfjs(this.own);
    return this.tfjs.scores(inputs);
  }

  async snapshot(step: number): Promise<Checkpoint> {
    if (!this.own) return this.tfjs.snapshot(step);
    const sizes = this.tfjs.trained.map((each) => each.size);
    return { step, tensors: await this.own.exchange.read(sizes) };
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    await this.tfjs.restore(checkpoint);
    if (this.own) this.put(checkpoint.tensors);
  }

  dispose(): void {
    this.tfjs.dispose();
    this.drop();
    this.misfit = '';
  }

  private drop(): void {
    this.own?.trainer.dispose();
    this.own?.buffers.freeAll();
    this.own = undefined;
    this.order.epoch = -1;
  }

  /** Takes a few steps with either engine, unless that was done before, and goes back to step 0. */
  private async faster(calibration: Calibration, config: RunConfig): Promise<EngineName> {
    const { model, hiddenLayers, width, activation, dataset, batchSize } = config;
    const { adapter } = this.tfjs.info;
    const key = [adapter, model, hiddenLayers, width, activation, dataset, batchSize].join('|');
    const known = await calibration.known(key);
    if (known) return known;
    const start = await this.tfjs.snapshot(0);
    const times: number[] = [];
    for (const engine of [this.tfjs, this] as Engine[]) {
      const take = (firstStep: number, count: number) =>
        engine.advance({ firstStep, rates: Array(count).fill({ learningRate: 0, momentum: 0 }) });
      await take(1, 1);
      const steps = Math.min(trialSteps, this.stepsPerEpoch);
      const began = performance.now();
      await take(1, steps);
      times.push(performance.now() - began);
    }
    await this.restore(start);
    const faster = times[0] < times[1] ? 'tfjs' : 'fused';
    await calibration.remember(key, faster);
    return faster;
  }

  private put(tensors: readonly Float32Array<ArrayBuffer>[]): void {
    this.own?.exchange.put(tensors);
    this.knowsLast = false;
  }

  private stepsLeftInEpoch(step: number): number {
    return this.stepsPerEpoch - ((step - 1) % this.stepsPerEpoch);
  }

  /** Steps `from` to `to` - 1 of a plan, all in one epoch, whose order is brought to the device. */
  private planOf(
    own: Loaded,
    { firstStep, rates, measureEvery = 0 }: Plan,
    from: number,
    to: number,
  ): ArrayBuffer {
    const { config, trainSize, trainer } = own;
    const epoch = Math.floor((firstStep + from - 1) / this.stepsPerEpoch);
    if (this.order.epoch !== epoch) {
      trainer.setOrder(Uint32Array.from(randomStream(config.seed, 'order', epoch).permutation(trainSize)));
      this.order.epoch = epoch;
    }
    const steps = new StepPlan(to - from);
    for (let i = from; i < to; i++) {
      const step = firstStep + i;
      const orderAt = ((step - 1) % this.stepsPerEpoch) * config.batchSize;
      steps.set(i - from, {
        orderAt,
        count: Math.min(config.batchSize, trainSize - orderAt),
        inputsAt: 0,
        labelsAt: 0,
        rates: rates[i] as Rates,
        weightDecay: config.weightDecay,
        nesterov: config.nesterov,
        measure: measureEvery > 0 && step % measureEvery === 0,
      });
    }
    return steps.bytes;
  }

  /** Gives the tfjs engine the present weights and velocities, on the device. */
  private shareWithTfjs({ exchange }: Loaded): void {
    exchange.take(this.tfjs.trainedBuffers());
  }

  private get gpu(): WebGPUBackend {
    return backend() as WebGPUBackend;
  }
}

function joined(a: Float32Array, b: Float32Array): Float32Array<ArrayBuffer> {
  const all = new Float32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
