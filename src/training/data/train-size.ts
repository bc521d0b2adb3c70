import { number } from '../field';

/** How much of a data set a run may see; every data set has it. */
export const trainSize = number({
  label: 'Training examples',
  short: 'examples',
  hint: 'How many labelled examples the network may learn from.',
  min: 20,
  max: 5000,
  integer: true,
  log: true,
  default: 4000,
});
