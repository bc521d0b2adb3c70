/**
 * Matrix products of the sizes small networks have. tfjs's WGSL product works in shared tiles, which pays for
 * large matrices only; below some ten million multiplications one thread per entry without any barrier is faster.
 * Other backends use tfjs's product at every size.
 */
import {
  fused,
  getBackend,
  matMul,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  transpose,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './own-kernel';

type Transposes = { transposeA: number; transposeB: number };

const largestSmall = 16_000_000;
/** From this inner size on tfjs may add with atomics, in an order that differs from run to run. */
const splitFrom = 2000;

const body = ({ transposeA, transposeB }: Transposes, start: string) => `
  let row = i / uniforms.columns;
  let column = i - row * uniforms.columns;
  var total = ${start};
  for (var k = 0; k < uniforms.inner; k++) {
    total += a[${transposeA ? 'k * uniforms.rows + row' : 'row * uniforms.inner + k'}]
           * b[${transposeB ? 'column * uniforms.inner + k' : 'k * uniforms.columns + column'}];
  }
  result[i] = total;`;

const sizes = ({ transposeA, transposeB }: Transposes, a: readonly number[], b: readonly number[]) => ({
  rows: a[transposeA ? 1 : 0],
  inner: a[transposeA ? 0 : 1],
  columns: b[transposeB ? 0 : 1],
});

const variant = ({ transposeA, transposeB }: Transposes) => `${transposeA}${transposeB}`;

const runProduct = defineKernel<Transposes>({
  name: 'TwoRegimesProduct',
  inputs: ['a', 'b'],
  outputShape([a, b], attrs) {
    const { rows, columns } = sizes(attrs, a, b);
    return [rows, columns];
  },
  wgsl: {
    uniforms: (attrs, [a, b]) => sizes(attrs, a, b),
    variant,
    body: (attrs) => body(attrs, '0.0'),
  },
  composed([a, b], { transposeA, transposeB }) {
    // The wasm backend multiplies with vector instructions only what needs no transposing.
    if (getBackend() !== 'wasm') return matMul(a, b, transposeA === 1, transposeB === 1);
    return matMul(transposeA ? transpose(a) : a, transposeB ? transpose(b) : b);
  },
  gradient(dy, inputs, { transposeA, transposeB }) {
    const [slope, a, b] = [dy, ...inputs] as Tensor2D[];
    return [
      transposeA ? product(b, slope, transposeB === 1, true) : product(slope, b, false, transposeB === 0),
      transposeB ? product(slope, a, true, transposeA === 1) : product(a, slope, transposeA === 0, false),
    ];
  },
});

const runAffine = defineKernel<Transposes>({
  name: 'TwoRegimesAffine',
  inputs: ['a', 'b', 'bias'],
  outputShape: ([a, b]) => [a[0], b[1]],
  wgsl: {
    uniforms: (attrs, [a, b]) => sizes(attrs, a, b),
    body: (attrs) => body(attrs, 'bias[column]'),
  },
  composed: ([a, b, bias]) => fused.matMul({ a: a as Tensor2D, b: b as Tensor2D, bias: bias as Tensor1D }),
});

/** a times b, either one transposed first; both of rank 2. */
export function product(a: Tensor2D, b: Tensor2D, transposeA = false, transposeB = false): Tensor2D {
  const attrs = { transposeA: Number(transposeA), transposeB: Number(transposeB) };
  const { rows, inner, columns } = sizes(attrs, a.shape, b.shape);
  const own = rows * inner * columns <= largestSmall || inner >= splitFrom;
  if (getBackend() === 'webgpu' && !own) return matMul(a, b, transposeA, transposeB);
  return runProduct([a, b], attrs) as Tensor2D;
}

/** x [batch, in] times weight [in, out] plus bias [out]; no gradient of its own. */
export function affine(x: Tensor2D, weight: Tensor2D, bias: Tensor1D): Tensor2D {
  const small = getBackend() === 'webgpu' && x.size * weight.shape[1] <= largestSmall;
  const inputs: Tensor[] = [x, weight, bias];
  if (small) return runAffine(inputs, { transposeA: 0, transposeB: 0 }) as Tensor2D;
  return fused.matMul({ a: x, b: weight, bias }) as Tensor2D;
}
