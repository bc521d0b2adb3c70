import { atSteps, type FigureSpec, main, perProbe, perStep, second } from './spec';

export const distance: FigureSpec = {
  name: 'Distance',
  meaning:
    'How far the weights are from where they began, and how long the way was. A way much longer than the distance goes to and fro.',
  formula: 'distance',
  lines: [
    { ...second, label: 'length of the way', steps: perStep, values: (data) => data.derived.get('path') },
    {
      ...main,
      label: 'distance from the start',
      steps: perProbe,
      values: (data) => data.probes.get('distance'),
    },
  ],
  table: [
    { label: 'Step', values: perProbe },
    { label: 'Distance', values: (data) => data.probes.get('distance') },
    { label: 'Way', values: (data) => atSteps(perProbe(data), data, data.derived.get('path')) },
  ],
};
