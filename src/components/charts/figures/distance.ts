import { type FigureSpec, main, ofDerived, ofProbes, perProbe, second } from './spec';

export const distance: FigureSpec = {
  name: 'Distance',
  meaning:
    'How far the weights are from where they began, and how long the way was. A way much longer than the distance goes to and fro.',
  formula: 'distance',
  lines: [
    { ...second, label: 'length of the way', ...ofDerived('path') },
    {
      ...main,
      label: 'distance from the start',
      ...ofProbes('distance'),
    },
  ],
  table: [
    { label: 'Step', values: perProbe },
    { label: 'Distance', ...ofProbes('distance') },
    { label: 'Way', perStep: true, ...ofDerived('path') },
  ],
};
