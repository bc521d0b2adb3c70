/** One run on the fused kernels: its network, its data, and the plans of its steps. */
import type { RunConfig } from '../../config';
import type { Dataset } from '../../data/dataset';
import { randomStream } from '../../random';
import { type Evaluation, measuredAt, type Plan, type SplitName } from '../engine';
import { Buffers } from './buffers';
import type { EvaluationJob } from './evaluator';
import { Exchange } from './exchange';
import type { FusedShape } from './shape';
import { StepPlan } from './step-plan';
import { FusedTrainer } from './trainer';

export class FusedRun {
  /** The epochs whose orders the device has, one after the other. */
  private ordered = { first: 0, end: 0 };

  /** Resolves to words where the device is too small for it. */
  static async create(
    device: GPUDevice,
    software: boolean,
    config: RunConfig,
    dataset: Dataset,
    shape: FusedShape,
  ): Promise<FusedRun | string> {
    const { train, test } = dataset;
    const [trainSize, testSize] = [train.labels.length, test.labels.length];
    const networks = [{ shape, batch: Math.min(config.batchSize, trainSize) }];
    const most = FusedTrainer.mostBytes(device);
    if (FusedTrainer.bytesOf(networks, train.inputs.length + test.inputs.length) > most) {
      return `the fused kernels need more than the ${Math.floor(most / 2 ** 20)} MiB that a buffer may have here`;
    }
    const inputs = new Float32Array(train.inputs.length + test.inputs.length);
    inputs.set(train.inputs);
    inputs.set(test.inputs, train.inputs.length);
    const trainer = await FusedTrainer.create(device, {
      activation: config.activation,
      loss: config.loss,
      software,
      networks,
      inputs,
      labels: Uint32Array.from([...train.labels, ...test.labels]),
    });
    const buffers = new Buffers(device);
    const exchange = new Exchange(buffers, shape, trainer.states, trainer.stateAt(0));
    return new FusedRun(config, trainSize, trainer, buffers, exchange, {
      train: { network: 0, inputsAt: 0, labelsAt: 0, count: trainSize },
      test: { network: 0, inputsAt: train.inputs.length, labelsAt: trainSize, count: testSize },
    });
  }

  private constructor(
    private readonly config: RunConfig,
    private readonly trainSize: number,
    private readonly trainer: FusedTrainer,
    private readonly buffers: Buffers,
    readonly exchange: Exchange,
    private readonly splits: Record<SplitName, EvaluationJob>,
  ) {}

  /** Takes steps `from` to `to` - 1 of a plan; a row of the ring for each (`FusedTrainer.train`). */
  async take(
    plan: Plan,
    from: number,
    to: number,
    row: (index: number, numbers: Float32Array) => void,
  ): Promise<void> {
    if (to <= from) return;
    this.bringOrders(this.epochOf(plan.firstStep + from), this.epochOf(plan.firstStep + to - 1));
    const ring = await this.trainer.train(this.planOf(plan, from, to));
    const width = ring.length / (to - from);
    for (let i = from; i < to; i++) row(i, ring.subarray((i - from) * width, (i - from + 1) * width));
  }

  async evaluate(split: SplitName): Promise<Evaluation> {
    const [result] = await this.trainer.evaluate([this.splits[split]]);
    return result;
  }

  dispose(): void {
    this.trainer.dispose();
    this.buffers.freeAll();
  }

  private get stepsPerEpoch(): number {
    return Math.ceil(this.trainSize / this.config.batchSize);
  }

  private epochOf(step: number): number {
    return Math.floor((step - 1) / this.stepsPerEpoch);
  }

  /** A plan over several epochs is one way to the device and back: their orders lie there together. */
  private bringOrders(first: number, last: number): void {
    if (this.ordered.first <= first && last < this.ordered.end) return;
    const orders = new Uint32Array((last - first + 1) * this.trainSize);
    for (let epoch = first; epoch <= last; epoch++) {
      const order = randomStream(this.config.seed, 'order', epoch).permutation(this.trainSize);
      orders.set(order, (epoch - first) * this.trainSize);
    }
    this.trainer.setOrder(orders);
    this.ordered = { first, end: last + 1 };
  }

  private planOf(plan: Plan, from: number, to: number): ArrayBuffer {
    const { firstStep, rates } = plan;
    const { batchSize, weightDecay, nesterov } = this.config;
    const { stepsPerEpoch } = this;
    const steps = new StepPlan(to - from);
    for (let i = from; i < to; i++) {
      const step = firstStep + i;
      const place = ((step - 1) % stepsPerEpoch) * batchSize;
      const count = Math.min(batchSize, this.trainSize - place);
      const orderAt = (this.epochOf(step) - this.ordered.first) * this.trainSize + place;
      const { loss: measure, landing: measureLanding } = measuredAt(plan, step);
      const data = { orderAt, count, inputsAt: 0, labelsAt: 0 };
      // Without momentum it is the same step.
      const measureAlong = measure && rates[i].momentum > 0;
      const asked = { measure, measureAlong, measureLanding };
      steps.set(i - from, { ...data, rates: rates[i], weightDecay, nesterov, ...asked });
    }
    return steps.bytes;
  }
}
