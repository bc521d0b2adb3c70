/** Losses of four examples at once, from their scores in scratch memory, and the gradients of the scores. */
import type { LossName } from '../../../fields';

const score = (c: string) => `scratch[scratchAt + (scoreRow + ${c}) * pitch + quad]`;
const gradient = (c: string) => `scratch[scratchAt + (gradientRow + ${c}) * pitch + quad]`;

/** The highest score and its class. */
const most = `
  var most = ${score('0u')};
  var top = vec4u(0u);
  for (var c = 1u; c < classes; c++) {
    let z = ${score('c')};
    top = select(top, vec4u(c), z > most);
    most = max(most, z);
  }`;

const shared = `
// Which of four examples are classified rightly.
fn rightOf(quad : u32, label : vec4u) -> vec4f {
  ${most}
  return select(vec4f(0.0), vec4f(1.0), top == label);
}`;

/** (z_most - z_label) + log(1 + rest), as in `tfjs/ops/softmax-loss.ts`: exact for confident networks too. */
const crossEntropy = `
fn lossOf(quad : u32, label : vec4u) -> vec4f {
  ${most}
  var rest = vec4f(0.0);
  var own = vec4f(0.0);
  for (var c = 0u; c < classes; c++) {
    let z = ${score('c')};
    rest += select(exp(z - most), vec4f(0.0), top == vec4u(c));
    own = select(own, z, label == vec4u(c));
  }
  return most - own + log1p(rest);
}
fn scoreGradients(quad : u32, label : vec4u, weight : vec4f) {
  ${most}
  var total = vec4f(0.0);
  var others = vec4f(0.0);
  for (var c = 0u; c < classes; c++) {
    let each = exp(${score('c')} - most);
    total += each;
    others += select(each, vec4f(0.0), label == vec4u(c));
  }
  for (var c = 0u; c < classes; c++) {
    let share = select(exp(${score('c')} - most), -others, label == vec4u(c)) / total;
    ${gradient('c')} = select(vec4f(0.0), share * weight, weight > vec4f(0.0));
  }
}
// log(1 + x) = 2 s (1 + s^2/3 + s^4/5 + ...), s = x / (2 + x): WGSL has no logarithm that is exact near 1.
fn log1p(x : vec4f) -> vec4f {
  let s = x / (2.0 + x);
  let q = s * s;
  let series = ((((((q / 13.0 + 1.0 / 11.0) * q + 1.0 / 9.0) * q + 1.0 / 7.0) * q + 0.2) * q + 1.0 / 3.0) * q + 1.0);
  return select(log(1.0 + x), 2.0 * s * series, x < vec4f(1.0));
}`;

/** Half the squared distance of the scores from 1 for the right class and 0 for the others. */
const squaredError = `
fn lossOf(quad : u32, label : vec4u) -> vec4f {
  var total = vec4f(0.0);
  for (var c = 0u; c < classes; c++) {
    let off = ${score('c')} - select(vec4f(0.0), vec4f(1.0), label == vec4u(c));
    total += 0.5 * off * off;
  }
  return total;
}
fn scoreGradients(quad : u32, label : vec4u, weight : vec4f) {
  for (var c = 0u; c < classes; c++) {
    let off = ${score('c')} - select(vec4f(0.0), vec4f(1.0), label == vec4u(c));
    ${gradient('c')} = select(vec4f(0.0), off * weight, weight > vec4f(0.0));
  }
}`;

const own: Record<LossName, string> = { 'cross-entropy': crossEntropy, 'squared-error': squaredError };

/**
 * `lossOf(quad, label)` and `rightOf`: four losses, four times right or not. `scoreGradients(quad, label, weight)`
 * writes weight * dL/dz; weight 0 is for rows that are no examples. The rows of padding stay as they are: zeros.
 */
export const lossCode = (loss: LossName) => `${shared}\n${own[loss]}`;
