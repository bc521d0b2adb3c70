/**
 * Weights and velocities between the padded memory of a fused network and plain arrays, one after the other as in a
 * checkpoint. Both ways are one small dispatch; nothing leaves the device unless it is asked for.
 */
import type { Buffers } from './buffers';
import { type FusedShape, packedIndices } from './shape';

const code = `
@group(0) @binding(0) var<storage, read> places : array<u32>;
@group(0) @binding(1) var<storage, read_write> states : array<f32>;
@group(0) @binding(2) var<storage, read_write> flat : array<f32>;
fn index(id : vec3u, groups : vec3u) -> u32 { return id.x + id.y * groups.x * 64u; }
@compute @workgroup_size(64) fn take(@builtin(global_invocation_id) id : vec3u, @builtin(num_workgroups) n : vec3u) {
  let i = index(id, n);
  if (i < arrayLength(&places)) { flat[i] = states[places[i]]; }
}
@compute @workgroup_size(64) fn put(@builtin(global_invocation_id) id : vec3u, @builtin(num_workgroups) n : vec3u) {
  let i = index(id, n);
  if (i < arrayLength(&places)) { states[places[i]] = flat[i]; }
}`;

export class Exchange {
  /** All weights, then all velocities. */
  readonly flat: GPUBuffer;
  private readonly group: GPUBindGroup;
  private readonly pipelines: Record<'take' | 'put', GPUComputePipeline>;
  private readonly size: number;

  /** For the network whose weights begin at number `stateAt` of `states`; velocities follow the weights. */
  constructor(
    private readonly buffers: Buffers,
    shape: FusedShape,
    states: GPUBuffer,
    stateAt: number,
  ) {
    const { device } = buffers;
    const own = packedIndices(shape);
    this.size = 2 * own.length;
    const places = new Uint32Array(this.size);
    own.forEach((at, i) => {
      places[i] = stateAt + at;
      places[own.length + i] = stateAt + 4 * shape.weights + at;
    });
    this.flat = buffers.storage(4 * this.size);
    const types = ['read-only-storage', 'storage', 'storage'] as const;
    const layout = device.createBindGroupLayout({
      entries: types.map((type, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type },
      })),
    });
    const module = device.createShaderModule({ code });
    const pipeline = (entryPoint: string) =>
      device.createComputePipeline({
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module, entryPoint },
      });
    this.pipelines = { take: pipeline('take'), put: pipeline('put') };
    const bound = [buffers.storage(places.byteLength, places), states, this.flat];
    this.group = device.createBindGroup({
      layout,
      entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  /** Brings the network's numbers into `flat`, and from there into `targets`, one after the other. */
  take(targets: readonly { buffer: GPUBuffer; size: number }[] = []): void {
    const encoder = this.dispatch('take');
    let at = 0;
    for (const { buffer, size } of targets) {
      encoder.copyBufferToBuffer(this.flat, 4 * at, buffer, 0, 4 * size);
      at += size;
    }
    this.buffers.device.queue.submit([encoder.finish()]);
  }

  /** The same arrays on the page's side, of these sizes. */
  async read(sizes: readonly number[]): Promise<Float32Array<ArrayBuffer>[]> {
    this.take();
    const all = new Float32Array(await this.buffers.read('fused snapshot', this.flat, 4 * this.size));
    let at = 0;
    return sizes.map((size) => {
      at += size;
      return all.slice(at - size, at);
    });
  }

  /** Sets weights and velocities. */
  put(arrays: readonly Float32Array<ArrayBuffer>[]): void {
    let at = 0;
    for (const each of arrays) {
      this.buffers.device.queue.writeBuffer(this.flat, 4 * at, each);
      at += each.length;
    }
    this.buffers.device.queue.submit([this.dispatch('put').finish()]);
  }

  private dispatch(way: 'take' | 'put'): GPUCommandEncoder {
    const encoder = this.buffers.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(this.pipelines[way]);
    pass.setBindGroup(0, this.group);
    const groups = Math.ceil(this.size / 64);
    const wide = Math.min(groups, 1024);
    pass.dispatchWorkgroups(wide, Math.ceil(groups / wide));
    pass.end();
    return encoder;
  }
}
