import { atSteps, type FigureSpec, fine, main, perEvaluation, perStep, raw, second } from './spec';

export const loss: FigureSpec = {
  name: 'Loss',
  meaning:
    'What training lowers. Cross-entropy: how surprised the network is by the right answers, in nats. Squared error: how far its scores are from 1 for the right class and 0 for the others. “batch” is the loss each step is taken on, “train” and “test” are means over all examples. “smoothed” is the mean of the middle half of the last batch losses.',
  formula: 'loss',
  lines: [
    { ...raw, label: 'batch', steps: perStep, values: (data) => data.steps.get('batchLoss') },
    { ...fine, label: 'smoothed', steps: perStep, values: (data) => data.derived.get('smoothedLoss') },
    {
      ...main,
      label: 'train',
      dots: true,
      steps: perEvaluation,
      values: (data) => data.evaluations.get('trainLoss'),
    },
    {
      ...second,
      label: 'test',
      dots: true,
      steps: perEvaluation,
      values: (data) => data.evaluations.get('testLoss'),
    },
  ],
  table: [
    { label: 'Step', values: perEvaluation },
    { label: 'Training loss', values: (data) => data.evaluations.get('trainLoss') },
    { label: 'Test loss', values: (data) => data.evaluations.get('testLoss') },
    {
      label: 'Batch loss',
      values: (data) => atSteps(perEvaluation(data), data, data.steps.get('batchLoss')),
    },
    {
      label: 'Batch loss, smoothed',
      values: (data) => atSteps(perEvaluation(data), data, data.derived.get('smoothedLoss')),
    },
  ],
};
