/**
 * Networks that train side by side in one kernel: their memory on the device, dispatches of a bounded length, and
 * the numbers that come back. Knows no runs and no schedules; who uses it writes the plans.
 */
import type { Activation, LossName } from '../../fields';
import { Buffers } from './buffers';
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

/** Examples of one data set that an evaluation covers. */
export interface EvaluationJob {
  network: number;
  /** First number of the inputs and first label of the split, in the trainer's arrays; and how many examples. */
  inputsAt: number;
  labelsAt: number;
  count: number;
}

/** Examples of a tile where values are passed on: `exampleTile`. */
const widestTile = 16;
/** A dispatch lasts about this long at most, so that neither page nor driver waits. */
const dispatchMs = 25;
const mostSteps = 4096;
/** An evaluation is spread over about so many workgroups, of at least so many examples. */
const evaluationGroups = 32;
const evaluationExamples = 64;

export class FusedTrainer {
  private stepMs: number | undefined;
  private readonly places: number[] = [];
  private readonly memory: { table: GPUBuffer; states: GPUBuffer; scratch: GPUBuffer; range: GPUBuffer };
  private order: GPUBuffer | undefined;
  private plan: GPUBuffer | undefined;
  private ring: GPUBuffer | undefined;
  private readonly data: { inputs: GPUBuffer; labels: GPUBuffer };

  static async create(device: GPUDevice, setup: TrainerSetup): Promise<FusedTrainer> {
    const options = codeOptions(device, setup.software);
    const kernels = await kernelsOf(device, setup.activation, setup.loss, options);
    return new FusedTrainer(new Buffers(device), kernels, setup, exampleTile(options));
  }

  /** Bytes of the largest buffers that these networks need, with the widest tiles; a device may offer less. */
  static bytesOf(networks: readonly TrainerNetwork[]): number {
    const states = networks.reduce((sum, { shape }) => sum + shape.weights * regions.length, 0);
    const scratch = networks.reduce(
      (sum, { shape, batch }) => sum + layoutOf(shape).rows * quadsFor(batch, widestTile),
      0,
    );
    return 16 * Math.max(states, scratch);
  }

  private constructor(
    private readonly buffers: Buffers,
    private readonly kernels: Kernels,
    private readonly setup: TrainerSetup,
    private readonly tile: number,
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
   * each row: loss, g.g, s.s, g.s, g.last, change of the loss by the step, and by -eta g.
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
        await device.queue.onSubmittedWorkDone();
        this.stepMs = (performance.now() - began) / count;
      }
    }
    const numbers = await this.buffers.read(this.ring, rows * ringWidth * 4);
    this.stepMs = (performance.now() - began) / steps;
    return new Float32Array(numbers);
  }

  /** Mean loss and share of right answers of each job at the present weights. */
  async evaluate(jobs: readonly EvaluationJob[]): Promise<{ loss: number; accuracy: number }[]> {
    const own = new Buffers(this.buffers.device);
    const parts = jobs.map(({ count }) => {
      const most = Math.max(1, Math.floor(evaluationGroups / jobs.length));
      return Math.max(1, Math.min(most, Math.floor(count / evaluationExamples)));
    });
    const groups = parts.reduce((sum, each) => sum + each, 0);
    const table = new Uint32Array(groups * networkWords);
    const plan = new Uint32Array(groups * planWords);
    const quads = quadsFor(evaluationExamples, this.tile);
    let [group, scratchAt] = [0, 0];
    jobs.forEach(({ network, inputsAt, labelsAt, count }, j) => {
      const { shape } = this.setup.networks[network];
      for (let part = 0; part < parts[j]; part++) {
        const [from, to] = [part, part + 1].map((each) => Math.floor((each * count) / parts[j]));
        table.set(
          tableEntry(shape, { stateAt: this.places[network], scratchAt, quads }),
          group * networkWords,
        );
        plan.set([from, to - from, inputsAt, labelsAt], group * planWords);
        scratchAt += layoutOf(shape).rows * quads;
        group++;
      }
    });
    const results = own.storage(groups * ringWidth * 4);
    const bound = this.bind(
      own.storage(plan.byteLength, plan),
      own.storage(table.byteLength, table),
      own.storage(16 * scratchAt),
      results,
    );
    this.dispatch(this.kernels.evaluate, bound, [0, 1, groups], groups);
    const numbers = new Float32Array(await own.read(results, groups * ringWidth * 4));
    own.freeAll();
    let at = 0;
    return jobs.map(({ count }, j) => {
      let [loss, right] = [0, 0];
      for (let part = 0; part < parts[j]; part++, at += ringWidth) {
        loss += numbers[at];
        right += numbers[at + 1];
      }
      return { loss: loss / count, accuracy: right / count };
    });
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
