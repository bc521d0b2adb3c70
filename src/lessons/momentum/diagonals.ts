/** A map of learning rate and momentum along its lines of equal eta/(1 - mu), and what momentum gains. Pure. */
import { median } from 'd3';
import type { SweepResults } from '../../runs/sweeps/sweep-results';
import type { Sweep } from '../../training/sweep/sweep';

export interface Diagonal {
  /** eta / (1 - mu). */
  effective: number;
  /** Final training losses by momentum, ascending; NaN where a run diverged. */
  losses: { momentum: number; loss: number }[];
  /** Median step number of the run without momentum over its last quarter; NaN where the map has none. */
  kappa: number;
}

/** The diagonals of a map with learning rates along x and momenta along y; the first seed of each point. */
export function diagonalsOf({ x, y }: Sweep, results: SweepResults): Diagonal[] {
  const diagonals = new Map<string, Diagonal>();
  const all = [...results.all()].sort(([a], [b]) => a.y - b.y || a.seed - b.seed);
  for (const [place, { trainLoss, kappa }] of all) {
    const momentum = y.values[place.y];
    const effective = Number((x.values[place.x] / (1 - momentum)).toPrecision(6));
    const diagonal = diagonals.get(String(effective)) ?? { effective, losses: [], kappa: Number.NaN };
    diagonals.set(String(effective), diagonal);
    if (diagonal.losses.some((each) => each.momentum === momentum)) continue;
    diagonal.losses.push({ momentum, loss: trainLoss });
    if (momentum === 0) diagonal.kappa = kappa;
  }
  return [...diagonals.values()].sort((a, b) => a.effective - b.effective);
}

/** Largest loss over smallest along a diagonal; undefined where fewer than two points have one, or one diverged. */
export function spreadOf({ losses }: Diagonal): number | undefined {
  const values = losses.map(({ loss }) => loss);
  if (values.length < 2 || values.some(Number.isNaN)) return undefined;
  return Math.max(...values) / Math.min(...values);
}

export interface Spreads {
  /** Median over diagonals of the largest loss over the smallest; NaN without diagonals. */
  middle: number;
  diagonals: number;
}

export function spreadsOf(diagonals: readonly Diagonal[]): Spreads {
  const spreads = diagonals.map(spreadOf).filter((each) => each !== undefined);
  return { middle: median(spreads) ?? Number.NaN, diagonals: spreads.length };
}

/** Median factor between the losses of one learning rate and the next, without momentum: what a step aside does. */
export function stepAside({ y }: Sweep, results: SweepResults): number {
  const row = [...results.all()]
    .filter(([place, { divergedAt }]) => y.values[place.y] === 0 && divergedAt === 0)
    .sort(([a], [b]) => a.x - b.x)
    .map(([, { trainLoss }]) => trainLoss);
  const factors = row.slice(1).map((loss, i) => Math.max(loss / row[i], row[i] / loss));
  return median(factors) ?? Number.NaN;
}

export interface Gain {
  /** Lowest final training losses, without and with momentum; NaN where nothing is known. */
  without: number;
  with: number;
  /** The first over the second. */
  factor: number;
}

/** What the best learning rate without momentum reaches against the best pair with it. */
export function gainOf({ y }: Sweep, results: SweepResults): Gain {
  const least = { without: Number.NaN, with: Number.NaN };
  for (const [place, { trainLoss }] of results.all()) {
    const which = y.values[place.y] === 0 ? 'without' : 'with';
    // A comparison with what is not a number is false.
    if (!Number.isNaN(trainLoss) && !(least[which] <= trainLoss)) least[which] = trainLoss;
  }
  return { ...least, factor: least.without / least.with };
}

/** Halving the loss: more than a second seed or a finer grid should undo. */
export const worthwhile = 2;

export type Where = 'neither' | 'small-batch' | 'full-batch' | 'both';

/** At which of two batch sizes momentum gains that much; undefined while one of them is unknown. */
export function whereItPays(small: Gain, full: Gain): Where | undefined {
  if (Number.isNaN(small.factor) || Number.isNaN(full.factor)) return undefined;
  const [pays, paysFull] = [small.factor >= worthwhile, full.factor >= worthwhile];
  if (pays) return paysFull ? 'both' : 'small-batch';
  return paysFull ? 'full-batch' : 'neither';
}
