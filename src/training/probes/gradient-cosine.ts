/**
 * How the gradients of successive steps lie to each other, each on its own batch.
 *   product = g_t . g_(t-1);   cosine = product / (|g_t| |g_(t-1)|)
 * Below 0 a step undoes part of the one before: it bounces between the walls of a valley (Xing et al. 2018, "A Walk
 * with SGD"). For plain SGD with independent batches E[g_(t+1) . g_t] = |grad L|^2 (1 - 2Q) to second order, a free
 * estimate of Q (`science.md` section 3). Cost: the engine keeps one gradient and takes one inner product per step.
 */

/** From -1 to 1; NaN where a number is missing or a gradient is zero. `norm` and `normBefore` are |g_t|, |g_(t-1)|. */
export function gradientCosine(product: number, norm: number, normBefore: number): number {
  const lengths = norm * normBefore;
  return lengths > 0 ? product / lengths : Number.NaN;
}
