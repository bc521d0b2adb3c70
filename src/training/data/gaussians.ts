import { toy } from './toy';

/** Four centres on a circle of radius 1; all spread comes from the noise. */
export const gaussians = toy({
  name: 'gaussians',
  label: 'Gaussians',
  classes: 4,
  point: (label) => [Math.cos((Math.PI / 2) * label), Math.sin((Math.PI / 2) * label)],
});
