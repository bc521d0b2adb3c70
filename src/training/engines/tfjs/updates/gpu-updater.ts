/**
 * Updates in place on the GPU: one dispatch per parameter and one per step that closes the step's numbers,
 * recorded into tfjs's own command encoder. Rates of a whole plan are uploaded once; the numbers of a plan
 * come back in one mapped read.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, type Tensor, type Variable } from '@tensorflow/tfjs-core';
import { emptyTable } from '../../../columns';
import type { Rates } from '../../../schedules/schedule';
import { fromDevice } from '../../from-device';
import { landingCode, recordCode, ringWidth, threads, updateCode } from './gpu-code';
import { dispatch, gpuBufferOf } from './gpu-dispatch';
import { measuredColumns, type StepLosses, storeRow, type UpdateOptions, type Updater } from './updater';

/** Bytes between the rates of two steps: the largest alignment a device may ask of dynamic offsets. */
const rowBytes = 256;

export class GpuUpdater implements Updater {
  private readonly gpu = backend() as WebGPUBackend;
  private readonly updatePipeline: GPUComputePipeline;
  private readonly landingPipeline: GPUComputePipeline;
  private readonly recordPipeline: GPUComputePipeline;
  private readonly partials: GPUBuffer;
  private readonly landings: GPUBuffer;
  private readonly constants: GPUBuffer[];
  private rates: GPUBuffer | undefined;
  private ring: GPUBuffer | undefined;
  /** What was measured in each step of the plan. */
  private measured: { after: boolean; alongGradient: boolean; landing: boolean; product: boolean }[] = [];
  private readonly lastGradient: GPUBuffer[];
  private knowsLast = false;
  private capacity = 0;
  /** Sizes by batch size: a run has two at most, the last batch of an epoch may be smaller. */
  private readonly sizes = new Map<number, GPUBuffer>();

  constructor(
    private readonly parameters: readonly Variable[],
    readonly velocities: Variable[],
    private readonly options: UpdateOptions,
  ) {
    const { device } = this.gpu;
    const layout = (entries: GPUBufferBindingLayout[]) =>
      device.createPipelineLayout({
        bindGroupLayouts: [
          device.createBindGroupLayout({
            entries: entries.map((buffer, binding) => ({
              binding,
              visibility: GPUShaderStage.COMPUTE,
              buffer,
            })),
          }),
        ],
      });
    const perStep: GPUBufferBindingLayout = { type: 'uniform', hasDynamicOffset: true, minBindingSize: 16 };
    const [write, read] = [{ type: 'storage' }, { type: 'read-only-storage' }] as const;
    this.updatePipeline = device.createComputePipeline({
      layout: layout([write, write, read, write, write, { type: 'uniform' }, perStep]),
      compute: { module: device.createShaderModule({ code: updateCode }) },
    });
    this.landingPipeline = device.createComputePipeline({
      layout: layout([read, read, read, read, write, { type: 'uniform' }, perStep]),
      compute: { module: device.createShaderModule({ code: landingCode }) },
    });
    this.recordPipeline = device.createComputePipeline({
      layout: layout([read, read, read, read, read, write, { type: 'uniform' }, perStep]),
      compute: { module: device.createShaderModule({ code: recordCode }) },
    });
    [this.partials, this.landings] = [16, 4].map((bytes) =>
      device.createBuffer({ size: parameters.length * threads * bytes, usage: GPUBufferUsage.STORAGE }),
    );
    this.lastGradient = parameters.map(({ size }) =>
      device.createBuffer({ size: size * 4, usage: GPUBufferUsage.STORAGE }),
    );
    this.constants = parameters.map((parameter, i) =>
      this.uniform([parameter.size, i * threads, this.options.nesterov ? 1 : 0, 0], this.options.weightDecay),
    );
  }

  begin(rates: readonly Rates[]): void {
    const { device } = this.gpu;
    if (rates.length > this.capacity) {
      this.capacity = rates.length;
      this.rates?.destroy();
      this.ring?.destroy();
      this.rates = device.createBuffer({
        size: rates.length * rowBytes,
        usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      });
      this.ring = device.createBuffer({
        size: rates.length * ringWidth * 4,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
      });
    }
    this.measured = [];
    const rows = new ArrayBuffer(rates.length * rowBytes);
    rates.forEach(({ learningRate, momentum }, i) => {
      new Float32Array(rows, i * rowBytes, 2).set([learningRate, momentum]);
      new Uint32Array(rows, i * rowBytes + 8, 1)[0] = i;
    });
    device.queue.writeBuffer(this.rates as GPUBuffer, 0, rows);
  }

  apply(index: number, gradients: readonly Tensor[]): void {
    this.forParameters(this.updatePipeline, index, gradients, this.partials);
    this.measured[index] = { after: false, alongGradient: false, landing: false, product: this.knowsLast };
    this.knowsLast = true;
  }

  /** One dispatch for each parameter: with its velocity, a gradient and the one before, and where its sums go. */
  private forParameters(
    pipeline: GPUComputePipeline,
    index: number,
    gradients: readonly Tensor[],
    sums: GPUBuffer,
  ): void {
    gradients.forEach((gradient, i) => {
      const resources = [this.parameters[i], this.velocities[i], gradient].map((each) => ({
        buffer: gpuBufferOf(this.gpu, each),
      }));
      const own = [this.lastGradient[i], sums, this.constants[i]].map((buffer) => ({ buffer }));
      const bindings = [...resources, ...own, this.perStep];
      dispatch(this.gpu, pipeline, bindings, index * rowBytes, Math.ceil(threads / 64));
    });
  }

  record(index: number, { before, after, alongGradient, landing }: StepLosses): void {
    const measured = { after: !!after, alongGradient: !!alongGradient, landing: !!landing };
    Object.assign(this.measured[index], measured);
    if (landing) this.forParameters(this.landingPipeline, index, landing, this.landings);
    const losses = [before, after ?? before, alongGradient ?? before].map((each) => ({
      buffer: gpuBufferOf(this.gpu, each),
    }));
    const own = [this.partials, this.landings, this.ring as GPUBuffer, this.sizesOf(before.size)];
    const bindings = [...losses, ...own.map((buffer) => ({ buffer })), this.perStep];
    dispatch(this.gpu, this.recordPipeline, bindings, index * rowBytes, 1);
  }

  async finish() {
    const steps = this.measured.length;
    const numbers = emptyTable(measuredColumns, steps);
    if (steps === 0) return numbers;
    const values = new Float32Array(
      await fromDevice('steps', this.gpu.getBufferData(this.ring as GPUBuffer), steps),
    );
    this.measured.forEach(({ after, alongGradient, landing, product }, i) => {
      storeRow(numbers, i, values.subarray(i * ringWidth, (i + 1) * ringWidth));
      if (!after) numbers.lossChange[i] = Number.NaN;
      if (!alongGradient) numbers.gradientChange[i] = Number.NaN;
      if (!landing) numbers.landingSlope[i] = Number.NaN;
      if (!product) numbers.gradientProduct[i] = Number.NaN;
    });
    return numbers;
  }

  forgetLastGradient(): void {
    this.knowsLast = false;
  }

  dispose(): void {
    for (const velocity of this.velocities) velocity.dispose();
    const buffers = [this.partials, this.landings, this.rates, this.ring, ...this.sizes.values()];
    for (const buffer of [...buffers, ...this.constants, ...this.lastGradient]) buffer?.destroy();
  }

  private get perStep(): GPUBufferBinding {
    return { buffer: this.rates as GPUBuffer, size: 16 };
  }

  /** Batch size and number of partial sums. */
  private sizesOf(batch: number): GPUBuffer {
    const known = this.sizes.get(batch) ?? this.uniform([batch, this.parameters.length * threads, 0, 0], 0);
    this.sizes.set(batch, known);
    return known;
  }

  private uniform(words: number[], last: number): GPUBuffer {
    const bytes = new ArrayBuffer(16);
    new Uint32Array(bytes).set(words);
    new Float32Array(bytes, 12, 1)[0] = last;
    const buffer = this.gpu.device.createBuffer({
      size: 16,
      usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    });
    this.gpu.device.queue.writeBuffer(buffer, 0, bytes);
    return buffer;
  }
}
