/** Means over seeds and how sure they are: standard errors and 95 % intervals by Student's t. Pure. */

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Deviation of single values, by n - 1; NaN for fewer than two. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1));
}

/** Deviation of the mean; NaN for fewer than two values. */
export function standardError(values: readonly number[]): number {
  return standardDeviation(values) / Math.sqrt(values.length);
}

export interface Interval {
  mean: number;
  standardError: number;
  /** Ends of the 95 % interval of the mean; NaN for fewer than two values. */
  low: number;
  high: number;
  count: number;
}

/** The mean with its 95 % interval, for values that are independent and near normal. */
export function interval(values: readonly number[]): Interval {
  const [centre, error] = [mean(values), standardError(values)];
  const reach = values.length < 2 ? Number.NaN : tQuantile(0.975, values.length - 1) * error;
  return {
    mean: centre,
    standardError: error,
    low: centre - reach,
    high: centre + reach,
    count: values.length,
  };
}

/**
 * First minus second, pair by pair: runs of one seed share their first weights, data and order, and what these do to
 * both falls out of the difference. Throws when the two are not of one length.
 */
export function pairedDifference(first: readonly number[], second: readonly number[]): Interval {
  if (first.length !== second.length)
    throw new Error(`${first.length} and ${second.length} values are no pairs.`);
  return interval(first.map((value, i) => value - second[i]));
}

/** The value that Student's t with `df` degrees of freedom stays below with probability `p`, 0 < p < 1. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1 && df >= 1)) throw new Error(`No quantile ${p} of Student's t with ${df} degrees.`);
  if (p < 0.5) return -tQuantile(1 - p, df);
  let [low, high] = [0, 1];
  while (tBelow(high, df) < p) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (tBelow(middle, df) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Probability that Student's t stays below `t` >= 0 (Abramowitz & Stegun 26.7.1). */
function tBelow(t: number, df: number): number {
  return 1 - 0.5 * incompleteBeta(df / (df + t * t), df / 2, 0.5);
}

/** Regularized incomplete beta function I_x(a, b) (Press et al., Numerical Recipes, 6.4). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast on this side of the mean only; the other side is its mirror.
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Continued fraction of the incomplete beta function, by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number) => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= 300; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const before = result;
    for (const term of [even, odd]) {
      d = 1 / nonZero(1 + term * d);
      c = nonZero(1 + term / c);
      result *= d * c;
    }
    if (Math.abs(result / before - 1) < 1e-14) break;
  }
  return result;
}

/** Logarithm of the gamma function for x > 0 (Lanczos, g = 7). */
function logGamma(x: number): number {
  const coefficients = [
    676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
    -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  const series = coefficients.reduce((sum, each, i) => sum + each / (x + i), 0.99999999999980993);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(series);
}
