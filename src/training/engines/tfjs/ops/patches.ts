/**
 * A convolution is a matrix product over patches. Cutting patches is linear and its adjoint adds them back;
 * each is the gradient of the other, so derivatives of every order are right on every backend, also where
 * tfjs lacks the gradient of a convolution.
 */
import {
  concat,
  gather,
  reshape,
  slice,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  transpose,
  unsortedSegmentSum,
  zeros,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './own-kernel';

/** Height, width and channels of the input, and how the kernel moves over it. */
export type Geometry = {
  height: number;
  width: number;
  channels: number;
  outHeight: number;
  outWidth: number;
  kernelHeight: number;
  kernelWidth: number;
  strideHeight: number;
  strideWidth: number;
  padHeight: number;
  padWidth: number;
};

/** Entries of one patch, and of all patches of one example. */
const patchSize = (g: Geometry) => g.kernelHeight * g.kernelWidth * g.channels;
const inputSize = (g: Geometry) => g.height * g.width * g.channels;

/** For each entry of each patch of one example: where it lies in the input, or `inputSize` for padding. */
function patchIndices(g: Geometry): Int32Array<ArrayBuffer> {
  const indices = new Int32Array(g.outHeight * g.outWidth * patchSize(g));
  let at = 0;
  for (let oy = 0; oy < g.outHeight; oy++) {
    for (let ox = 0; ox < g.outWidth; ox++) {
      for (let ky = 0; ky < g.kernelHeight; ky++) {
        for (let kx = 0; kx < g.kernelWidth; kx++) {
          const y = oy * g.strideHeight - g.padHeight + ky;
          const x = ox * g.strideWidth - g.padWidth + kx;
          const inside = y >= 0 && y < g.height && x >= 0 && x < g.width;
          for (let c = 0; c < g.channels; c++) {
            indices[at++] = inside ? (y * g.width + x) * g.channels + c : inputSize(g);
          }
        }
      }
    }
  }
  return indices;
}

const known = new Map<string, Int32Array<ArrayBuffer>>();
function indicesOf(g: Geometry): Int32Array<ArrayBuffer> {
  const key = JSON.stringify(g);
  const found = known.get(key) ?? patchIndices(g);
  known.set(key, found);
  return found;
}

const cut = defineKernel<Geometry>({
  name: 'TwoRegimesPatches',
  inputs: ['x'],
  outputShape: ([[batch]], g) => [batch * g.outHeight * g.outWidth, patchSize(g)],
  host([x], output, g, [[batch]]) {
    const indices = indicesOf(g);
    const size = inputSize(g);
    for (let b = 0; b < batch; b++) {
      const from = b * size;
      const to = b * indices.length;
      for (let k = 0; k < indices.length; k++) {
        const index = indices[k];
        output[to + k] = index < size ? x[from + index] : 0;
      }
    }
  },
  wgsl: {
    uniforms: (g) => g,
    body: () => `let c = i % uniforms.channels;
      var rest = i / uniforms.channels;
      let kx = rest % uniforms.kernelWidth; rest = rest / uniforms.kernelWidth;
      let ky = rest % uniforms.kernelHeight; rest = rest / uniforms.kernelHeight;
      let ox = rest % uniforms.outWidth; rest = rest / uniforms.outWidth;
      let oy = rest % uniforms.outHeight;
      let b = rest / uniforms.outHeight;
      let y = oy * uniforms.strideHeight - uniforms.padHeight + ky;
      let w = ox * uniforms.strideWidth - uniforms.padWidth + kx;
      result[i] = 0.0;
      if (y >= 0 && y < uniforms.height && w >= 0 && w < uniforms.width) {
        result[i] = x[((b * uniforms.height + y) * uniforms.width + w) * uniforms.channels + c];
      }`,
  },
  composed([x], g) {
    const batch = x.shape[0];
    const padded = concat([reshape(x, [batch, inputSize(g)]), zeros([batch, 1])], 1);
    return reshape(gather(padded, tensor1d(indicesOf(g), 'int32'), 1), [-1, patchSize(g)]);
  },
  gradient: (dy, _inputs, g): Tensor[] => [add([dy], g)],
});

const add = defineKernel<Geometry>({
  name: 'TwoRegimesPatchesGradient',
  inputs: ['dy'],
  outputShape: ([[rows]], g) => [rows / (g.outHeight * g.outWidth), g.height, g.width, g.channels],
  host([dy], output, g, [[rows]]) {
    const indices = indicesOf(g);
    const size = inputSize(g);
    const batch = rows / (g.outHeight * g.outWidth);
    output.fill(0);
    for (let b = 0; b < batch; b++) {
      const to = b * size;
      const from = b * indices.length;
      for (let k = 0; k < indices.length; k++) {
        const index = indices[k];
        if (index < size) output[to + index] += dy[from + k];
      }
    }
  },
  wgsl: {
    uniforms: (g) => g,
    // One thread per input entry adds up the patches that hold it: no two threads write the same place.
    body: () => `let c = i % uniforms.channels;
      var rest = i / uniforms.channels;
      let w = rest % uniforms.width; rest = rest / uniforms.width;
      let y = rest % uniforms.height;
      let b = rest / uniforms.height;
      var total = 0.0;
      for (var ky = 0; ky < uniforms.kernelHeight; ky++) {
        let top = y + uniforms.padHeight - ky;
        let oy = top / uniforms.strideHeight;
        if (top < 0 || oy * uniforms.strideHeight != top || oy >= uniforms.outHeight) { continue; }
        for (var kx = 0; kx < uniforms.kernelWidth; kx++) {
          let left = w + uniforms.padWidth - kx;
          let ox = left / uniforms.strideWidth;
          if (left < 0 || ox * uniforms.strideWidth != left || ox >= uniforms.outWidth) { continue; }
          let place = (b * uniforms.outHeight + oy) * uniforms.outWidth + ox;
          total += dy[((place * uniforms.kernelHeight + ky) * uniforms.kernelWidth + kx) * uniforms.channels + c];
        }
      }
      result[i] = total;`,
  },
  composed([dy], g) {
    const indices = tensor1d(indicesOf(g), 'int32');
    const byEntry = transpose(reshape(dy, [-1, indices.size])) as Tensor2D;
    const sums = unsortedSegmentSum(byEntry, indices as Tensor1D, inputSize(g) + 1);
    const inside = slice(sums as Tensor2D, [0, 0], [inputSize(g), -1]);
    return reshape(transpose(inside), [-1, g.height, g.width, g.channels]);
  },
  gradient: (ddx, _inputs, g): Tensor[] => [cut([ddx], g)],
});

/** Patches of x [batch, height, width, channels]: [batch * places, kernel entries * channels]. */
export function patches(x: Tensor4D, geometry: Geometry): Tensor2D {
  return cut([x], geometry) as Tensor2D;
}
