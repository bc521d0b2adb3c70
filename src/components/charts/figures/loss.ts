import {
  type FigureSpec,
  fine,
  main,
  ofDerived,
  ofEvaluations,
  ofSteps,
  perEvaluation,
  raw,
  second,
} from './spec';

export const loss: FigureSpec = {
  name: 'Loss',
  meaning:
    'What training lowers. Cross-entropy: how surprised the network is by the right answers, in nats. Squared error: how far its scores are from 1 for the right class and 0 for the others. “batch” is the loss each step is taken on, “train” and “test” are means over all examples. “smoothed” is the mean of the middle half of the last batch losses.',
  formula: 'loss',
  lines: [
    { ...raw, label: 'batch', ...ofSteps('batchLoss') },
    { ...fine, label: 'smoothed', ...ofDerived('smoothedLoss') },
    {
      ...main,
      label: 'train',
      dots: true,
      ...ofEvaluations('trainLoss'),
    },
    {
      ...second,
      label: 'test',
      dots: true,
      ...ofEvaluations('testLoss'),
    },
  ],
  table: [
    { label: 'Step', values: perEvaluation },
    { label: 'Training loss', ...ofEvaluations('trainLoss') },
    { label: 'Test loss', ...ofEvaluations('testLoss') },
    {
      label: 'Batch loss',
      perStep: true,
      ...ofSteps('batchLoss'),
    },
    {
      label: 'Batch loss, smoothed',
      perStep: true,
      ...ofDerived('smoothedLoss'),
    },
  ],
};
