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
