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
  lines: [
    { ...raw, width: 1.25, label: '2/η', steps: perStep, values: (data) => data.derived.get('edge') },
    {
      ...raw,
      width: 1.25,
      dash: [2, 3],
      label: '2(1±μ)/η',
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
