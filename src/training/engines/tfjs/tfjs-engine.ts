/** The Engine on tfjs: one network, its data on the device, and the batched training loop. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import {
  backend,
  mul,
  slice,
  sub,
  type Tensor,
  type Tensor1D,
  tensor,
  tensor2d,
  engine as tfjs,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import type { RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import type { LossName } from '../../fields';
import { initialize } from '../../models/initialize';
import { placeLayers } from '../../models/model';
import { models } from '../../models/registry';
import { probeSetSize } from '../../probes/settings';
import type { Checkpoint, EngineInfo, StepColumns } from '../../protocol';
import type { Rates } from '../../schedules/schedule';
import type { Engine, Evaluation, Plan, SplitName } from '../engine';
import { EngineError, measuredAt, measuringShare } from '../engine';
import { expectNewWork, fromDevice } from '../from-device';
import { DeviceData } from './device-data';
import { Network } from './network';
import { exampleLosses } from './ops/example-losses';
import { scoreSums } from './score-sums';
import { TfjsSurface } from './surface';
import { ComposedUpdater } from './updates/composed-updater';
import { gpuBufferOf, submitRecorded } from './updates/gpu-dispatch';
import { GpuUpdater } from './updates/gpu-updater';
import { HostUpdater } from './updates/host-updater';
import type { Updater } from './updates/updater';

/** Examples per forward pass when a whole split is evaluated; below the size where tfjs uses atomics. */
const evaluationChunk = 1000;

export class TfjsEngine implements Engine {
  private network: Network | undefined;
  private updater: Updater | undefined;
  private data: DeviceData | undefined;
  private around: TfjsSurface | undefined;
  private loss: LossName | undefined;
  measuringMs = 0;
  /** Forward passes that only measured. */
  private measuringPasses = 0;

  constructor(readonly info: EngineInfo) {}

  get parameters(): number {
    return this.loaded.network.parameters.reduce((total, each) => total + each.size, 0);
  }

  get stepsPerEpoch(): number {
    return this.loaded.data.stepsPerEpoch;
  }

  get surface(): TfjsSurface {
    if (!this.around) throw new EngineError('No run is loaded.');
    return this.around;
  }

  async load(config: RunConfig, dataset: Dataset): Promise<void> {
    this.dispose();
    expectNewWork(this.info.software);
    const layers = placeLayers(models.of(config.model).layers(config, dataset.classes), dataset.inputShape);
    const specs = layers.flatMap((placed) => placed.parameters);
    this.network = new Network(
      layers,
      initialize(specs, config.initialization, config.initScale, config.seed),
    );
    const velocities = this.network.parameters.map((each) => variable(zeros(each.shape), false));
    this.updater = this.makeUpdater(this.network.parameters, velocities, config);
    this.data = new DeviceData(dataset, config.batchSize, config.seed);
    this.loss = config.loss;
    const probe = this.data.probeSet(probeSetSize);
    this.around = new TfjsSurface(this.network, exampleLosses[config.loss], probe, dataset.inputShape);
    this.measuringMs = 0;
  }

  async advance(plan: Plan): Promise<StepColumns> {
    const { firstStep, rates, remember = false } = plan;
    const { updater } = this.loaded;
    const began = performance.now();
    const passes = this.measuringPasses;
    updater.begin(rates);
    rates.forEach((each, i) => {
      this.takeStep(firstStep + i, i, each, plan, remember && i === rates.length - 1);
    });
    const numbers = await updater.finish();
    if (!this.onHost) {
      const extra = this.measuringPasses - passes;
      this.measuringMs += (performance.now() - began) * measuringShare(rates.length, extra);
    }
    return {
      step: Float32Array.from(rates, (_, i) => firstStep + i),
      learningRate: Float32Array.from(rates, (each) => each.learningRate),
      momentum: Float32Array.from(rates, (each) => each.momentum),
      ...numbers,
    };
  }

  /** Keeps the weights as they are before `step`, and its batch, for the surface. */
  remember(step: number): void {
    tidy(() => this.surface.remember(this.loaded.data.batchOf(step)));
  }

  /** Weights, then velocities, in the order of a checkpoint. */
  get trained(): readonly Variable[] {
    const { network, updater } = this.loaded;
    return [...network.parameters, ...updater.velocities];
  }

  /** The buffers behind `trained`, to be written by others on the device; webgpu only. */
  trainedBuffers(): { buffer: GPUBuffer; size: number }[] {
    const gpu = backend() as WebGPUBackend;
    const buffers = this.trained.map((each) => ({ buffer: gpuBufferOf(gpu, each), size: each.size }));
    // What is recorded so far reads the old values.
    submitRecorded(gpu);
    this.forgetReads();
    return buffers;
  }

  async evaluate(name: SplitName): Promise<Evaluation> {
    const { network, data, loss } = this.loaded;
    const { inputs, targets } = data.splits[name];
    const total = { loss: 0, right: 0 };
    for (let from = 0; from < targets.length; from += evaluationChunk) {
      const chunk = targets.subarray(from, from + evaluationChunk);
      const logits = tidy(() => network.logits(slice(inputs, [from, 0], [chunk.length, -1]), 'running'));
      const scores = (await fromDevice('evaluation', logits.data())) as Float32Array;
      logits.dispose();
      const sums = scoreSums(scores, chunk, loss);
      total.loss += sums.loss;
      total.right += sums.right;
    }
    return { loss: total.loss / targets.length, accuracy: total.right / targets.length };
  }

  async scores(inputs: Float32Array<ArrayBuffer>): Promise<Float32Array> {
    const { network, data } = this.loaded;
    const width = data.splits.train.inputs.shape[1];
    const logits = tidy(() => network.logits(tensor2d(inputs, [inputs.length / width, width]), 'running'));
    const scores = await fromDevice('scores', logits.data());
    logits.dispose();
    return scores as Float32Array;
  }

  async snapshot(step: number): Promise<Checkpoint> {
    const values = await fromDevice('snapshot', Promise.all(this.state.map((each) => each.data())));
    // tfjs keeps what it read and would hand it out again after the next update in place.
    this.forgetReads();
    return { step, tensors: values.map((each) => Float32Array.from(each)) };
  }

  async restore({ tensors }: Checkpoint): Promise<void> {
    const { state } = this;
    const fits = tensors.length === state.length && state.every((each, i) => each.size === tensors[i].length);
    if (!fits) throw new EngineError('The checkpoint belongs to another network.');
    this.loaded.updater.forgetLastGradient();
    this.surface.forget();
    state.forEach((each, i) => {
      const value = tensor(tensors[i], each.shape);
      each.assign(value);
      value.dispose();
    });
  }

  dispose(): void {
    this.around?.dispose();
    this.updater?.dispose();
    this.network?.dispose();
    this.data?.dispose();
    this.updater = this.network = this.data = this.around = undefined;
  }

  private takeStep(step: number, index: number, rates: Rates, plan: Plan, remember: boolean): void {
    const { network, updater, data, loss } = this.loaded;
    const measure = measuredAt(plan, step);
    const losses = exampleLosses[loss];
    tidy(() => {
      const { inputs: batch, labels: classes } = data.batchOf(step);
      const weights = data.meanWeights(batch.shape[0]);
      const gradientsOf = (mode: 'training' | 'batch') =>
        tfjs().gradients(
          () => losses(network.logits(batch, mode), classes) as Tensor,
          network.parameters,
          weights,
        );
      const { value: before, grads } = gradientsOf('training');
      if (remember) this.surface.remember({ inputs: batch, labels: classes });
      const lossesAt = (at: readonly Tensor[]) => losses(network.logits(batch, 'batch', at), classes);
      const alongGradient =
        measure.loss && rates.momentum > 0
          ? this.measured(() =>
              lossesAt(network.parameters.map((each, i) => sub(each, mul(grads[i], rates.learningRate)))),
            )
          : undefined;
      updater.apply(index, grads, measure.landing);
      // The losses after the step come with their gradient.
      const landed = measure.landing ? this.measured(() => gradientsOf('batch'), 3) : undefined;
      const after =
        landed || !measure.loss ? landed?.value : this.measured(() => lossesAt(network.parameters));
      updater.record(index, {
        before: before as Tensor1D,
        after: after as Tensor1D | undefined,
        alongGradient,
        landing: landed?.grads,
      });
    });
  }

  /** Counts the time of a measurement; a GPU works later, so there its passes are counted: a gradient takes three. */
  private measured<T>(measurement: () => T, passes = 1): T {
    this.measuringPasses += passes;
    const began = performance.now();
    const result = measurement();
    if (this.onHost) this.measuringMs += performance.now() - began;
    return result;
  }

  private get onHost(): boolean {
    return this.info.backend === 'cpu' || this.info.backend === 'wasm';
  }

  private makeUpdater(parameters: readonly Variable[], velocities: Variable[], config: RunConfig): Updater {
    const name = this.info.backend;
    if (name === 'webgpu') return new GpuUpdater(parameters, velocities, config);
    if (name === 'webgl') return new ComposedUpdater(parameters, velocities, config);
    return new HostUpdater(parameters, velocities, config);
  }

  /** Everything a checkpoint holds, in its order. */
  private get state(): Variable[] {
    return [...this.trained, ...this.loaded.network.statistics];
  }

  private forgetReads(): void {
    if (this.info.backend !== 'webgpu') return;
    const { tensorMap } = backend() as WebGPUBackend;
    for (const each of this.state) {
      const held = tensorMap.get(each.dataId);
      if (held.resource) held.values = null as never;
    }
  }

  private get loaded() {
    const { network, updater, data, loss } = this;
    if (!network || !updater || !data || !loss) throw new EngineError('No run is loaded.');
    return { network, updater, data, loss };
  }
}
