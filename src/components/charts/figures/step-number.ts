import { type FigureSpec, main, ofKappas, ofWindows, perWindow, raw, second } from './spec';

export const stepNumber: FigureSpec = {
  name: 'Step number',
  meaning:
    'Where in the valley of its own batch a step landed. Below 1 it stopped short of the floor, from 1 to 2 it jumped across, above 2 it climbed higher than it started. With momentum, though not with Nesterov’s, a second line reads the same along the gradient.',
  formula: 'kappa',
  terms: [
    {
      name: 'Share of rises',
      meaning:
        'Of the last eight readings of the loss on the whole training set, one per epoch, the share that was higher than the reading before.',
      formula: 'rises',
    },
  ],
  guides: [
    { value: 1, text: 'valley floor' },
    { value: 2, text: 'as high as before' },
  ],
  within: [-0.5, 4],
  always: [0, 2.2],
  lines: [
    { ...raw, label: 'measured steps', ...ofKappas('kappa') },
    {
      ...second,
      firm: false,
      label: 'along the gradient, at η/(1−μ)',
      ...ofKappas('momentumKappa'),
      width: 1.25,
    },
    { ...main, label: 'median κ', ...ofWindows('kappa') },
  ],
  table: [
    { label: 'Step', values: perWindow },
    { label: 'Median κ', ...ofWindows('kappa') },
    { label: 'Q', ...ofWindows('share') },
    { label: 'Share of rises', ...ofWindows('rises') },
  ],
};
