import { type FigureSpec, main, ofEvaluations, perEvaluation, second } from './spec';

export const accuracy: FigureSpec = {
  name: 'Accuracy',
  meaning:
    'Share of examples whose highest score is the right class. The test examples are never trained on.',
  formula: 'accuracy',
  always: [0, 1],
  lines: [
    {
      ...main,
      compared: 'second',
      label: 'train',
      dots: true,
      percent: true,
      ...ofEvaluations('trainAccuracy'),
    },
    {
      ...second,
      compared: 'first',
      label: 'test',
      dots: true,
      percent: true,
      ...ofEvaluations('testAccuracy'),
    },
  ],
  table: [
    { label: 'Step', values: perEvaluation },
    {
      label: 'Training accuracy, %',
      percent: true,
      ...ofEvaluations('trainAccuracy'),
    },
    { label: 'Test accuracy, %', percent: true, ...ofEvaluations('testAccuracy') },
  ],
};
