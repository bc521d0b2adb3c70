/** What the adapter can do at best: a large matrix product by tfjs, and a copy. The current backend is webgpu. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, dispose, matMul, randomUniform, type Tensor } from '@tensorflow/tfjs-core';

/** Billions of additions and multiplications, and of bytes read and written, per second. */
export interface Ceilings {
  product: number;
  copy: number;
}

export async function measureCeilings(software: boolean): Promise<Ceilings> {
  const size = software ? 512 : 4096;
  const [a, b] = [randomUniform([size, size]), randomUniform([size, size])];
  const product = await perSecond(software ? 2 : 20, async (times) => {
    let last: Tensor | undefined;
    for (let i = 0; i < times; i++) {
      last?.dispose();
      last = matMul(a as never, b as never);
    }
    // Only reading tells that it is done; the result of the smallest slice would be enough, but is one launch more.
    await last?.data();
    last?.dispose();
  });
  dispose([a, b]);
  const { device } = backend() as WebGPUBackend;
  const bytes = software ? 2 ** 26 : 2 ** 28;
  const buffers = [0, 1].map(() =>
    device.createBuffer({ size: bytes, usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST }),
  );
  const copies = await perSecond(software ? 4 : 50, async (times) => {
    const encoder = device.createCommandEncoder();
    for (let i = 0; i < times; i++)
      encoder.copyBufferToBuffer(buffers[i % 2], 0, buffers[1 - (i % 2)], 0, bytes);
    device.queue.submit([encoder.finish()]);
    await device.queue.onSubmittedWorkDone();
  });
  for (const buffer of buffers) buffer.destroy();
  return { product: (2 * size ** 3 * product) / 1e9, copy: (2 * bytes * copies) / 1e9 };
}

async function perSecond(times: number, work: (times: number) => Promise<void>): Promise<number> {
  await work(times);
  const began = performance.now();
  await work(times);
  return (1000 * times) / (performance.now() - began);
}
