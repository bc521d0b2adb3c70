/** A sweep: one run for each point of a grid, with several seeds each. Pure. */
import { parseConfig, type RunConfig } from '../config';
import { fields, type NumberField } from '../fields';

/** What may lie on an axis. */
export const sweepFields = [
  'learningRate',
  'momentum',
  'switchEpoch',
  'smallLearningRate',
  'batchSize',
  'labelNoise',
  'width',
] as const;
export type SweepField = (typeof sweepFields)[number];

export interface SweepAxis {
  field: SweepField;
  /** Ascending. */
  values: readonly number[];
}

export interface Sweep {
  base: RunConfig;
  x: SweepAxis;
  y: SweepAxis;
  seeds: readonly number[];
}

/** One run of a sweep: its place in the grid, and its configuration. */
export interface SweepJob {
  x: number;
  y: number;
  seed: number;
  config: RunConfig;
}

/** What is known of a job once it is over. Losses in the unit of the loss, accuracies from 0 to 1. */
export interface SweepResult {
  trainLoss: number;
  testLoss: number;
  testAccuracy: number;
  /** Median step number over the last quarter of the large-step phase, and over the last quarter of the run. */
  largeKappa: number;
  kappa: number;
  /** First step whose smoothed batch loss is below the target; NaN where there is none. */
  stepsToTarget: number;
  /** Step at which it diverged; 0 where it did not. Everything else is NaN then. */
  divergedAt: number;
}

/** The jobs in the order in which a picture fills in best: coarse points first; or the first value that is refused. */
export function jobsOf({
  base,
  x,
  y,
  seeds,
}: Sweep): { ok: true; jobs: SweepJob[] } | { ok: false; message: string } {
  const jobs: SweepJob[] = [];
  for (const seed of seeds) {
    for (const [i, valueX] of x.values.entries()) {
      for (const [k, valueY] of y.values.entries()) {
        const result = parseConfig({ [x.field]: valueX, [y.field]: valueY, seed }, base);
        if (!result.ok) return { ok: false, message: result.issues[0].message };
        jobs.push({ x: i, y: k, seed, config: result.config });
      }
    }
  }
  return { ok: true, jobs: jobs.sort((a, b) => a.seed - b.seed || coarseness(b) - coarseness(a)) };
}

/** How often both places can be halved: points that many others lie around. */
function coarseness({ x, y }: SweepJob): number {
  let level = 0;
  while (level < 16 && (x >> level) % 2 === 0 && (y >> level) % 2 === 0) level++;
  return level;
}

/** `count` values of a field from `low` to `high`, evenly in ratio where its control moves so. */
export function spread(field: SweepField, low: number, high: number, count: number): number[] {
  const { log, integer } = fields[field] as NumberField;
  const values = Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0 : i / (count - 1);
    const value = log && low > 0 ? low * (high / low) ** share : low + (high - low) * share;
    return integer ? Math.round(value) : Number(value.toPrecision(3));
  });
  return [...new Set(values)];
}
