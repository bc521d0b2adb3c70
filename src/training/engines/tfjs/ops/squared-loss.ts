/**
 * Squared error of scores per example, L_b = 1/2 sum_c (z_bc - [c = label])^2, with its gradient z - onehot(label)
 * in one kernel each. The same as the loss of the fused kernels (`fused/wgsl/loss.ts`).
 */
import {
  mul,
  reshape,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { oneHotLabels } from './one-hot-labels';
import { defineKernel } from './own-kernel';

/** Scores less 1 for the right class and 0 for the others, [batch, classes]. */
const off = (logits: Tensor, labels: Tensor) => sub(logits, oneHotLabels(labels, logits.shape[1] as number));

const forward = defineKernel<Record<string, never>>({
  name: 'TwoRegimesSquaredLoss',
  inputs: ['logits', 'labels'],
  outputShape: ([[rows]]) => [rows],
  host([logits, labels], output, _attrs, [[rows, classes]]) {
    for (let row = 0; row < rows; row++) {
      const at = row * classes;
      let total = 0;
      for (let c = 0; c < classes; c++) total += (logits[at + c] - (c === labels[row] ? 1 : 0)) ** 2;
      output[row] = total / 2;
    }
  },
  wgsl: {
    uniforms: (_attrs, [[, classes]]) => ({ classes }),
    body: () => `let at = i * uniforms.classes;
      var total = 0.0;
      for (var c = 0; c < uniforms.classes; c++) {
        let off = logits[at + c] - select(0.0, 1.0, c == labels[i]);
        total += off * off;
      }
      result[i] = 0.5 * total;`,
  },
  composed: ([logits, labels]) => mul(sum(square(off(logits, labels)), 1), 0.5),
  differentiable: 1,
  gradient: (dy, [logits, labels]) => [backward([logits, dy, labels], {})],
});

const backward = defineKernel<Record<string, never>>({
  name: 'TwoRegimesSquaredLossGradient',
  inputs: ['logits', 'dy', 'labels'],
  outputShape: ([logits]) => [...logits],
  host([logits, dy, labels], output, _attrs, [[rows, classes]]) {
    for (let row = 0; row < rows; row++) {
      const at = row * classes;
      for (let c = 0; c < classes; c++) {
        output[at + c] = dy[row] * (logits[at + c] - (c === labels[row] ? 1 : 0));
      }
    }
  },
  wgsl: {
    uniforms: (_attrs, [[, classes]]) => ({ classes }),
    body: () => `let row = i / uniforms.classes;
      let c = i - row * uniforms.classes;
      result[i] = dy[row] * (logits[i] - select(0.0, 1.0, c == labels[row]));`,
  },
  composed: ([logits, dy, labels]) => mul(off(logits, labels), reshape(dy, [-1, 1])),
  differentiable: 2,
  // d/dz of dy (z - y) . h is dy h, d/d(dy) is (z - y) . h.
  gradient: (h, [logits, dy, labels]) => [mul(reshape(dy, [-1, 1]), h), sum(mul(off(logits, labels), h), 1)],
});

/** Loss of each example [batch] from scores [batch, classes] and int32 labels [batch, 1]. */
export function squaredLosses(logits: Tensor2D, labels: Tensor2D): Tensor1D {
  return forward([logits, labels], {}) as Tensor1D;
}
