/** Buffers of a device that live and die together. */
import { fromDevice } from '../from-device';

export class Buffers {
  private readonly all = new Set<GPUBuffer>();

  constructor(readonly device: GPUDevice) {}

  /** A storage buffer of `bytes`, zeros or `content`. */
  storage(bytes: number, content?: BufferSource): GPUBuffer {
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
    return this.create(bytes, usage, content);
  }

  uniform(bytes: number): GPUBuffer {
    return this.create(bytes, GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST);
  }

  /** `buffer` if it holds `bytes`, else a larger one in its place. */
  grown(buffer: GPUBuffer | undefined, bytes: number): GPUBuffer {
    if (buffer && buffer.size >= bytes) return buffer;
    if (buffer) this.free(buffer);
    return this.storage(bytes);
  }

  /**
   * The first `bytes` of a buffer, once all work submitted before, of this kind and in so many parts, is done. Rejects
   * with NoAnswer.
   */
  async read(kind: string, buffer: GPUBuffer, bytes: number, parts = 1): Promise<ArrayBuffer> {
    const staging = this.create(bytes, GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST);
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, bytes);
    this.device.queue.submit([encoder.finish()]);
    try {
      await fromDevice(kind, staging.mapAsync(GPUMapMode.READ), parts);
      return staging.getMappedRange().slice(0);
    } finally {
      this.free(staging);
    }
  }

  free(buffer: GPUBuffer): void {
    this.all.delete(buffer);
    buffer.destroy();
  }

  freeAll(): void {
    for (const buffer of this.all) buffer.destroy();
    this.all.clear();
  }

  private create(bytes: number, usage: GPUBufferUsageFlags, content?: BufferSource): GPUBuffer {
    const buffer = this.device.createBuffer({ size: Math.max(16, Math.ceil(bytes / 4) * 4), usage });
    if (content) this.device.queue.writeBuffer(buffer, 0, content);
    this.all.add(buffer);
    return buffer;
  }
}
