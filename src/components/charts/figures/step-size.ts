import { type FigureSpec, main, perStep, raw, second } from './spec';

export const stepSize: FigureSpec = {
  name: 'Step size',
  meaning:
    'The learning rate η scales the gradient. With momentum μ steps add up, as if the rate were η/(1−μ). The length of a step is how far the weights move.',
  formula: 'step',
  lines: [
    { ...raw, label: 'length of the step', steps: perStep, values: (data) => data.steps.get('stepNorm') },
    { ...second, label: 'η/(1−μ)', steps: perStep, values: (data) => data.derived.get('effectiveRate') },
    { ...main, label: 'learning rate η', steps: perStep, values: (data) => data.steps.get('learningRate') },
  ],
  table: [
    { label: 'Step', values: perStep },
    { label: 'Learning rate', values: (data) => data.steps.get('learningRate') },
    { label: 'Momentum', values: (data) => data.steps.get('momentum') },
    { label: 'η/(1−μ)', values: (data) => data.derived.get('effectiveRate') },
    { label: 'Length of the step', values: (data) => data.steps.get('stepNorm') },
  ],
};
