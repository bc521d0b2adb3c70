/**
 * Updates in place on the GPU: one dispatch per parameter and one per step that closes the step's numbers,
 * recorded into tfjs's own command encoder. Rates of a whole plan are uploaded once; the numbers of a plan
 * come back in one mapped read.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, type Tensor, type Tensor1D, type Variable } from '@tensorflow/tfjs-core';
import type { Rates } from '../../../schedules/schedule';
import { finishCode, threads, updateCode } from './gpu-code';
import { dispatch, gpuBufferOf } from './gpu-dispatch';
import { emptyNumbers, type StepNumbers, type UpdateOptions, type Updater } from './updater';

/** Bytes between the rates of two steps: the largest alignment a device may ask of dynamic offsets. */
const rowBytes = 256;

export class GpuUpdater implements Updater {
  private readonly gpu = backend() as WebGPUBackend;
  private readonly updatePipeline: GPUComputePipeline;
  private readonly finishPipeline: GPUComputePipeline;
  private readonly partials: GPUBuffer;
  private readonly constants: GPUBuffer[];
  private rates: GPUBuffer | undefined;
  private ring: GPUBuffer | undefined;
  private steps = 0;
  private capacity = 0;
  private closing: GPUBuffer | undefined;
  private closingBatch = 0;

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
      layout: layout([write, write, read, write, { type: 'uniform' }, perStep]),
      compute: { module: device.createShaderModule({ code: updateCode }) },
    });
    this.finishPipeline = device.createComputePipeline({
      layout: layout([read, read, write, { type: 'uniform' }, perStep]),
      compute: { module: device.createShaderModule({ code: finishCode }) },
    });
    this.partials = device.createBuffer({
      size: parameters.length * threads * 8,
      usage: GPUBufferUsage.STORAGE,
    });
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
        size: rates.length * 16,
        usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
      });
    }
    this.steps = rates.length;
    const rows = new ArrayBuffer(rates.length * rowBytes);
    rates.forEach(({ learningRate, momentum }, i) => {
      new Float32Array(rows, i * rowBytes, 2).set([learningRate, momentum]);
      new Uint32Array(rows, i * rowBytes + 8, 1)[0] = i;
    });
    device.queue.writeBuffer(this.rates as GPUBuffer, 0, rows);
  }

  apply(index: number, losses: Tensor1D, gradients: readonly Tensor[]): void {
    const perStep = { buffer: this.rates as GPUBuffer, size: 16 };
    gradients.forEach((gradient, i) => {
      const resources = [this.parameters[i], this.velocities[i], gradient].map((each) => ({
        buffer: gpuBufferOf(this.gpu, each),
      }));
      const bindings = [...resources, { buffer: this.partials }, { buffer: this.constants[i] }, perStep];
      dispatch(this.gpu, this.updatePipeline, bindings, index * rowBytes, Math.ceil(threads / 64));
    });
    dispatch(
      this.gpu,
      this.finishPipeline,
      [
        { buffer: gpuBufferOf(this.gpu, losses) },
        { buffer: this.partials },
        { buffer: this.ring as GPUBuffer },
        { buffer: this.closingConstants(losses.size) },
        perStep,
      ],
      index * rowBytes,
      1,
    );
  }

  async finish(): Promise<StepNumbers> {
    const numbers = emptyNumbers(this.steps);
    if (this.steps === 0) return numbers;
    const values = new Float32Array(await this.gpu.getBufferData(this.ring as GPUBuffer));
    for (let i = 0; i < this.steps; i++) {
      numbers.batchLoss[i] = values[4 * i];
      numbers.gradientNorm[i] = Math.sqrt(values[4 * i + 1]);
      numbers.stepNorm[i] = Math.sqrt(values[4 * i + 2]);
    }
    return numbers;
  }

  dispose(): void {
    for (const velocity of this.velocities) velocity.dispose();
    for (const buffer of [this.partials, ...this.constants, this.rates, this.ring, this.closing])
      buffer?.destroy();
  }

  /** Batch size and number of partial sums; made anew only when the batch size changes. */
  private closingConstants(batch: number): GPUBuffer {
    if (!this.closing || this.closingBatch !== batch) {
      this.closing = this.uniform([batch, this.parameters.length * threads, 0, 0], 0);
      this.closingBatch = batch;
    }
    return this.closing;
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
