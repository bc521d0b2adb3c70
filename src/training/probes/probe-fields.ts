/** The settings of what is measured as a person chooses them. */
import type { ProbeSettings } from './settings';

export interface ProbeField {
  label: string;
  /** What it buys and what it costs. */
  hint: string;
  unit: string;
  choices: readonly number[];
}

export const probeFields: Record<keyof ProbeSettings, ProbeField> = {
  kappaEvery: {
    label: 'Step number κ',
    hint: 'One more forward pass on the same batch; two with momentum, which is also read along the gradient.',
    unit: 'steps',
    choices: [0, 1, 2, 4, 8, 16, 32],
  },
  landingEvery: {
    label: 'Landing position p',
    hint: 'One more way back through the network, on steps whose step number is measured too: never more often than that.',
    unit: 'steps',
    choices: [0, 1, 2, 4, 8, 16, 32],
  },
  probeEvery: {
    label: 'Second-order share Q',
    hint: 'One gradient and one forward pass on 128 training examples.',
    unit: 'steps',
    choices: [0, 4, 10, 20, 40, 100],
  },
  curvatureEvery: {
    label: 'Sharpness',
    hint: 'More often in short runs. Some eight products with the Hessian of the loss on 128 training examples, each as dear as three gradients.',
    unit: 'examples',
    choices: [0, 1000, 4000, 10_000, 20_000, 40_000, 80_000],
  },
  eigenvalues: {
    label: 'Eigenvalues',
    hint: 'Two take some fourteen products, three some seventeen.',
    unit: '',
    choices: [1, 2, 3],
  },
};
