/** What a sweep has found so far, by point: means and spreads over seeds, for each thing that can be coloured. Pure. */

import { placesOf, type Sweep, type SweepJob, type SweepResult } from '../../training/sweep/sweep';
import { learnedNothing, type Measure, specOf } from './measures';

type Place = Pick<SweepJob, 'x' | 'y' | 'seed'>;

export interface PointSummary {
  x: number;
  y: number;
  /** Seeds that are over, how many of them diverged, and how many learned nothing. */
  runs: number;
  diverged: number;
  guessing: number;
  /** Over the seeds that have a value; NaN where none has. */
  mean: number;
  least: number;
  most: number;
  /** Seeds with a value. */
  known: number;
}

export class SweepResults {
  private readonly byPoint = new Map<string, Map<number, SweepResult>>();
  size = 0;
  /** Grows with each result. */
  version = 0;

  add({ x, y, seed }: Place, result: SweepResult): void {
    const seeds = this.byPoint.get(`${x} ${y}`) ?? new Map<number, SweepResult>();
    this.byPoint.set(`${x} ${y}`, seeds);
    if (!seeds.has(seed)) this.size++;
    seeds.set(seed, result);
    this.version++;
  }

  has({ x, y, seed }: Place): boolean {
    return this.byPoint.get(`${x} ${y}`)?.has(seed) ?? false;
  }

  *all(): Generator<[Place, SweepResult]> {
    for (const [point, seeds] of this.byPoint) {
      const [x, y] = point.split(' ').map(Number);
      for (const [seed, result] of seeds) yield [{ x, y, seed }, result];
    }
  }

  /** Every point of the sweep, those without results too. */
  summary(sweep: Sweep, measure: Measure): PointSummary[] {
    return placesOf(sweep).map(([x, y]) => {
      const results = [...(this.byPoint.get(`${x} ${y}`)?.values() ?? [])];
      const idle = results.filter((each) => learnedNothing(each, sweep.base));
      const { value, ofLearners } = specOf(measure);
      const told = ofLearners ? results.filter((each) => !idle.includes(each)) : results;
      const values = told.map(value).filter((each) => !Number.isNaN(each));
      return {
        x,
        y,
        runs: results.length,
        known: values.length,
        diverged: results.filter(({ divergedAt }) => divergedAt > 0).length,
        guessing: idle.length,
        mean: values.length > 0 ? values.reduce((sum, each) => sum + each, 0) / values.length : Number.NaN,
        least: values.length > 0 ? Math.min(...values) : Number.NaN,
        most: values.length > 0 ? Math.max(...values) : Number.NaN,
      };
    });
  }
}
