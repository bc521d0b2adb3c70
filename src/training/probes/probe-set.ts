/**
 * What a step did to the loss of a fixed probe set P, and how noisy its batch was.
 *   Q = sum (change - slope) / sum (-slope) over a window of such readings: the share of the promised decrease
 *   that curvature and the other batches took back (see `regime/window.ts`). Our own reading of the second-order expansion of
 *   the loss along a step; `science.md` section 3.
 * Cost: one gradient and one forward pass on P; the distance is a sum over the weights.
 */
import type { ProbeColumn } from '../columns';
import type { LossSurface } from './surface';

export type ProbeReading = Record<ProbeColumn, number>;

/** Reads the remembered step `step`; `gradientNorm` is that of its own batch. */
export async function readProbeSet(
  surface: Pick<LossSurface, 'batchSize' | 'start' | 'alongStep' | 'distance'>,
  step: number,
  gradientNorm: number,
): Promise<ProbeReading> {
  const [{ loss, slope, square }, [after], distance] = await Promise.all([
    surface.start(),
    surface.alongStep('probe', [1]),
    surface.distance(),
  ]);
  return {
    step,
    change: after - loss,
    slope,
    gradientSquare: square,
    batchGradientSquare: gradientNorm ** 2,
    batchSize: surface.batchSize,
    distance,
  };
}

/** Squared norms of two gradients at the same weights, over `batchSize` examples and over the probe set. */
export interface NormPair {
  batchSize: number;
  batchSquare: number;
  probeSquare: number;
}

/**
 * Simple gradient noise scale (McCandlish et al. 2018, appendix A.1), in examples: the batch size above which
 * larger batches hardly help. Each pair of norms, over B and P examples, estimates without bias
 *   |G|^2 = (P |g_P|^2 - B |g_B|^2) / (P - B)   and   S = (|g_B|^2 - |g_P|^2) / (1/B - 1/P);
 * their means are taken apart and then divided. Pairs of one size say nothing and are left out. NaN when more than
 * half are, or when the estimate of |G|^2 is not positive.
 */
export function noiseScale(pairs: readonly NormPair[], probeSize: number): number {
  const telling = pairs.filter(({ batchSize }) => batchSize !== probeSize);
  if (telling.length === 0 || 2 * telling.length < pairs.length) return Number.NaN;
  let [signal, noise] = [0, 0];
  for (const { batchSize, batchSquare, probeSquare } of telling) {
    signal += (probeSize * probeSquare - batchSize * batchSquare) / (probeSize - batchSize);
    noise += (batchSquare - probeSquare) / (1 / batchSize - 1 / probeSize);
  }
  return signal > 0 ? noise / signal : Number.NaN;
}
