/** Activation functions, one kernel forward and one back. */
import {
  add,
  erf,
  exp,
  mul,
  relu,
  square,
  step,
  sub,
  type Tensor,
  tanh,
  zerosLike,
} from '@tensorflow/tfjs-core';
import type { Activation } from '../../../fields';
import { defineKernel } from './own-kernel';

/** Error function, Abramowitz & Stegun 7.1.26, absolute error below 1.5e-7; tfjs uses the same. */
function erfOf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const poly =
    ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  return Math.sign(x) * (1 - poly * Math.exp(-x * x));
}

const inverseRoot2 = Math.SQRT1_2;
/** 1/sqrt(2 pi), the height of the normal density at 0. */
const normalPeak = 0.3989422804014327;

const erfWgsl = `let a = abs(v) * ${inverseRoot2};
  let t = 1.0 / (1.0 + 0.3275911 * a);
  let poly = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
  let below = 0.5 * (1.0 + sign(v) * (1.0 - poly * exp(-a * a)));`;

interface Rule {
  value(x: number): number;
  slope(x: number): number;
  valueWgsl: string;
  slopeWgsl: string;
  composed(x: Tensor): Tensor;
  composedSlope(x: Tensor): Tensor;
  /** Second derivative, for Hessian-vector products. */
  curvature(x: Tensor): Tensor;
}

/** GELU is x times the normal distribution function of x (Hendrycks & Gimpel 2016), not its tanh shortcut. */
const rules: Record<Activation, Rule> = {
  relu: {
    value: (x) => Math.max(x, 0),
    slope: (x) => (x > 0 ? 1 : 0),
    valueWgsl: 'result[i] = max(v, 0.0);',
    slopeWgsl: 'let slope = select(0.0, 1.0, v > 0.0);',
    composed: relu,
    composedSlope: (x) => step(x),
    curvature: zerosLike,
  },
  tanh: {
    value: Math.tanh,
    slope: (x) => 1 - Math.tanh(x) ** 2,
    // Large arguments overflow exp in some drivers' tanh; the function is flat to float32 beyond 10.
    valueWgsl: 'result[i] = tanh(clamp(v, -10.0, 10.0));',
    slopeWgsl: 'let y = tanh(clamp(v, -10.0, 10.0)); let slope = 1.0 - y * y;',
    composed: tanh,
    composedSlope: (x) => sub(1, square(tanh(x))),
    curvature(x) {
      const y = tanh(x);
      return mul(mul(y, -2), sub(1, square(y)));
    },
  },
  gelu: {
    value: (x) => 0.5 * x * (1 + erfOf(x * inverseRoot2)),
    slope: (x) => 0.5 * (1 + erfOf(x * inverseRoot2)) + x * normalPeak * Math.exp(-0.5 * x * x),
    valueWgsl: `${erfWgsl} result[i] = v * below;`,
    slopeWgsl: `${erfWgsl} let slope = below + v * ${normalPeak} * exp(-0.5 * v * v);`,
    composed: (x) => mul(mul(x, 0.5), add(1, erf(mul(x, inverseRoot2)))),
    composedSlope: (x) =>
      add(mul(0.5, add(1, erf(mul(x, inverseRoot2)))), mul(mul(x, normalPeak), exp(mul(-0.5, square(x))))),
    curvature: (x) => mul(mul(sub(2, square(x)), normalPeak), exp(mul(-0.5, square(x)))),
  },
};

const forward = defineKernel<{ name: Activation }>({
  name: 'TwoRegimesActivation',
  inputs: ['x'],
  outputShape: ([x]) => [...x],
  host([x], output, { name }) {
    const { value } = rules[name];
    for (let i = 0; i < x.length; i++) output[i] = value(x[i]);
  },
  wgsl: {
    uniforms: () => ({}),
    variant: ({ name }) => name,
    body: ({ name }) => `let v = x[i]; ${rules[name].valueWgsl}`,
  },
  composed: ([x], { name }) => rules[name].composed(x),
  gradient: (dy, [x], { name }): Tensor[] => [backward([x, dy], { name })],
});

const backward = defineKernel<{ name: Activation }>({
  name: 'TwoRegimesActivationGradient',
  inputs: ['x', 'dy'],
  outputShape: ([x]) => [...x],
  host([x, dy], output, { name }) {
    const { slope } = rules[name];
    for (let i = 0; i < x.length; i++) output[i] = dy[i] * slope(x[i]);
  },
  wgsl: {
    uniforms: () => ({}),
    variant: ({ name }) => name,
    body: ({ name }) => `let v = x[i]; ${rules[name].slopeWgsl} result[i] = dy[i] * slope;`,
  },
  composed: ([x, dy], { name }) => mul(dy, rules[name].composedSlope(x)),
  gradient: (ddx, [x, dy], { name }): Tensor[] => [
    mul(mul(ddx, dy), rules[name].curvature(x)),
    backward([x, ddx], { name }),
  ],
});

/** Elementwise activation; any shape. */
export function activate<T extends Tensor>(x: T, name: Activation): T {
  return forward([x], { name }) as T;
}
