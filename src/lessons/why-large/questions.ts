/** The predictions that are asked for, and the rules by which numbers answer them. */
import { bestOf, type Curve, lastAgainstBest } from '../curves';
import type { Prediction } from '../lesson';
import { favoured } from './matched';
import { atOneLoss, curveText, matchedText, noisyCurve } from './words';

const noise = 40;

export const lossQuestion: Prediction = {
  id: 'equal-loss',
  question:
    'Two phases: 30 epochs with learning rate 0.4, then small steps. When they come to the training loss of the long run shown, their test accuracy will be …',
  options: [
    { id: 'second', label: 'higher' },
    { id: 'first', label: 'lower' },
    { id: 'open', label: 'not different by more than chance' },
  ],
  measured: (measured) => favoured(atOneLoss(measured).difference),
  because: matchedText,
};

/** Whether the longest phase of large steps is beaten by a shorter one by more than chance; undefined while unknown. */
export function lengthAnswer(curve: Curve): 'longer' | 'shorter' | undefined {
  const best = bestOf(curve, 'testAccuracy');
  const { count, high } = lastAgainstBest(curve, 'testAccuracy');
  if (best < 0 || count < 2) return undefined;
  return best < curve.points.length - 1 && high < 0 ? 'shorter' : 'longer';
}

export const noiseQuestion: Prediction = {
  id: 'noise',
  question: `Now ${noise} % of the training labels are wrong; those of the test are right. The longest phase of large steps, 45 of 60 epochs, will give …`,
  options: [
    { id: 'longer', label: 'the best test accuracy, or one that chance cannot tell from it' },
    { id: 'shorter', label: 'less test accuracy than a shorter one, by more than chance' },
  ],
  measured: (measured) => {
    const curve = noisyCurve(measured, noise);
    return curve && lengthAnswer(curve);
  },
  because: (measured) => curveText(measured, noise),
};
