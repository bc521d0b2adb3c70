/** Where runs lie on the shared x axis: their length, and the rows of a series. Pure. */
import type { Values } from '../../runs/blocks';
import { divergedAt } from '../../runs/divergence';
import type { RunData } from '../../runs/run-data';
import type { XMode } from '../../runs/view';
import type { RunConfig } from '../../training/config';
import { totalSteps } from '../../training/schedules/plan';
import type { XAxis } from './axis';
import type { Series } from './series';

/** The axis, made for the run that is looked at. */
export interface Coordinates {
  x: XAxis;
  mode: XMode;
  stepsPerEpoch: number;
}

/**
 * Where the x axis ends, in steps: at the end of the plan; of a run that diverged just after what was trained; of a log
 * where it ends, and of a single row that far again, so that it stands within.
 */
export function lengthOf(data: RunData | undefined, config: RunConfig, stepsPerEpoch: number): number {
  const last = data ? Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0, 1) : 1;
  // Nothing comes after a divergence: what was trained has the whole width, and its end stays clear of the edge.
  if (data && divergedAt(data) !== undefined) return last * 1.03;
  if (data?.origin === 'log') return data.steps.length > 1 || data.evaluations.length > 1 ? last : 2 * last;
  return Math.max(totalSteps(config, stepsPerEpoch), last);
}

/** Coordinate of each row. Epochs of all runs lie above each other; so do their steps, and their sums of rates. */
export function coordinatesOf(series: Series, { x, mode, stepsPerEpoch }: Coordinates): Values {
  const { steps, data, other } = series;
  if (mode === 'distance') {
    const run = data?.derived.get('distance');
    if (run && steps.length === run.length) return run;
    const rows = other?.data.steps;
    const toCoordinate =
      rows && run ? (step: number) => run[rows.countUpTo('step', step) - 1] ?? 0 : x.toCoordinate;
    return { length: steps.length, at: (row) => toCoordinate(steps[row]) };
  }
  const factor = epochFactor(series, mode, stepsPerEpoch);
  return factor === 1 ? steps : { length: steps.length, at: (row) => steps[row] * factor };
}

/** The largest coordinate of another run; the axis knows its own. */
export function endOf(series: Series, { mode, stepsPerEpoch }: Coordinates): number {
  const { other, until } = series;
  if (!other) return 0;
  if (mode === 'distance') return other.data.derived.last('distance') ?? 0;
  return until * epochFactor(series, mode, stepsPerEpoch);
}

/** Steps of the run that is looked at for each one of the run of a series, where epochs lie above each other. */
export function epochFactor({ other }: Series, mode: XMode, stepsPerEpoch: number): number {
  return other && mode === 'epochs' ? stepsPerEpoch / other.data.stepsPerEpoch : 1;
}
