/** The predictions that are asked for, and the rules by which numbers answer them. */
import type { Prediction } from '../lesson';
import { whereItPays } from './diagonals';
import { answerOf, logRatio, sameWithin } from './pairs';
import { plan } from './plan';
import { gainSentence, gains, ratioText } from './words';

const percent = Math.round(100 * (sameWithin - 1));

export const matchedQuestion: Prediction = {
  id: 'matched',
  question:
    'Take learning rate 0.04 with momentum 0.9 instead. Over the last five epochs, the training loss will be …',
  options: [
    { id: 'lower', label: `lower by more than ${percent} %` },
    { id: 'same', label: `the same, within ${percent} %` },
    { id: 'higher', label: `higher by more than ${percent} %` },
  ],
  measured: ({ runs }) => answerOf(logRatio(runs('large'), runs('large-matched'))),
  because: ({ runs }) => ratioText(runs('large'), runs('large-matched')),
};

export const whereQuestion: Prediction = {
  id: 'where',
  question:
    'Compare the lowest loss of a map with momentum to the lowest without. Where does momentum at least halve it?',
  options: [
    { id: 'neither', label: 'Nowhere' },
    { id: 'small-batch', label: 'With batches of 32 only' },
    { id: 'full-batch', label: 'With all examples in every step only' },
    { id: 'both', label: 'With both' },
  ],
  measured: (measured) => {
    const { small, full } = gains(measured, plan.sweeps);
    return whereItPays(small, full);
  },
  because: (measured) => gainSentence(gains(measured, plan.sweeps)),
};
