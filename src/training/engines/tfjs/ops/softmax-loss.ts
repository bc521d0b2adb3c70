/**
 * Cross-entropy of softmax scores per example, L_b = log sum_c exp z_bc - z_b,label, with its gradient
 * softmax(z) - onehot(label) in one kernel each; tfjs's own loss takes twenty.
 *
 * Nothing large is subtracted from what is nearly as large, so that the small losses of confident networks are
 * right in 32 bits: L = (z_most - z_label) + log(1 + rest), rest the sum of exp(z_c - z_most) over all other classes.
 */
import {
  add,
  argMax,
  div,
  exp,
  less,
  log,
  max,
  mul,
  reshape,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  where,
} from '@tensorflow/tfjs-core';
import { oneHotLabels } from './one-hot-labels';
import { defineKernel } from './own-kernel';

/**
 * Coefficients of log(1 + x) = 2 s (1 + s^2/3 + s^4/5 + ...), s = x / (2 + x), from the last on: right to 32 bits for
 * x up to 1. Neither WGSL nor GLSL has a logarithm that is right near 1.
 */
const series = [1 / 13, 1 / 11, 1 / 9, 1 / 7, 1 / 5, 1 / 3, 1];

/** log(1 + x) of stock operations; x is not negative. */
function log1p(x: Tensor): Tensor {
  const s = div(x, add(x, 2));
  const square = mul(s, s);
  const sums = series.reduce<Tensor>((total, each) => add(mul(total, square), each), mul(square, 0));
  return where(less(x, 1), mul(mul(s, 2), sums), log(add(x, 1)));
}

/** The same in WGSL, of the number `x`. */
const [last, ...others] = series.map((each) => each.toPrecision(9));
const log1pCode = `let s = x / (2.0 + x);
      let square = s * s;
      let sums = ${others.reduce((total, each) => `(${total} * square + ${each})`, last)};
      let log1p = select(log(1.0 + x), 2.0 * s * sums, x < 1.0);`;

const forward = defineKernel<Record<string, never>>({
  name: 'TwoRegimesSoftmaxLoss',
  inputs: ['logits', 'labels'],
  outputShape: ([[rows]]) => [rows],
  host([logits, labels], output, _attrs, [[rows, classes]]) {
    for (let row = 0; row < rows; row++) {
      const at = row * classes;
      let top = at;
      for (let k = at + 1; k < at + classes; k++) if (logits[k] > logits[top]) top = k;
      let rest = 0;
      for (let k = at; k < at + classes; k++) if (k !== top) rest += Math.exp(logits[k] - logits[top]);
      output[row] = logits[top] - logits[at + labels[row]] + Math.log1p(rest);
    }
  },
  wgsl: {
    uniforms: (_attrs, [[, classes]]) => ({ classes }),
    body: () => `let at = i * uniforms.classes;
      var top = at;
      for (var k = at + 1; k < at + uniforms.classes; k++) { if (logits[k] > logits[top]) { top = k; } }
      var x = 0.0;
      for (var k = at; k < at + uniforms.classes; k++) {
        if (k != top) { x += exp(logits[k] - logits[top]); }
      }
      ${log1pCode}
      result[i] = logits[top] - logits[at + labels[i]] + log1p;`,
  },
  composed([logits, labels]) {
    const classes = logits.shape[1] as number;
    const below = sub(logits, max(logits, 1, true));
    const others = sub(1, oneHotLabels(argMax(logits, 1), classes));
    const base = sum(mul(below, oneHotLabels(labels, classes)), 1);
    return sub(log1p(sum(mul(exp(below), others), 1)), base);
  },
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
      var others = 0.0;
      for (var c = 0; c < uniforms.classes; c++) {
        let each = exp(logits[at + c] - most);
        total += each;
        if (c != labels[row]) { others += each; }
      }
      let share = exp(logits[i] - most) / total;
      result[i] = dy[row] * select(share, -others / total, i - at == labels[row]);`,
  },
  composed([logits, dy, labels]) {
    const right = oneHotLabels(labels, logits.shape[1] as number);
    const wrong = mul(softmax(logits as Tensor2D), sub(1, right));
    return mul(sub(wrong, mul(right, sum(wrong, 1, true))), reshape(dy, [-1, 1]));
  },
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
