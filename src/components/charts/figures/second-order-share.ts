import { probeKept } from '../../../runs/probe-kept';
import { type FigureSpec, fine, main, ofWindows, perWindow } from './spec';

export const secondOrderShare: FigureSpec = {
  name: 'Second-order share',
  meaning:
    'Of the decrease that the gradient of a fixed set of training examples promises, the share that curvature and the other batches take back. At 1 nothing is gained any more; 1 − Q is the share that is kept. Each value is taken over at least the last 8 epochs and 32 readings, but never across a jump of the learning rate.',
  formula: 'share',
  guides: [{ value: 1, text: 'nothing gained' }],
  within: [-0.5, 2.5],
  always: [0, 1.2],
  lines: [
    {
      ...fine,
      label: '80 % interval',
      ...ofWindows('shareLow'),
    },
    { ...fine, label: '', ...ofWindows('shareHigh') },
    { ...main, label: 'Q', ...ofWindows('share') },
  ],
  table: [
    { label: 'Step', values: perWindow },
    { label: 'Q', ...ofWindows('share') },
    { label: 'From', ...ofWindows('shareLow') },
    { label: 'To', ...ofWindows('shareHigh') },
    { label: 'Kept, 1 − Q', values: probeKept },
  ],
};
