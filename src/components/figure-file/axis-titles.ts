/** What the axes of figures count, in full, as it is written in files: on the page it is said beside them. */
import type { FigureName, XMode } from '../../runs/view';

export const xTitles: Readonly<Record<XMode, string>> = {
  epochs: 'epoch',
  steps: 'step',
  distance: 'sum of learning rates η·t',
};

/** With the unit in brackets, where there is one. */
export const yTitles: Readonly<Record<FigureName, string>> = {
  Loss: 'loss',
  Accuracy: 'accuracy (% of examples)',
  'Step size': 'learning rate η, length of a step',
  'Step number': 'step number κ',
  'Second-order share': 'second-order share Q',
  Sharpness: 'sharpness (eigenvalue of the Hessian)',
  'Gradient noise': 'noise scale (examples)',
  'Successive gradients': 'cosine',
  Distance: 'distance of the weights',
};
