/** Points of a sweep's curves in words. Pure. */
import { type Measure, measures } from '../runs/sweeps/measures';
import type { NumberField } from '../training/field';
import { fields } from '../training/fields';
import type { Sweep, SweepAxis } from '../training/sweep/sweep';
import { bestOf, type Curve, lastAgainstBest } from './curves';

export function valueText({ field }: SweepAxis, value: number): string {
  const { label, unit } = fields[field] as NumberField;
  return unit ? `${value} ${unit} ${label.toLowerCase()}` : `${label.toLowerCase()} ${value}`;
}

/** "Drop at epoch 10, 20 % wrong labels: test accuracy 38.2 % ± 0.6 points (mean ± standard error, 5 seeds)." */
export function readingText(sweep: Sweep, curve: Curve, i: number, measure: Measure): string {
  const { x, mean, error, values } = curve.points[i];
  const place = `${valueText(sweep.x, x)}, ${valueText(sweep.y, curve.value)}`;
  const start = `${place.charAt(0).toUpperCase()}${place.slice(1)}:`;
  if (values.size === 0) return `${start} nothing is recorded.`;
  const { label, text } = measures[measure];
  const spread = values.size > 1 ? ` ± ${errorText(error, measure)}` : '';
  const seeds = values.size > 1 ? `mean ± standard error, ${values.size} seeds` : 'one seed';
  return unbroken(`${start} ${label.toLowerCase()} ${text(mean)}${spread} (${seeds}).`);
}

/** Where the curve is best, and how far its last point is from there. */
export function bestText(sweep: Sweep, curve: Curve, measure: Measure): string {
  const i = bestOf(curve, measure);
  const best = curve.points[i];
  if (!best) return '';
  const where = `With ${valueText(sweep.y, curve.value)}, mean ${measures[measure].label.toLowerCase()} is best with the ${valueText(sweep.x, best.x)}: ${measures[measure].text(best.mean)}`;
  if (i === curve.points.length - 1) return unbroken(`${where}, the last one tried.`);
  const { mean, standardError } = lastAgainstBest(curve, measure);
  const last = valueText(sweep.x, curve.points[curve.points.length - 1].x);
  const way = mean < 0 ? 'lower' : 'higher';
  const error = Number.isNaN(standardError)
    ? ''
    : ` (± ${errorText(standardError, measure)}, one standard error, seed by seed)`;
  return unbroken(`${where}. With the ${last} it is ${errorText(Math.abs(mean), measure)} ${way}${error}.`);
}

/** Differences of accuracies are points: a per cent of what would not be said. */
export function errorText(error: number, measure: Measure | 'trainAccuracy' | 'testLoss'): string {
  if (!measure.endsWith('Accuracy')) return String(Number(error.toPrecision(2)));
  return `${(100 * error).toFixed(1)} points`;
}

/** A number and its per cent sign stay on one line. */
const unbroken = (text: string) => text.replaceAll(' %', '\u00a0%');
