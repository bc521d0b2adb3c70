/**
 * A step number kappa that somebody else measured, as the columns this page computes kappa from. Pure.
 *
 * A run keeps slope a and change c of a step, and `stepNumber` makes kappa = 2 (1 - c / slope) of them. A log that
 * has only kappa fixes their ratio c / a = kappa / 2 - 1 (a = -slope > 0), not their size: the size here says
 * nothing, it only lies above what `stepNumber` takes for rounding. Both are 32-bit numbers, so the ratio is the
 * best fraction of two integers below 2^24: kappa mostly comes back to 1e-13, and within 1e-7 at worst (very close
 * to a simple fraction). As the 32-bit number that a run keeps of it, it is the same from 0.001 on.
 */

const largest = 2 ** 24;

export interface KappaColumns {
  slope: number;
  lossChange: number;
}

/** Slope and change of a step with this kappa; NaN (not measured) for a kappa that is no number. `loss` in any unit. */
export function kappaColumns(kappa: number, loss: number): KappaColumns {
  if (!Number.isFinite(kappa)) return { slope: Number.NaN, lossChange: Number.NaN };
  const ratio = kappa / 2 - 1;
  if (Math.abs(ratio) > largest) {
    const promised = sized(1, loss);
    return { slope: -promised, lossChange: Math.fround(promised * ratio) };
  }
  const [above, below] =
    Math.abs(ratio) <= 1 ? fraction(Math.abs(ratio)) : fraction(1 / Math.abs(ratio)).reverse();
  const unit = sized(below, loss) / below;
  return { slope: -below * unit, lossChange: Math.sign(ratio) * above * unit };
}

/** `size` times the power of two that brings it to the loss (to 1 where that is 0 or unknown): 1 to 2 times as large. */
function sized(size: number, loss: number): number {
  const wanted = Math.abs(loss) > 0 && Number.isFinite(loss) ? Math.abs(loss) : 1;
  return size * 2 ** Math.ceil(Math.log2(wanted / size));
}

/** The closest p / q to x in [0, 1] with p, q < 2^24, by its continued fraction. */
function fraction(x: number): [number, number] {
  let [p, q, lastP, lastQ] = [0, 1, 1, 0];
  let rest = x;
  while (rest > 0 && Math.abs(x - p / q) > 0) {
    const whole = Math.floor(1 / rest);
    const most = Math.min(whole, Math.floor((largest - 1 - lastQ) / q));
    const next: [number, number] = [most * p + lastP, most * q + lastQ];
    if (most < whole) return Math.abs(x - next[0] / next[1]) < Math.abs(x - p / q) ? next : [p, q];
    [lastP, lastQ, p, q] = [p, q, ...next];
    rest = 1 / rest - whole;
  }
  return [p, q];
}
