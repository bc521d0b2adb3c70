/** One plain sentence on what each cut-off of the detector does. */
import type { Thresholds } from './types';

export const thresholdHints: Record<keyof Thresholds, string> = {
  smallKappa:
    'A small step needs a median step number below this; at 1 a step keeps half of what its gradient promised.',
  smallShare: 'A small step loses less than this share of what its gradient promises.',
  smallRises: 'In small steps at most this share of the last eight training losses rose.',
  largeKappa: 'A median step number above this is a large step.',
  largeShare:
    'Steps that lose more than this share of what their gradients promise on the probe set are large too, with the rises below. Q is taken over at least the last 8 epochs and 32 readings: over fewer it is mostly noise.',
  largeRises:
    'With a share Q above its cut-off, at least this share of rises of the training loss is a large step. The default is three of eight: two of eight happen by chance in small steps too.',
  wallLanding:
    'Large steps with a median landing position above this go from wall to wall; others go to the floor of their own batch’s valley. At 1 a step lands on the floor, at 2 as steep up as it went down.',
};
