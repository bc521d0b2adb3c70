/** Activations on four examples at once: value and slope of `z`. */
import type { Activation } from '../../../fields';

const gelu = `
fn gelu(z : vec4f) -> vec4f {
  // Error function, Abramowitz & Stegun 7.1.26, absolute error below 1.5e-7.
  let a = abs(z) * 0.70710678;
  let t = 1.0 / (1.0 + 0.3275911 * a);
  let poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return 0.5 * (1.0 + sign(z) * (1.0 - poly * exp(-a * a)));
}`;

export const activationCode: Record<Activation, { declare: string; value: string; slope: string }> = {
  relu: { declare: '', value: 'max(z, vec4f(0.0))', slope: 'select(vec4f(0.0), vec4f(1.0), z > vec4f(0.0))' },
  tanh: { declare: '', value: 'tanh(clamp(z, vec4f(-10.0), vec4f(10.0)))', slope: '1.0 - value * value' },
  gelu: {
    declare: gelu,
    value: 'z * gelu(z)',
    slope: 'gelu(z) + z * 0.39894228 * exp(-0.5 * z * z)',
  },
};
