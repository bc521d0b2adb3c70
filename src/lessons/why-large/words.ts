/** What small steps, large steps and both gave, in sentences. Pure. */
import type { Interval } from '../../evidence/statistics';
import { bestText } from '../curve-words';
import { type Curve, curvesOf } from '../curves';
import type { Measured } from '../lesson';
import { number, percent } from '../numbers';
import { signedText } from '../race-words';
import { matchedLoss } from './matched';
import { plan } from './plan';

const missing = 'These runs are not recorded yet.';

/** The long run of small steps first, the two phases second. */
export const atOneLoss = ({ runs }: Measured) => matchedLoss(runs('small-long'), runs('two-phase'));

const range = ({ low, high }: Interval) =>
  Number.isNaN(low)
    ? ''
    : `, 95 % interval ${signedText(low, 'testAccuracy')} to ${signedText(high, 'testAccuracy')}`;

export function matchedText(measured: Measured): string {
  const { loss, first, second, difference } = atOneLoss(measured);
  if (difference.count === 0) return missing;
  const seeds = difference.count === 1 ? 'one seed' : `${difference.count} seeds`;
  return `When the training loss first comes to ${number(loss)}, small steps name ${percent(first.mean)} of the test examples rightly and two phases ${percent(second.mean)}: a difference of ${signedText(difference.mean, 'testAccuracy')} (${seeds}${range(difference)}).`;
}

export function endText({ final }: Measured, run: string): string {
  const [loss, test] = [final(run, 'trainLoss'), final(run, 'testAccuracy')];
  if (loss.seeds === 0) return missing;
  const error = Number.isNaN(test.error) ? '' : ` ± ${(100 * test.error).toFixed(1)} points`;
  return `training loss ${number(loss.mean)}, test accuracy ${percent(test.mean)}${error}`;
}

/** The curve of a share of wrong labels in per cent; undefined where it is not recorded. */
export function noisyCurve({ results }: Measured, labelNoise: number): Curve | undefined {
  const found = results('drop');
  return found && curvesOf(plan.sweeps.drop, found, 'testAccuracy', [labelNoise])[0];
}

export function curveText(measured: Measured, labelNoise: number): string {
  const curve = noisyCurve(measured, labelNoise);
  return curve ? bestText(plan.sweeps.drop, curve, 'testAccuracy') || missing : missing;
}

/** Training loss of the first and the last drop without wrong labels. */
export function unfinishedText({ point }: Measured): string {
  const { values } = plan.sweeps.drop.x;
  const [first, last] = [values[0], values[values.length - 1]].map((epoch) =>
    point('drop', epoch, 0, 'trainLoss'),
  );
  return `without wrong labels the training loss ends at ${number(first.mean)} when the step is small from the start and at ${number(last.mean)} when it never drops`;
}

/** What is left of the training loss with most labels wrong when the step never drops. */
export function memorizedText({ point }: Measured): string {
  const { x, y } = plan.sweeps.drop;
  const [epoch, noise] = [x.values[x.values.length - 1], y.values[y.values.length - 1]];
  return `with ${noise} % wrong labels and no drop the training loss ends at ${number(point('drop', epoch, noise, 'trainLoss').mean)}`;
}
