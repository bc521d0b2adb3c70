import { type FigureSpec, main, ofNoise, perWindow } from './spec';

export const gradientNoise: FigureSpec = {
  name: 'Gradient noise',
  meaning:
    'The gradient noise scale, in examples: with batches much smaller than this a gradient is mostly noise, with larger ones mostly signal. It compares gradients of two sizes of batches, so it is empty while batches are as large as the fixed set of training examples (128, or all where there are fewer).',
  formula: 'noise',
  lines: [
    {
      ...main,
      label: 'noise scale, examples',
      ...ofNoise('noiseScale'),
    },
  ],
  table: [
    { label: 'Step', values: perWindow },
    { label: 'Noise scale', ...ofNoise('noiseScale') },
  ],
};
