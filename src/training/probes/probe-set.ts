/**
 * What a step did to the loss of a fixed probe set P, and how noisy its batch was.
 *   Q = sum (change - slope) / sum (-slope) over a window of such readings: the share of the promised decrease
 *   that curvature and noise took back (see `regime/window.ts`).
 * Cost: one gradient and one forward pass on P.
 */
import type { ProbeColumn } from '../columns';
import type { LossSurface } from './surface';

export type ProbeReading = Record<ProbeColumn, number>;

/** Reads the remembered step `step`; `gradientNorm` is that of its own batch. */
export async function readProbeSet(
  surface: Pick<LossSurface, 'start' | 'alongStep' | 'distance'>,
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
    distance,
  };
}

/**
 * Simple gradient noise scale (McCandlish et al. 2018, appendix A.1), in examples: the batch size above which
 * larger batches hardly help. From mean squared norms of gradients over `small` and `large` examples:
 *   |G|^2 = (large m_large - small m_small) / (large - small),  S = (m_small - m_large) / (1/small - 1/large).
 * NaN when the sizes are equal or the estimate of |G|^2 is not positive.
 */
export function noiseScale(small: number, meanSmall: number, large: number, meanLarge: number): number {
  const signal = (large * meanLarge - small * meanSmall) / (large - small);
  const noise = (meanSmall - meanLarge) / (1 / small - 1 / large);
  return signal > 0 ? noise / signal : Number.NaN;
}
