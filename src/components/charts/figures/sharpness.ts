import { type FigureSpec, fine, main, of, ofCurvature, ofRates, perCurvature, raw, second } from './spec';

/** Curvature along the gradient at which one full step gains nothing. */
const alongGradient = of(perCurvature, (data) => data.bends.column('alongGradient'))('value');

export const sharpness: FigureSpec = {
  name: 'Sharpness',
  meaning:
    'How strongly the loss bends in its steepest direction: the largest eigenvalue of the Hessian on a fixed set of training examples. Above 2/η plain gradient descent is unstable there.',
  formula: 'sharpness',
  terms: [
    {
      name: 'Edges with momentum',
      meaning:
        'With momentum μ training becomes unstable above 2(1+μ)/η when every step sees all examples, while small batches settle near 2(1−μ)/η; with Nesterov momentum only the edge 2(1+μ)/(η(1+2μ)) of full batches is known, and only that is drawn.',
      formula: 'edges',
    },
    {
      name: 'Critical learning rate',
      meaning:
        'The smallest learning rate at which one step along the full gradient does not lower the loss any more; 2 divided by it is the line “along the gradient”.',
      formula: 'critical',
    },
  ],
  lines: [
    { ...raw, width: 1.25, label: '2/η', ...ofRates('edge') },
    {
      ...raw,
      width: 1.25,
      dash: [2, 3],
      label: 'edges with momentum',
      ...ofRates('upperEdge'),
    },
    {
      ...raw,
      width: 1.25,
      dash: [2, 3],
      label: '',
      ...ofRates('lowerEdge'),
    },
    // A value that was not found exactly enough is left out.
    { ...fine, dots: true, label: 'second, third', ...ofCurvature('second') },
    { ...fine, dots: true, label: '', ...ofCurvature('third') },
    { ...second, dots: true, label: 'along the gradient', ...alongGradient },
    { ...main, dots: true, label: 'largest eigenvalue', ...ofCurvature('sharpness') },
  ],
  table: [
    { label: 'Step', values: perCurvature },
    { label: 'Largest eigenvalue', ...ofCurvature('sharpness') },
    { label: 'Second', ...ofCurvature('second') },
    { label: 'Third', ...ofCurvature('third') },
    { label: 'Along the gradient', ...alongGradient },
    { label: 'Critical learning rate', ...ofCurvature('criticalRate') },
  ],
};
