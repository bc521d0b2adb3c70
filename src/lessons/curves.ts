/** A sweep over two fields as one curve for each value of the second: means over seeds and their errors. Pure. */
import { type Interval, interval, mean, pairedDifference, standardError } from '../evidence/statistics';
import { type Measure, measures } from '../runs/sweeps/measures';
import type { SweepResults } from '../runs/sweeps/sweep-results';
import type { Sweep } from '../training/sweep/sweep';

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
