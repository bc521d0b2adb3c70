/** The rows of a mini-batch, picked by a slice of the epoch's order; nothing is uploaded per step. */
import { gather, slice, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';
import { defineKernel } from './own-kernel';

const run = defineKernel<{ offset: number; count: number }>({
  name: 'TwoRegimesBatchRows',
  inputs: ['source', 'order'],
  outputShape: ([source], { count }) => [count, source[1]],
  host([source, order], output, { offset, count }, [[, width]]) {
    for (let row = 0; row < count; row++) {
      const from = order[offset + row] * width;
      output.set(source.subarray(from, from + width), row * width);
    }
  },
  wgsl: {
    uniforms: ({ offset }, [[, width]]) => ({ offset, width }),
    body: () => `let row = i / uniforms.width;
      result[i] = source[order[uniforms.offset + row] * uniforms.width + i - row * uniforms.width];`,
  },
  composed: ([source, order], { offset, count }) =>
    gather(source, slice(order as Tensor1D, [offset], [count])),
});

/** Rows `order[offset .. offset + count)` of `source` [n, width], same type. */
export function batchRows(source: Tensor2D, order: Tensor1D, offset: number, count: number): Tensor2D {
  return run([source, order], { offset, count }) as Tensor2D;
}
