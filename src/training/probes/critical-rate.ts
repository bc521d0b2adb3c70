/**
 * Critical learning rate eta_c: the smallest rate at which one step along the probe set's full gradient does
 * not lower its loss any more. On a parabola 2/eta_c is the curvature along the gradient, so it stands beside
 * sharpness at a fraction of its price (Kalra & Barkeshli 2024). Cost: one gradient per call to the surface and
 * a forward pass per rate; two or three calls.
 */
import type { LossSurface } from './surface';

const [lowest, highest] = [1e-6, 1e4];
/** Ratio of neighbouring rates in the search, and rates per look. */
const coarse = 2;
const points = 6;

interface Point {
  rate: number;
  /** Loss at this rate less the loss at rate 0. */
  change: number;
}

/** `guess` is where to begin: the last one found, or the learning rate. NaN when it lies outside the range. */
export async function criticalRate(
  surface: Pick<LossSurface, 'alongGradient'>,
  guess: number,
): Promise<number> {
  const begin = Math.min(highest, Math.max(lowest, Number.isFinite(guess) ? guess : 1));
  let from = begin / coarse ** (points / 2);
  while (from >= lowest / coarse ** points && from <= highest) {
    const found = await look(surface, (i) => from * coarse ** i);
    const up = found.findIndex(({ change }) => !(change < 0));
    if (up > 0) return refine(surface, found[up - 1], found[up]);
    from = found[up === 0 ? 0 : points - 1].rate / (up === 0 ? coarse ** (points - 1) : 1);
  }
  return Number.NaN;
}

/** Looks between a rate that lowers the loss and one that does not. */
async function refine(surface: Pick<LossSurface, 'alongGradient'>, low: Point, high: Point): Promise<number> {
  const between = await look(surface, (i) => low.rate + ((high.rate - low.rate) * (i + 1)) / (points + 1));
  const all = [low, ...between, high];
  const up = all.findIndex(({ change }, i) => i > 0 && !(change < 0));
  const [a, b] = [all[up - 1], all[up]];
  // On a parabola change / rate is a straight line.
  const [left, right] = [a.change / a.rate, b.change / b.rate];
  const share = Number.isFinite(right) ? -left / (right - left) : 0.5;
  return a.rate + share * (b.rate - a.rate);
}

async function look(
  surface: Pick<LossSurface, 'alongGradient'>,
  rateOf: (i: number) => number,
): Promise<Point[]> {
  const rates = Array.from({ length: points }, (_, i) => rateOf(i));
  const [at0, ...losses] = await surface.alongGradient([0, ...rates]);
  return rates.map((rate, i) => ({ rate, change: losses[i] - at0 }));
}
