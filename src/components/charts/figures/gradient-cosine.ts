import { type FigureSpec, main, ofDerived, ofSteps, perStep } from './spec';

export const gradientCosine: FigureSpec = {
  name: 'Successive gradients',
  meaning:
    'Cosine of the angle between the gradients of one step and the next, smoothed. Below 0 a step undoes part of the one before: it bounces.',
  formula: 'cosine',
  terms: [
    {
      name: 'Product of successive gradients',
      meaning:
        'The cosine before it is divided by the lengths of the two gradients. For plain SGD with independent batches its mean tells Q without a measurement of its own: it is 0 at Q = 1/2 and negative above.',
      formula: 'product',
    },
  ],
  guides: [{ value: 0, text: 'at right angles' }],
  always: [-0.3, 0.3],
  lines: [
    {
      ...main,
      width: 1.75,
      label: 'cosine, smoothed',
      ...ofDerived('cosine'),
    },
  ],
  table: [
    { label: 'Step', values: perStep },
    { label: 'Cosine, smoothed', ...ofDerived('cosine') },
    { label: 'Product of the step', ...ofSteps('gradientProduct') },
  ],
};
