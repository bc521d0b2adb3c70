/** A sweep: one run for each point of a grid, or of a random set, with several seeds each. Pure. */
import { parseConfig, type RunConfig } from '../config';
import type { NumberField } from '../field';
import { fields } from '../fields';
import { randomStream } from '../random';

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
  /** Ascending in a grid. */
  values: readonly number[];
}

export interface Sweep {
  base: RunConfig;
  /** Grid: every x with every y. Random: the first x with the first y, the second with the second, and so on. */
  kind: 'grid' | 'random';
  x: SweepAxis;
  y: SweepAxis;
  /** Random sets only: fields that vary too, a value for each point. */
  also: readonly SweepAxis[];
  seeds: readonly number[];
  /** A smoothed batch loss below this is the target, in its unit. */
  targetLoss: number;
}

/** One run of a sweep: its place, as numbers of values of the axes, and its configuration. */
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
export function jobsOf(sweep: Sweep): { ok: true; jobs: SweepJob[] } | { ok: false; message: string } {
  const { base, kind, x, y, also, seeds } = sweep;
  const jobs: SweepJob[] = [];
  for (const seed of seeds) {
    for (const [i, k] of placesOf(sweep)) {
      const others = kind === 'random' ? also.map(({ field, values }) => [field, values[i]]) : [];
      const changes = { [x.field]: x.values[i], [y.field]: y.values[k], ...Object.fromEntries(others), seed };
      const result = parseConfig(changes, base);
      if (!result.ok) return { ok: false, message: result.issues[0].message };
      jobs.push({ x: i, y: k, seed, config: result.config });
    }
  }
  const order = kind === 'grid' ? coarseness : () => 0;
  return { ok: true, jobs: jobs.sort((a, b) => a.seed - b.seed || order(b) - order(a)) };
}

/** Places of all points, as numbers of values of the axes. */
export function placesOf({ kind, x, y }: Pick<Sweep, 'kind' | 'x' | 'y'>): [x: number, y: number][] {
  if (kind === 'random') return x.values.map((_, i) => [i, i]);
  return x.values.flatMap((_, i) => y.values.map((__, k): [number, number] => [i, k]));
}

/** How often both places can be halved: points that many others lie around. */
function coarseness({ x, y }: SweepJob): number {
  let level = 0;
  while (level < 16 && (x >> level) % 2 === 0 && (y >> level) % 2 === 0) level++;
  return level;
}

/** `count` values of a field from `low` to `high`, as evenly as its axis is drawn; whole ones may be fewer. */
export function spread(field: SweepField, low: number, high: number, count: number): number[] {
  const share = (i: number) => (count === 1 ? 0 : i / (count - 1));
  const values = Array.from({ length: count }, (_, i) => between(field, low, high, share(i)));
  return [...new Set(values)];
}

/** `count` values at random, each share of the axis as likely as any other; the same for the same seed. */
export function scatter(field: SweepField, low: number, high: number, count: number, seed: number): number[] {
  const random = randomStream(seed, 'sweep', sweepFields.indexOf(field));
  return Array.from({ length: count }, () => between(field, low, high, random.uniform()));
}

/** The value at a share of the way from `low` to `high`, rounded to three digits or to a whole number. */
function between(field: SweepField, low: number, high: number, share: number): number {
  const value = fromAxis(field, low, toAxis(field, low) * (1 - share) + toAxis(field, high) * share);
  return (fields[field] as NumberField).integer ? Math.round(value) : Number(value.toPrecision(3));
}

/**
 * Where a value lies on an axis: rates and sizes by their logarithm; a momentum mu by that of 1/(1 - mu), the number
 * of steps it remembers, so that lines of equal eta/(1 - mu) are straight.
 */
export function toAxis(field: SweepField, value: number): number {
  if (field === 'momentum') return -Math.log(1 - value);
  return (fields[field] as NumberField).log ? Math.log(value) : value;
}

function fromAxis(field: SweepField, low: number, place: number): number {
  if (field === 'momentum') return 1 - Math.exp(-place);
  return (fields[field] as NumberField).log && low > 0 ? Math.exp(place) : place;
}
