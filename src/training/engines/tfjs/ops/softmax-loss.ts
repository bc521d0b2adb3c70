/**
 * Cross-entropy of softmax scores per example, L_b = log sum_c exp z_bc - z_b,label, with its gradient
 * softmax(z) - onehot(label) in one kernel each; tfjs's own loss takes twenty.
 */
import {
  logSumExp,
  mul,
  oneHot,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';
import { defineKernel } from './own-kernel';

const oneHotLabels = (labels: Tensor, classes: number) =>
  reshape(oneHot(reshape(labels, [-1]), classes, 1, 0, 'float32'), [-1, classes]);

const forward = defineKernel<Record<string, never>>({
  name: 'TwoRegimesSoftmaxLoss',
  inputs: ['logits', 'labels'],
  outputShape: ([[rows]]) => [rows],
  host([logits, labels], output, _attrs, [[rows, classes]]) {
    for (let row = 0; row < rows; row++) {
      const at = row * classes;
      let most = logits[at];
      for (let c = 1; c < classes; c++) most = Math.max(most, logits[at + c]);
      let total = 0;
      for (let c = 0; c < classes; c++) total += Math.exp(logits[at + c] - most);
      output[row] = most + Math.log(total) - logits[at + labels[row]];
    }
  },
  wgsl: {
    uniforms: (_attrs, [[, classes]]) => ({ classes }),
    body: () => `let at = i * uniforms.classes;
      var most = logits[at];
      for (var c = 1; c < uniforms.classes; c++) { most = max(most, logits[at + c]); }
      var total = 0.0;
      for (var c = 0; c < uniforms.classes; c++) { total += exp(logits[at + c] - most); }
      result[i] = most + log(total) - logits[at + labels[i]];`,
  },
  composed: ([logits, labels]) =>
    sub(logSumExp(logits, 1), sum(mul(logits, oneHotLabels(labels, logits.shape[1] as number)), 1)),
  differentiable: 1,
  gradient: (dy, [logits, labels]) => [backward([logits, dy, labels], {})],
});

const backward = defineKernel<Record<string, never>>({
  name: 'TwoRegimesSoftmaxLossGradient',
  inputs: ['logits', 'dy', 'labels'],
  outputShape: ([logits]) => [...logits],
  host([logits, dy, labels], output, _attrs, [[rows, classes]]) {
    for (let row = 0; row < rows; row++) {
      const at = row * classes;
      let most = logits[at];
      for (let c = 1; c < classes; c++) most = Math.max(most, logits[at + c]);
      let total = 0;
      for (let c = 0; c < classes; c++) total += Math.exp(logits[at + c] - most);
      for (let c = 0; c < classes; c++) {
        const share = Math.exp(logits[at + c] - most) / total;
        output[at + c] = dy[row] * (c === labels[row] ? share - 1 : share);
      }
    }
  },
  wgsl: {
    uniforms: (_attrs, [[, classes]]) => ({ classes }),
    body: () => `let row = i / uniforms.classes;
      let at = row * uniforms.classes;
      var most = logits[at];
      for (var c = 1; c < uniforms.classes; c++) { most = max(most, logits[at + c]); }
      var total = 0.0;
      for (var c = 0; c < uniforms.classes; c++) { total += exp(logits[at + c] - most); }
      let share = exp(logits[i] - most) / total;
      result[i] = dy[row] * select(share, share - 1.0, i - at == labels[row]);`,
  },
  composed: ([logits, dy, labels]) =>
    mul(
      sub(softmax(logits as Tensor2D), oneHotLabels(labels, logits.shape[1] as number)),
      reshape(dy, [-1, 1]),
    ),
  differentiable: 2,
  // p = softmax z: d/dz of dy (p - y) . h is dy (p h - p (p . h)).
  gradient(h, [logits, dy, labels]) {
    const share = softmax(logits as Tensor2D);
    const weighted = mul(share, h);
    const total = sum(weighted, 1, true);
    const atLabel = sum(mul(h, oneHotLabels(labels, logits.shape[1] as number)), 1);
    return [mul(reshape(dy, [-1, 1]), sub(weighted, mul(share, total))), sub(reshape(total, [-1]), atLabel)];
  },
});

/** Loss of each example [batch] from scores [batch, classes] and int32 labels [batch, 1]. */
export function softmaxLosses(logits: Tensor2D, labels: Tensor2D): Tensor1D {
  return forward([logits, labels], {}) as Tensor1D;
}
