/**
 * Critical learning rate eta_c: the smallest rate at which one step along the probe set's full gradient does
 * not lower its loss any more. On a parabola 2/eta_c is the curvature along the gradient, so it stands beside
 * sharpness at a fraction of its price (Kalra & Barkeshli 2024). Cost: one gradient per call to the surface and
 * a forward pass per rate; two or three calls.
 */
import type { LossSurface } from './surface';

const [lowest, highest] = [1e-6, 1e4];
/** Ratio of neighbouring rates in the search and in the refinement. */
const coarse = 2;
const points = 6;

/** `guess` is where to begin: the last one found, or the learning rate. NaN when no rate in range raises the loss. */
export async function criticalRate(
  surface: Pick<LossSurface, 'alongGradient'>,
  guess: number,
): Promise<number> {
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let from = clamp(guess) / coarse ** (points / 2);
  while (!(low > 0 && high < Number.POSITIVE_INFINITY)) {
    const rates = Array.from({ length: points }, (_, i) => from * coarse ** i);
    const change = await changes(surface, rates);
    const firstUp = change.findIndex((each) => !(each < 0));
    if (firstUp > 0) [low, high] = [rates[firstUp - 1], rates[firstUp]];
    else if (firstUp === 0) from = rates[0] / coarse ** (points - 1);
    else from = rates[points - 1];
    if (low === 0 && (from < lowest || from > highest)) return Number.NaN;
  }
  // Between the two the loss change along a parabola is rate (rate - eta_c): solve it from both ends.
  const rates = Array.from({ length: points }, (_, i) => low + ((high - low) * (i + 0.5)) / points);
  const change = await changes(surface, rates);
  const firstUp = change.findIndex((each) => !(each < 0));
  if (firstUp === 0) return interpolate(low, rates[0]);
  if (firstUp < 0) return interpolate(rates[points - 1], high);
  const [a, b] = [change[firstUp - 1] / rates[firstUp - 1], change[firstUp] / rates[firstUp]];
  const share = Number.isFinite(b) && b > a ? -a / (b - a) : 0.5;
  return rates[firstUp - 1] + share * (rates[firstUp] - rates[firstUp - 1]);
}

/** Loss at each rate less the loss at rate 0. */
async function changes(
  surface: Pick<LossSurface, 'alongGradient'>,
  rates: readonly number[],
): Promise<number[]> {
  const [at0, ...losses] = await surface.alongGradient([0, ...rates]);
  return losses.map((loss) => loss - at0);
}

const clamp = (rate: number) => Math.min(highest, Math.max(lowest, Number.isFinite(rate) ? rate : 1));
const interpolate = (a: number, b: number) => (a + b) / 2;
