import { type FigureSpec, fine, main, perCurvature, perStep, raw, second } from './spec';

const curvature =
  (name: 'sharpness' | 'second' | 'third' | 'criticalRate') =>
  ({ curvature: table }: Parameters<typeof perCurvature>[0]) =>
    table.get(name);

/** Curvature along the gradient at which one full step gains nothing. */
const alongGradient = (data: Parameters<typeof perCurvature>[0]) =>
  Float64Array.from(data.curvature.get('criticalRate'), (rate) => 2 / rate);

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
    { ...raw, width: 1.25, label: '2/η', steps: perStep, values: (data) => data.derived.get('edge') },
    {
      ...raw,
      width: 1.25,
      dash: [2, 3],
      label: 'edges with momentum',
      steps: perStep,
      values: (data) => data.derived.get('upperEdge'),
    },
    {
      ...raw,
      width: 1.25,
      dash: [2, 3],
      label: '',
      steps: perStep,
      values: (data) => data.derived.get('lowerEdge'),
    },
    // A value that was not found exactly enough is left out.
    { ...fine, dots: true, label: 'second, third', steps: perCurvature, values: curvature('second') },
    { ...fine, dots: true, label: '', steps: perCurvature, values: curvature('third') },
    { ...second, dots: true, label: 'along the gradient', steps: perCurvature, values: alongGradient },
    { ...main, dots: true, label: 'largest eigenvalue', steps: perCurvature, values: curvature('sharpness') },
  ],
  table: [
    { label: 'Step', values: perCurvature },
    { label: 'Largest eigenvalue', values: curvature('sharpness') },
    { label: 'Second', values: curvature('second') },
    { label: 'Third', values: curvature('third') },
    { label: 'Along the gradient', values: alongGradient },
    { label: 'Critical learning rate', values: curvature('criticalRate') },
  ],
};
