/** Affine map with a bias, and the column sums its gradient needs. */
import {
  add,
  customGrad,
  type GradSaveFunc,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  zeros,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './own-kernel';
import { affine, product } from './product';

const sumColumns = defineKernel<Record<string, never>>({
  name: 'TwoRegimesColumnSum',
  inputs: ['x'],
  outputShape: ([[, columns]]) => [columns],
  host([x], output, _attrs, [[rows, columns]]) {
    output.fill(0);
    for (let row = 0; row < rows; row++) {
      const at = row * columns;
      for (let c = 0; c < columns; c++) output[c] += x[at + c];
    }
  },
  wgsl: {
    uniforms: (_attrs, [[rows, columns]]) => ({ rows, columns }),
    body: () => `var total = 0.0;
      for (var row = 0; row < uniforms.rows; row++) { total += x[row * uniforms.columns + i]; }
      result[i] = total;`,
  },
  composed: ([x]) => sum(x, 0),
  gradient: (dy, [x]) => [add(zeros(x.shape), dy)],
});

/** Sum over rows: [rows, columns] to [columns]. */
export function columnSum(x: Tensor2D): Tensor1D {
  return sumColumns([x], {}) as Tensor1D;
}

/**
 * x [batch, in] times weight [in, out] plus bias [out]. `inputIsData` saves the product for a gradient that
 * nobody asks for.
 */
export function linear(x: Tensor2D, weight: Tensor2D, bias: Tensor1D, inputIsData: boolean): Tensor2D {
  const op = customGrad((w, b, ...rest) => {
    const input = inputIsData ? x : (rest[0] as Tensor2D);
    const save = rest[rest.length - 1] as GradSaveFunc;
    save([input, w as Tensor]);
    return {
      value: affine(input, w as Tensor2D, b as Tensor1D),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [slope, savedInput, savedWeight] = [dy, ...saved] as Tensor2D[];
        const gradients = [product(savedInput, slope, true, false), columnSum(slope)];
        return inputIsData ? gradients : [...gradients, product(slope, savedWeight, false, true)];
      },
    };
  });
  return (inputIsData ? op(weight, bias) : op(weight, bias, x)) as Tensor2D;
}
