/**
 * Networks that train side by side in one kernel: their memory on the device, dispatches of a bounded length, and
 * the numbers that come back. Knows no runs and no schedules; who uses it writes the plans.
 */
import type { Activation, LossName } from '../../fields';
import { expectNewWork, fromDevice } from '../from-device';
import { Buffers } from './buffers';
import { dispatchMs, type EvaluationJob, Evaluator } from './evaluator';
import { codeOptions, type Kernels, kernelsOf } from './kernels';
import { layoutOf, tableEntry } from './layout';
import type { FusedShape } from './shape';
import { exampleTile, networkWords, planWords, regions, ringWidth } from './wgsl/memory';

export interface TrainerNetwork {
  shape: FusedShape;
  /** Most examples in one step. */
  batch: number;
}

export interface TrainerSetup {
  activation: Activation;
  loss: LossName;
  /** The device computes on the processor. */
  software: boolean;
  networks: readonly TrainerNetwork[];
  /** All examples that any network reads, rows of `inputs` for `labels`, one data set after the other. */
  inputs: Float32Array<ArrayBuffer>;
  labels: Uint32Array<ArrayBuffer>;
}

/** Examples of a tile where values are passed on: `exampleTile`. */
const widestTile = 16;
const mostSteps = 4096;
/** Examples that a workgroup evaluates at once. */
const evaluationExamples = 64;
export class FusedTrainer {
  private stepMs: number | undefined;
  private readonly evaluator: Evaluator;
  private readonly places: number[] = [];
  private readonly memory: { table: GPUBuffer; states: GPUBuffer; scratch: GPUBuffer; range: GPUBuffer };
  private order: GPUBuffer | undefined;
  private plan: GPUBuffer | undefined;
  private ring: GPUBuffer | undefined;
  private readonly data: { inputs: GPUBuffer; labels: GPUBuffer };

  static async create(device: GPUDevice, setup: TrainerSetup): Promise<FusedTrainer> {
    expectNewWork(setup.software);
    const options = codeOptions(device, setup.software);
    const kernels = await kernelsOf(device, setup.activation, setup.loss, options);
    return new FusedTrainer(new Buffers(device), kernels, setup, exampleTile(options));
  }

  /** Bytes that a buffer may have on a device. */
  static mostBytes({ limits }: GPUDevice): number {
    return Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  }

  /** Bytes of the largest buffer that these networks and so many input numbers need, with the widest tiles. */
  static bytesOf(networks: readonly TrainerNetwork[], inputs: number): number {
    const states = networks.reduce((sum, { shape }) => sum + shape.weights * regions.length, 0);
    const scratch = networks.reduce(
      (sum, { shape, batch }) => sum + layoutOf(shape).rows * quadsFor(batch, widestTile),
      0,
    );
    return Math.max(16 * states, 16 * scratch, 4 * inputs);
  }

  private constructor(
    private readonly buffers: Buffers,
    private readonly kernels: Kernels,
    private readonly setup: TrainerSetup,
    tile: number,
  ) {
    const { networks, inputs, labels } = setup;
    const table = new Uint32Array(networks.length * networkWords);
    let [stateAt, scratchAt] = [0, 0];
    networks.forEach(({ shape, batch }, n) => {
      const quads = quadsFor(batch, tile);
      table.set(tableEntry(shape, { stateAt, scratchAt, quads }), n * networkWords);
      this.places.push(stateAt);
      stateAt += shape.weights * regions.length;
      scratchAt += layoutOf(shape).rows * quads;
    });
    this.memory = {
      table: buffers.storage(table.byteLength, table),
      states: buffers.storage(16 * stateAt),
      scratch: buffers.storage(16 * scratchAt),
      range: buffers.uniform(16),
    };
    this.data = {
      inputs: buffers.storage(inputs.byteLength, inputs),
      labels: buffers.storage(labels.byteLength, labels),
    };
    this.evaluator = new Evaluator(
      buffers.device,
      (network, scratchAt) => {
        const { shape } = networks[network];
        const quads = quadsFor(evaluationExamples, tile);
        const entry = tableEntry(shape, { stateAt: this.places[network], scratchAt, quads });
        return { entry, scratch: layoutOf(shape).rows * quads };
      },
      ({ plan, table, scratch, results, count }) =>
        this.dispatch(kernels.evaluate, this.bind(plan, table, scratch, results), [0, 1, count], count),
    );
  }

  /** The buffer of all states, and the first number in it of a network's weights; its velocities follow them. */
  get states(): GPUBuffer {
    return this.memory.states;
  }

  stateAt(network: number): number {
    return 4 * this.places[network];
  }

  /** Sets packed weights; velocities and everything else of the network become zeros. */
  setWeights(network: number, packed: Float32Array<ArrayBuffer>): void {
    const state = new Float32Array(4 * this.setup.networks[network].shape.weights * regions.length);
    state.set(packed);
    this.buffers.device.queue.writeBuffer(this.memory.states, 4 * this.stateAt(network), state);
  }

  /** The permutations that the plans' `orderAt` point into. */
  setOrder(order: Uint32Array<ArrayBuffer>): void {
    this.order = this.buffers.grown(this.order, order.byteLength);
    this.buffers.device.queue.writeBuffer(this.order, 0, order);
  }

  /**
   * Takes the steps of a plan: rows of StepPlan, step by step, one for each network. Returns `ringWidth` numbers for
   * each row: loss, g.g, s.s, g.s, g.last, change of the loss by the step, and by -eta g, and the gradient after the
   * step times it.
   */
  async train(plan: ArrayBuffer): Promise<Float32Array> {
    const { device } = this.buffers;
    const networks = this.setup.networks.length;
    const rows = plan.byteLength / (4 * planWords);
    const steps = rows / networks;
    this.plan = this.buffers.grown(this.plan, plan.byteLength);
    this.ring = this.buffers.grown(this.ring, rows * ringWidth * 4);
    device.queue.writeBuffer(this.plan, 0, plan);
    const group = this.bind(this.plan, this.memory.table, this.memory.scratch, this.ring);
    const began = performance.now();
    for (let first = 0; first < steps; ) {
      const count = Math.min(steps - first, this.stepsPerDispatch);
      this.dispatch(this.kernels.train, group, [first, count, networks], networks);
      first += count;
      // Nothing is known about the time of a step before the first.
      if (this.stepMs === undefined) {
        await fromDevice('first fused step', device.queue.onSubmittedWorkDone());
        this.stepMs = (performance.now() - began) / count;
      }
    }
    const numbers = await this.buffers.read('fused steps', this.ring, rows * ringWidth * 4, rows);
    this.stepMs = (performance.now() - began) / steps;
    return new Float32Array(numbers);
  }

  /** Mean loss and share of right answers of each job at the present weights. */
  evaluate(jobs: readonly EvaluationJob[]): Promise<{ loss: number; accuracy: number }[]> {
    return this.evaluator.evaluate(jobs);
  }

  dispose(): void {
    this.buffers.freeAll();
  }

  private get stepsPerDispatch(): number {
    if (this.stepMs === undefined) return 1;
    return Math.max(1, Math.min(mostSteps, Math.floor(dispatchMs / this.stepMs)));
  }

  private bind(plan: GPUBuffer, table: GPUBuffer, scratch: GPUBuffer, ring: GPUBuffer): GPUBindGroup {
    const { states, range } = this.memory;
    const order = this.order ?? this.data.labels;
    const buffers = [this.data.inputs, this.data.labels, order, plan, table, states, scratch, ring, range];
    return this.buffers.device.createBindGroup({
      layout: this.kernels.layout,
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  private dispatch(
    pipeline: GPUComputePipeline,
    group: GPUBindGroup,
    range: number[],
    workgroups: number,
  ): void {
    const { device } = this.buffers;
    device.queue.writeBuffer(this.memory.range, 0, new Uint32Array(range));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(workgroups);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}

/** vec4s of one scratch row for so many examples. */
const quadsFor = (examples: number, tile: number) => (Math.ceil(examples / tile) * tile) / 4;
