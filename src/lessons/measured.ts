/** The numbers that prose and predictions read, from recorded runs or from those that were trained here. Pure. */
import { isOfWindows, quantityNamed } from '../runs/quantities';
import type { RunData } from '../runs/run-data';
import { measures } from '../runs/sweeps/measures';
import type { SweepResults } from '../runs/sweeps/sweep-results';
import { countUpTo } from '../training/regime/rate-jump';
import type { Measured, RecordingPlan } from './lesson';
import type { RecordedRun } from './recorded';

/** Runs by name in the plan, the first seed first. */
export interface Numbers {
  runs: ReadonlyMap<string, readonly RecordedRun[]>;
  sweeps: ReadonlyMap<string, SweepResults>;
}

export function measuredOf({ sweeps: plans }: RecordingPlan, { runs, sweeps }: Numbers): Measured {
  return {
    final: (run, what) =>
      summaryOf((runs.get(run) ?? []).map(({ data }) => data.evaluations.last(what) ?? Number.NaN)),
    at: (run, quantity, epoch) => {
      const data = runs.get(run)?.[0]?.data;
      return data ? readingAt(data, quantity, epoch) : Number.NaN;
    },
    point: (sweep, x, y, what) => {
      const plan = plans[sweep];
      const results = sweeps.get(sweep);
      const place = { x: plan?.x.values.indexOf(x), y: plan?.y.values.indexOf(y) };
      const found = results ? [...results.all()] : [];
      return summaryOf(
        found
          .filter(([each]) => each.x === place.x && each.y === place.y)
          .map(([, result]) => measures[what].value(result)),
      );
    },
    runs: (run) => runs.get(run) ?? [],
    results: (sweep) => sweeps.get(sweep),
  };
}

/** Last reading of a quantity that is not after the end of an epoch; epoch 0 is before the first step. */
function readingAt(data: RunData, id: string, epoch: number): number {
  const quantity = quantityNamed(id);
  // An unknown name would read as the first quantity.
  if (quantity.id !== id) throw new Error(`There is no quantity “${id}”.`);
  // Windows that are still to come would be passed over for an older one.
  if (isOfWindows(quantity) && !data.settled) return Number.NaN;
  const [steps, values] = [quantity.steps(data), quantity.values(data)];
  const rows = countUpTo(steps, epoch * data.stepsPerEpoch);
  return (rows > 0 ? values.at(rows - 1) : undefined) ?? Number.NaN;
}

/** Mean, standard error of the mean (none with one seed), and the number of values. */
function summaryOf(all: readonly number[]): { mean: number; error: number; seeds: number } {
  const values = all.filter(Number.isFinite);
  const seeds = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / seeds;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (seeds - 1);
  return {
    mean: seeds > 0 ? mean : Number.NaN,
    error: seeds > 1 ? Math.sqrt(variance / seeds) : Number.NaN,
    seeds,
  };
}
