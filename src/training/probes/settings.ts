/** How often a run is measured. Measuring costs time and never changes what is trained. */

/** Examples of the training set that probes look at, or all where there are fewer. */
export const probeSetSize = 128;

export interface ProbeSettings {
  /** The step number kappa is measured at every so many steps; 0 is never. */
  kappaEvery: number;
  /** On measured steps also where along its batch's valley the step landed, p, at every so many steps; 0 is never. */
  landingEvery: number;
  /** The probe set (second-order share, noise, distance) every so many steps; 0 is never. */
  probeEvery: number;
  /**
   * Curvature of the probe set's loss (sharpness, critical learning rate) every so many examples trained on, rounded up
   * to whole steps, more often in runs so short that it would be fewer than six times; 0 is never. Examples, not epochs
   * or steps: they are what a step costs.
   */
  curvatureEvery: number;
  /** Eigenvalues of the Hessian, from the largest on: 1 to 3. */
  eigenvalues: number;
}

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
    hint: 'One more way back through the network, on steps whose step number is measured too.',
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

export const defaultProbes: ProbeSettings = {
  kappaEvery: 4,
  landingEvery: 8,
  probeEvery: 20,
  curvatureEvery: 40_000,
  eigenvalues: 1,
};

export const noProbes: ProbeSettings = {
  kappaEvery: 0,
  landingEvery: 0,
  probeEvery: 0,
  curvatureEvery: 0,
  eigenvalues: 1,
};
