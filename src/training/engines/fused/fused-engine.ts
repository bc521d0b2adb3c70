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
import type { Calibration } from '../calibration';
import {
  type Engine,
  type Evaluation,
  measuredAt,
  measuringShare,
  type Plan,
  type SplitName,
} from '../engine';
import type { TfjsEngine } from '../tfjs/tfjs-engine';
import { measuredColumns, type StepNumbers, storeRow } from '../tfjs/updates/updater';
import { FusedRun } from './fused-run';
import { fusedShape } from './shape';

/** Steps by which the engines are compared. */
const trialSteps = 8;

export class FusedEngine implements Engine {
  private run: FusedRun | undefined;
  /** Why the loaded network trains on tfjs; empty when it does not. */
  private misfit = '';
  private knowsLast = false;
  private measuredMs = 0;

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
    return this.tfjs.measuringMs + this.measuredMs;
  }

  async load(config: RunConfig, dataset: Dataset): Promise<void> {
    this.dispose();
    await this.tfjs.load(config, dataset);
    this.measuredMs = 0;
    const placed = placeLayers(models.of(config.model).layers(config, dataset.classes), dataset.inputShape);
    const shape = fusedShape(placed);
    const { device } = backend() as WebGPUBackend;
    const run =
      typeof shape === 'string'
        ? `the fused kernels lack ${shape}`
        : await FusedRun.create(device, this.tfjs.info.software, config, dataset, shape);
    if (typeof run === 'string') {
      this.misfit = run;
      return;
    }
    this.run = run;
    this.put((await this.tfjs.snapshot(0)).tensors);
    if (this.calibration && (await this.faster(this.calibration, config)) === 'tfjs') {
      this.drop();
      this.misfit = 'faster here than the fused kernels';
    }
  }

  async advance(plan: Plan): Promise<StepColumns> {
    const { run } = this;
    if (!run) return this.tfjs.advance(plan);
    const { firstStep, rates, remember = false } = plan;
    const began = performance.now();
    const numbers = emptyTable(measuredColumns, rates.length);
    const row = (i: number, ring: Float32Array) => this.store(numbers, plan, i, ring);
    const last = rates.length - 1;
    await run.take(plan, 0, remember ? last : rates.length, row);
    if (remember) {
      // The surface looks at the step from both its ends.
      this.shareWithTfjs(run);
      this.tfjs.remember(firstStep + last);
      await run.take(plan, last, rates.length, row);
      this.shareWithTfjs(run);
    }
    const passes = rates.reduce((sum, { momentum }, i) => sum + passesOf(plan, i, momentum), 0);
    this.measuredMs += (performance.now() - began) * measuringShare(rates.length, passes);
    return {
      step: Float32Array.from(rates, (_, i) => firstStep + i),
      learningRate: Float32Array.from(rates, (each) => each.learningRate),
      momentum: Float32Array.from(rates, (each) => each.momentum),
      ...numbers,
    };
  }

  evaluate(split: SplitName): Promise<Evaluation> {
    return (this.run ?? this.tfjs).evaluate(split);
  }

  scores(inputs: Float32Array<ArrayBuffer>): Promise<Float32Array> {
    if (this.run) this.shareWithTfjs(this.run);
    return this.tfjs.scores(inputs);
  }

  async snapshot(step: number): Promise<Checkpoint> {
    if (!this.run) return this.tfjs.snapshot(step);
    const sizes = this.tfjs.trained.map((each) => each.size);
    return { step, tensors: await this.run.exchange.read(sizes) };
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    await this.tfjs.restore(checkpoint);
    this.put(checkpoint.tensors);
  }

  dispose(): void {
    this.tfjs.dispose();
    this.drop();
    this.misfit = '';
  }

  private drop(): void {
    this.run?.dispose();
    this.run = undefined;
  }

  private put(tensors: readonly Float32Array<ArrayBuffer>[]): void {
    this.run?.exchange.put(tensors);
    this.knowsLast = false;
  }

  /** A row of the ring as a row of the columns; what was not measured is not a number. */
  private store(numbers: StepNumbers, plan: Plan, i: number, ring: Float32Array): void {
    storeRow(numbers, i, ring);
    const { loss, landing } = measuredAt(plan, plan.firstStep + i);
    if (!loss) numbers.lossChange[i] = Number.NaN;
    if (!loss || plan.rates[i].momentum === 0) numbers.gradientChange[i] = Number.NaN;
    if (!landing) numbers.landingSlope[i] = Number.NaN;
    if (!this.knowsLast) numbers.gradientProduct[i] = Number.NaN;
    this.knowsLast = true;
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
      const take = (count: number) =>
        engine.advance({ firstStep: 1, rates: Array(count).fill({ learningRate: 0, momentum: 0 }) });
      await take(1);
      const began = performance.now();
      await take(Math.min(trialSteps, this.stepsPerEpoch));
      times.push(performance.now() - began);
    }
    await this.restore(start);
    const faster = times[0] < times[1] ? 'tfjs' : 'fused';
    await calibration.remember(key, faster);
    return faster;
  }

  /** Gives the tfjs engine the present weights and velocities, on the device. */
  private shareWithTfjs({ exchange }: FusedRun): void {
    exchange.take(this.tfjs.trainedBuffers());
  }
}

/** Passes that only measure a step: the loss after it, with momentum after -eta g, and the way back from the landing. */
function passesOf(plan: Plan, i: number, momentum: number): number {
  const { loss, landing } = measuredAt(plan, plan.firstStep + i);
  return Number(loss) + Number(loss && momentum > 0) + 2 * Number(landing);
}
