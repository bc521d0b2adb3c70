/**
 * What the adapter can do at best: a large matrix product by tfjs and by jax-js, and a copy. The current backend is
 * webgpu.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, dispose, matMul, randomUniform, slice, type Tensor2D, tidy } from '@tensorflow/tfjs-core';
import { jaxProducts } from './jax-peer';

export interface Ceilings {
  /** Billions of additions and multiplications per second, of either library. */
  products: { tfjs: number; jax: number };
  /** The larger of them. On a software adapter kernels that share memory wait much, and neither is near the top. */
  product: number;
  /** Billions of bytes read and written per second. */
  copy: number;
}

export async function measureCeilings(software: boolean): Promise<Ceilings> {
  const size = software ? 512 : 4096;
  const speeds: number[] = [];
  for (const products of [tfjsProducts(size), await jaxProducts(size)]) {
    speeds.push((2 * size ** 3 * (await bestPerSecond(software ? 2 : 20, products.run))) / 1e9);
    products.dispose();
  }
  const [tfjs, jax] = speeds;
  return ceilingsOf({ tfjs, jax }, await copySpeed(software));
}

/** The better of two occasions: a machine that others use too is rarely at its best. */
export const higher = (a: Ceilings, b: Ceilings): Ceilings =>
  ceilingsOf(
    { tfjs: Math.max(a.products.tfjs, b.products.tfjs), jax: Math.max(a.products.jax, b.products.jax) },
    Math.max(a.copy, b.copy),
  );

const ceilingsOf = (products: Ceilings['products'], copy: number): Ceilings => ({
  products,
  copy,
  product: Math.max(products.tfjs, products.jax),
});

function tfjsProducts(size: number) {
  const bound = Math.sqrt(3 / size);
  const [first, factor] = [0, 1].map(() => randomUniform([size, size], -bound, bound) as Tensor2D);
  return {
    async run(times: number) {
      const corner = tidy(() => {
        let last = first;
        for (let i = 0; i < times; i++) last = matMul(last, factor);
        return slice(last, [0, 0], [1, 1]);
      });
      // Only what is read is known to be done; one number, since the way of all of them would count too.
      await corner.data();
      corner.dispose();
    },
    dispose: () => dispose([first, factor]),
  };
}

/** Billions of bytes per second, read and written. */
async function copySpeed(software: boolean): Promise<number> {
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
  return (2 * bytes * copies) / 1e9;
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
