/** What lesson 1 asks, and the rules that say from the numbers what came out. Pure. */
import { floorWidth } from '../../training/probes/kappa';
import type { Measured, Prediction } from '../lesson';
import { number } from '../numbers';
import { drop, end, fullEnd } from './plan';

const loss = ({ at }: Measured, epoch: number) => at('two-phase', 'trainLoss', epoch);

/** Full training loss at the drop and five epochs later: to less than a half, within a tenth, or in between. */
function afterTheDrop(measured: Measured): string | undefined {
  const [before, after] = [loss(measured, drop), loss(measured, drop + 5)];
  if (!(before > 0 && after > 0)) return undefined;
  if (after > before * 1.1) return 'rises';
  if (after > before * 0.9) return 'stays';
  return after < before / 2 ? 'falls' : 'creeps';
}

export const lossAfterDrop: Prediction = {
  id: 'loss-after-drop',
  question: `At epoch ${drop} the learning rate drops from 0.4 to 0.003. What does the training loss do in the five epochs after it?`,
  options: [
    { id: 'rises', label: 'It rises' },
    { id: 'stays', label: 'It stays where it is: such small steps hardly move the weights' },
    { id: 'creeps', label: 'It goes on falling, but to no less than half' },
    { id: 'falls', label: 'It falls at once, to less than half' },
  ],
  measured: afterTheDrop,
  because: (measured) =>
    `The training loss was ${number(loss(measured, drop))} at epoch ${drop} and ${number(loss(measured, drop + 5))} at epoch ${drop + 5}; at epoch ${drop - 5} it had been ${number(loss(measured, drop - 5))}.`,
};

const kappa = ({ at }: Measured, epoch: number) => at('two-phase', 'kappa', epoch);

/** Where the median step number lies before the drop. */
function largeSteps(measured: Measured): string | undefined {
  const value = kappa(measured, drop);
  if (!Number.isFinite(value)) return undefined;
  if (value < 1) return 'more';
  return value <= 2 ? 'less' : 'none';
}

export const kappaOfLargeSteps: Prediction = {
  id: 'kappa-large',
  question:
    'Before you look closely: each step is taken on a batch, whose gradient promises a decrease of its loss. How much of it do most of the large steps keep?',
  options: [
    { id: 'more', label: 'More than half' },
    { id: 'less', label: 'Less than half, but the loss of their batch still falls' },
    { id: 'none', label: 'Nothing: the loss of their batch rises' },
  ],
  measured: largeSteps,
  because: (measured) =>
    `The step number is below 1 where a step kept more than half and above 2 where the loss rose. Its median in the last epoch of large steps was ${number(kappa(measured, drop))}, in the last epoch of the run ${number(kappa(measured, end))}.`,
};

const landing = ({ at }: Measured, run: string, epoch: number) => at(run, 'landing', epoch);

/** Where the steps on the full batch land at the end. */
function onFullBatches(measured: Measured): string | undefined {
  const value = landing(measured, 'full', fullEnd);
  if (!Number.isFinite(value)) return undefined;
  if (value < 1 - floorWidth) return 'short';
  return value > 1 + floorWidth ? 'across' : 'floor';
}

export const landingOnFullBatches: Prediction = {
  id: 'landing-full',
  question:
    'Now every step sees all 4,000 training examples, with the same network and the same learning rate 0.4. Where do the last of two hundred such steps land?',
  options: [
    { id: 'short', label: 'Short of the floor: nothing disturbs them on the way down' },
    { id: 'floor', label: 'About on the floor, as those on batches of 32 do' },
    { id: 'across', label: 'Across the floor, on the other side of the valley' },
  ],
  measured: onFullBatches,
  because: (measured) =>
    `The median landing position p of the last steps was ${number(landing(measured, 'full', fullEnd))} on the full batch, and ${number(landing(measured, 'two-phase', drop))} on batches of 32 before the drop; at 1 a step is on the floor.`,
};
