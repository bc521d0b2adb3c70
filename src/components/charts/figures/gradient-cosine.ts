import { type FigureSpec, main, perStep } from './spec';

export const gradientCosine: FigureSpec = {
  name: 'Successive gradients',
  meaning:
    'Cosine of the angle between the gradients of one step and the next, smoothed. Below 0 a step undoes part of the one before: it bounces.',
  formula: 'cosine',
  guides: [{ value: 0, text: 'at right angles' }],
  always: [-0.3, 0.3],
  lines: [
    {
      ...main,
      width: 1.75,
      label: 'cosine, smoothed',
      steps: perStep,
      values: (data) => data.derived.get('cosine'),
    },
  ],
  table: [
    { label: 'Step', values: perStep },
    { label: 'Cosine, smoothed', values: (data) => data.derived.get('cosine') },
  ],
};
