/** What the last lesson asks, and the rules that say from the numbers what came out. Pure. */
import type { Measured, Prediction } from '../lesson';
import { number } from '../numbers';
import { compared, end, rates, type Zone } from './plan';

const kappa = ({ at }: Measured, epoch: number) => at('useful', 'kappa', epoch);

/** Cut-offs of the detector: 1 and 0.5. */
function atTheEnd(measured: Measured): string | undefined {
  const value = kappa(measured, end);
  if (!Number.isFinite(value)) return undefined;
  if (value > 1) return 'large';
  return value < 0.5 ? 'small' : 'between';
}

export const kappaAtTheEnd: Prediction = {
  id: 'kappa-at-the-end',
  question: `The learning rate is not touched. What is the median step number in epoch ${end}?`,
  options: [
    { id: 'large', label: 'Still above 1: the same rate takes the same kind of steps' },
    { id: 'between', label: 'Between 0.5 and 1' },
    {
      id: 'small',
      label: 'Below 0.5: the steps keep three quarters of what their gradients promise, or more',
    },
  ],
  measured: atTheEnd,
  because: (measured) =>
    `The median step number was ${number(kappa(measured, 35))} at epoch 35 and ${number(kappa(measured, end))} at epoch ${end}, at the same learning rate.`,
};

const zones = Object.keys(rates) as Zone[];
const loss = ({ at }: Measured, zone: Zone) => at(zone, 'trainLoss', compared);

function lowest(measured: Measured): string | undefined {
  const losses = zones.map((zone) => loss(measured, zone));
  // A run that diverged has no loss, but all must have been run.
  if (zones.some((zone) => measured.runs(zone).length === 0) || !losses.some(Number.isFinite))
    return undefined;
  const finite = losses.map((value) => (Number.isFinite(value) ? value : Number.POSITIVE_INFINITY));
  return zones[finite.indexOf(Math.min(...finite))];
}

export const lowestLoss: Prediction = {
  id: 'lowest-loss',
  question: `Three runs, each with one learning rate for ${compared} epochs. Which ends with the lowest training loss?`,
  options: zones.map((zone) => ({ id: zone, label: `η ${rates[zone]}` })),
  measured: lowest,
  because: (measured) =>
    `After ${compared} epochs the training loss was ${zones
      .map((zone) => `${number(loss(measured, zone))} at η ${rates[zone]}`)
      .join(', ')}; guessing among ten classes gives ${number(Math.log(10))}.`,
};
