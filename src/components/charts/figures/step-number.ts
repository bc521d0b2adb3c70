import { landingTerm } from '../../terms/landing-term';
import { type FigureSpec, main, ofKappas, ofWindows, perWindow, raw, second } from './spec';

export const stepNumber: FigureSpec = {
  name: 'Step number',
  meaning:
    'What a step kept of what its gradient promised on its own batch: at 0 all of it, at 1 half, at 2 nothing; above 2 the loss of the batch rose. The name is ours. With momentum, though not with Nesterov’s, a second line reads the same along the gradient.',
  formula: 'kappa',
  terms: [
    landingTerm,
    {
      name: 'Share of rises',
      meaning:
        'Of the last eight readings of the loss on the whole training set, one per epoch, the share that was higher than the reading before.',
      formula: 'rises',
    },
  ],
  guides: [
    { value: 1, text: 'p: on the floor, κ: half kept' },
    { value: 2, text: 'κ: as high as before' },
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
    {
      ...main,
      colour: '--series-smooth',
      dash: [7, 3],
      compared: 'second',
      label: 'median p',
      ...ofWindows('landing'),
    },
  ],
  table: [
    { label: 'Step', values: perWindow },
    { label: 'Median κ', ...ofWindows('kappa') },
    { label: 'Median p', ...ofWindows('landing') },
    { label: 'Share across (p > 1)', ...ofWindows('crossed') },
    { label: 'Q', ...ofWindows('share') },
    { label: 'Share of rises', ...ofWindows('rises') },
  ],
};
