/** A sweep over two fields as one curve for each value of the second: means over seeds, errors, and words. Pure. */
import { type Interval, interval, mean, pairedDifference, standardError } from '../../../evidence/statistics';
import { type Measure, measures } from '../../../runs/sweeps/measures';
import type { SweepResults } from '../../../runs/sweeps/sweep-results';
import type { NumberField } from '../../../training/field';
import { fields } from '../../../training/fields';
import type { Sweep, SweepAxis } from '../../../training/sweep/sweep';
import type { Series } from './lines-layout';

export interface CurvePoint {
  x: number;
  mean: number;
  /** Standard error of the mean; NaN for a single seed. */
  error: number;
  /** By seed; runs that diverged have no value. */
  values: ReadonlyMap<number, number>;
}

export interface Curve {
  /** Value of the sweep's second axis, and its place on it. */
  value: number;
  index: number;
  points: CurvePoint[];
}

/** Curves for these values of the second axis, in its order; all of them where none are named. */
export function curvesOf(
  sweep: Sweep,
  results: SweepResults,
  measure: Measure,
  lines: readonly number[] = sweep.y.values,
): Curve[] {
  const byPlace = new Map<string, Map<number, number>>();
  for (const [{ x, y, seed }, result] of results.all()) {
    const value = measures[measure].value(result);
    if (Number.isNaN(value)) continue;
    const place = `${x} ${y}`;
    const seeds = byPlace.get(place) ?? new Map<number, number>();
    byPlace.set(place, seeds.set(seed, value));
  }
  return [...sweep.y.values.entries()]
    .filter(([, value]) => lines.includes(value))
    .map(([index, value]) => ({
      value,
      index,
      points: sweep.x.values.map((x, i) => {
        const values = byPlace.get(`${i} ${index}`) ?? new Map<number, number>();
        const list = [...values.values()];
        return { x, mean: mean(list), error: standardError(list), values };
      }),
    }));
}

/** Curves as lines with a band of one standard error to either side. */
export function seriesOf(curves: readonly Curve[], axis: SweepAxis): Series[] {
  return curves.map(({ value, index, points }) => ({
    name: valueText(axis, value),
    style: index,
    points: points.map((each) => ({
      ...{ x: each.x, y: each.mean },
      ...{ low: each.mean - each.error, high: each.mean + each.error },
    })),
  }));
}

/** Place of the point of a curve with the best mean: highest accuracy, or lowest loss. */
export function bestOf({ points }: Curve, measure: Measure): number {
  const sign = measure === 'testAccuracy' ? 1 : -1;
  return points.reduce(
    (best, { mean }, i) => (Number.isNaN(mean) || sign * mean <= sign * points[best]?.mean ? best : i),
    points.findIndex(({ mean }) => !Number.isNaN(mean)),
  );
}

/** The last point of a curve minus its best one, over the seeds that both have. */
export function lastAgainstBest(curve: Curve, measure: Measure): Interval {
  const best = curve.points[bestOf(curve, measure)];
  const last = curve.points[curve.points.length - 1];
  const seeds = [...last.values.keys()].filter((seed) => best?.values.has(seed));
  if (seeds.length === 0) return interval([]);
  const of = ({ values }: CurvePoint) => seeds.map((seed) => values.get(seed) as number);
  return pairedDifference(of(last), of(best));
}

export function valueText({ field }: SweepAxis, value: number): string {
  const { label, unit } = fields[field] as NumberField;
  return unit ? `${value} ${unit} ${label.toLowerCase()}` : `${label.toLowerCase()} ${value}`;
}

/** "Drop at epoch 10, 20 % wrong labels: test accuracy 38.2 % ± 0.6 points (standard error, 5 seeds)." */
export function readingText(sweep: Sweep, curve: Curve, i: number, measure: Measure): string {
  const { x, mean, error, values } = curve.points[i];
  const place = `${valueText(sweep.x, x)}, ${valueText(sweep.y, curve.value)}`;
  const start = `${place.charAt(0).toUpperCase()}${place.slice(1)}:`;
  if (values.size === 0) return `${start} nothing is recorded.`;
  const { label, text } = measures[measure];
  const spread = values.size > 1 ? ` ± ${errorText(error, measure)}` : '';
  const seeds = values.size > 1 ? `standard error, ${values.size} seeds` : 'one seed';
  return `${start} ${label.toLowerCase()} ${text(mean)}${spread} (${seeds}).`;
}

/** Where the curve is best, and how far its last point is from there. */
export function bestText(sweep: Sweep, curve: Curve, measure: Measure): string {
  const i = bestOf(curve, measure);
  const best = curve.points[i];
  if (!best) return '';
  const where = `With ${valueText(sweep.y, curve.value)} the best mean is at ${valueText(sweep.x, best.x)}, ${measures[measure].text(best.mean)}`;
  if (i === curve.points.length - 1) return `${where}: the last of the points.`;
  const { mean, standardError } = lastAgainstBest(curve, measure);
  const last = valueText(sweep.x, curve.points[curve.points.length - 1].x);
  const way = mean < 0 ? 'lower' : 'higher';
  const error = Number.isNaN(standardError) ? '' : ` (± ${errorText(standardError, measure)}, seed by seed)`;
  return `${where}; at ${last} it is ${errorText(Math.abs(mean), measure)} ${way}${error}.`;
}

/** Differences of accuracies are points: a per cent of what would not be said. */
export function errorText(error: number, measure: Measure | 'trainAccuracy' | 'testLoss'): string {
  if (!measure.endsWith('Accuracy')) return String(Number(error.toPrecision(2)));
  return `${(100 * error).toFixed(1)} points`;
}
