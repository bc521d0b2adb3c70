/** What small steps, large steps and both gave, in sentences. Pure. */
import type { Interval } from '../../evidence/statistics';
import { bestText } from '../curve-words';
import { type Curve, curvesOf } from '../curves';
import type { Measured } from '../lesson';
import { number, percent } from '../numbers';
import { rangeText, signedText } from '../race-words';
import { matchedLoss } from './matched';
import { plan } from './plan';

const missing = 'These runs are not recorded yet.';

/** The long run of small steps first, the two phases second. */
export const atOneLoss = ({ runs }: Measured) => matchedLoss(runs('small-long'), runs('two-phase'));

const range = (of: Interval) =>
  Number.isNaN(of.low) ? '' : `, 95\u00a0% interval ${rangeText(of, 'testAccuracy')}`;

export function matchedText(measured: Measured): string {
  const { loss, first, second, difference } = atOneLoss(measured);
  if (difference.count === 0) return missing;
  const seeds = difference.count === 1 ? 'one seed' : `${difference.count} seeds`;
  return `When the training loss first comes to ${number(loss)}, small steps have a mean test accuracy of ${percent(first.mean)} and two phases one of ${percent(second.mean)}: a difference of ${signedText(difference.mean, 'testAccuracy')} (${seeds}${range(difference)}).`;
}

export function endText({ final }: Measured, run: string): string {
  const [loss, test] = [final(run, 'trainLoss'), final(run, 'testAccuracy')];
  if (loss.seeds === 0) return missing;
  const error = Number.isNaN(test.error) ? '' : ` ± ${(100 * test.error).toFixed(1)} points`;
  return `training loss ${number(loss.mean)}, test accuracy ${percent(test.mean)}${error}`;
}

/** What the numbers of `endText` are, said once. */
export function meansText({ final }: Measured): string {
  const { seeds } = final('small', 'testAccuracy');
  if (seeds < 2) return '';
  return `These are means over ${seeds} seeds, ± one standard error of the mean; the figure draws medians.`;
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
  return `without wrong labels the training loss ends at ${number(first.mean)} when steps are small from the start, and at ${number(last.mean)} with the drop at epoch ${values[values.length - 1]}`;
}

/** With wrong labels: test accuracy of the longest phase of large steps, and of the best. */
export function longPhasesText({ point }: Measured): string {
  const { x, y } = plan.sweeps.drop;
  const parts = y.values
    .filter((noise) => noise > 0)
    .map((noise) => {
      const means = x.values.map((epoch) => ({
        epoch,
        mean: point('drop', epoch, noise, 'testAccuracy').mean,
      }));
      const best = means.reduce((one, each) => (each.mean > one.mean ? each : one));
      const last = means[means.length - 1];
      return `${noise}\u00a0% of wrong labels ${percent(last.mean)} with a drop at epoch ${last.epoch} against ${percent(best.mean)} at epoch ${best.epoch}`;
    });
  return `With wrong labels a long phase of large steps cost test accuracy: at ${parts.join(', and at ')}.`;
}

/** How far wrong labels are learnt by heart: training loss with the most of them, small steps only and at its lowest. */
export function memorizedText({ point }: Measured): string {
  const { x, y } = plan.sweeps.drop;
  const noise = y.values[y.values.length - 1];
  const losses = x.values.map((epoch) => ({ epoch, loss: point('drop', epoch, noise, 'trainLoss').mean }));
  const lowest = losses.reduce((best, each) => (each.loss < best.loss ? each : best));
  return `with ${noise}\u00a0% wrong labels the training loss ends at ${number(losses[0].loss)} when steps are small from the start, and at ${number(lowest.loss)} with the drop at epoch ${lowest.epoch}`;
}
