/** What the adapter can do at best: a large matrix product by tfjs, and a copy. The current backend is webgpu. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, dispose, matMul, randomUniform, slice, type Tensor2D } from '@tensorflow/tfjs-core';

/** Billions of additions and multiplications, and of bytes read and written, per second. */
export interface Ceilings {
  product: number;
  copy: number;
}

export async function measureCeilings(software: boolean): Promise<Ceilings> {
  const size = software ? 512 : 4096;
  const [a, b] = [0, 1].map(() => randomUniform([size, size]) as Tensor2D);
  const product = await bestPerSecond(software ? 2 : 20, async (times) => {
    let last: Tensor2D | undefined;
    for (let i = 0; i < times; i++) {
      last?.dispose();
      last = matMul(a, b);
    }
    // Only what is read is known to be done; one number, since the way of all of them would count too.
    const corner = slice(last as Tensor2D, [0, 0], [1, 1]);
    await corner.data();
    dispose([last as Tensor2D, corner]);
  });
  dispose([a, b]);
  const { device } = backend() as WebGPUBackend;
  const bytes = software ? 2 ** 26 : 2 ** 28;
  const buffers = [0, 1].map(() =>
    device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST }),
  );
  const copies = await bestPerSecond(software ? 4 : 50, async (times) => {
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < times; i++)
      encoder.copyBufferToBuffer(buffers[i % 2], 0, buffers[1 - (i % 2)], 0, bytes);
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
  });
  for (const buffer of buffers) buffer.destroy();
  return { product: (2 * size ** 3 * product) / 1e9, copy: (2 * bytes * copies) / 1e9 };
}

/** The best of three, after one that warms up: a ceiling is what the machine can do when nothing else holds it. */
async function bestPerSecond(times: number, work: (times: number) => Promise<void>): Promise<number> {
  let best = 0;
  for (let trial = -1; trial < 3; trial++) {
    const began = performance.now();
    await work(times);
    if (trial >= 0) best = Math.max(best, (1000 * times) / (performance.now() - began));
  }
  return best;
}
