import { type FigureSpec, main, ofRates, ofSteps, perStep, raw, second } from './spec';

export const stepSize: FigureSpec = {
  name: 'Step size',
  meaning:
    'The learning rate η scales the gradient. With momentum μ steps add up, as if the rate were η/(1−μ). The length of a step is how far the weights move.',
  formula: 'step',
  lines: [
    { ...raw, label: 'length of the step', ...ofSteps('stepNorm') },
    { ...second, label: 'η/(1−μ)', ...ofRates('effectiveRate') },
    { ...main, label: 'learning rate η', ...ofSteps('learningRate') },
  ],
  table: [
    { label: 'Step', values: perStep },
    { label: 'Learning rate', ...ofSteps('learningRate') },
    { label: 'Momentum', ...ofSteps('momentum') },
    { label: 'η/(1−μ)', ...ofRates('effectiveRate') },
    { label: 'Length of the step', ...ofSteps('stepNorm') },
  ],
};
