/**
 * Largest eigenvalues of a symmetric operator known only by its products (Lanczos 1950), with full
 * reorthogonalization: the few directions kept make that cheap and it needs no care for lost orthogonality.
 * One product per iteration. Pure.
 */
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export interface LanczosOptions {
  /** How many eigenvalues, from the largest (not the largest in size) on. */
  count: number;
  /** Products spent at most, and at least where the space has so many dimensions. */
  mostProducts: number;
  leastProducts?: number;
  /** Stop once each error bound is below this times the largest eigenvalue's size. */
  tolerance: number;
}

export interface LanczosResult {
  /** Descending; fewer than asked when the space has fewer dimensions; NaN where a product was not finite. */
  values: number[];
  /** Unit vectors belonging to them; none where a product was not finite. */
  vectors: Float32Array[];
  /** Bound on each value's distance from an eigenvalue: the residual's norm. */
  bounds: number[];
  products: number;
}

/** `start` is any direction with a part along the wanted ones; an earlier eigenvector saves products. */
export async function lanczos(
  multiply: (direction: Float32Array) => Promise<ArrayLike<number>>,
  start: ArrayLike<number>,
  { count, mostProducts, leastProducts = 1, tolerance }: LanczosOptions,
): Promise<LanczosResult> {
  const size = start.length;
  // All arithmetic on one kind of array: engines run loops over mixed kinds several times slower.
  const basis = [unit(Float64Array.from(start))];
  const diagonal: number[] = [];
  const beside: number[] = [];
  for (;;) {
    const direction = basis[basis.length - 1];
    const next = Float64Array.from(await multiply(Float32Array.from(direction)));
    diagonal.push(dot(next, direction));
    // Twice is enough (Kahan and Parlett).
    for (let pass = 0; pass < 2; pass++) for (const each of basis) subtract(next, each, dot(next, each));
    const beta = Math.sqrt(dot(next, next));
    if (!Number.isFinite(diagonal[diagonal.length - 1]) || !Number.isFinite(beta)) {
      const unknown = new Array<number>(Math.min(count, size)).fill(Number.NaN);
      return { values: unknown, vectors: [], bounds: [...unknown], products: basis.length };
    }
    const ritz = eigen(diagonal, beside, count);
    const bounds = ritz.map(({ weights }) => beta * Math.abs(weights[weights.length - 1]));
    const enough = tolerance * Math.abs(ritz[0].value);
    const found =
      basis.length >= leastProducts && ritz.length === count && bounds.every((bound) => bound <= enough);
    const exhausted = basis.length >= Math.min(mostProducts, size) || beta <= 1e-7 * Math.abs(ritz[0].value);
    if (found || exhausted || !(beta > 0)) {
      return {
        values: ritz.map(({ value }) => value),
        vectors: ritz.map(({ weights }) => Float32Array.from(combine(basis, weights))),
        bounds,
        products: basis.length,
      };
    }
    beside.push(beta);
    basis.push(unit(next));
  }
}

/** Largest eigenpairs of the symmetric tridiagonal matrix. */
function eigen(diagonal: number[], beside: number[], count: number): { value: number; weights: number[] }[] {
  const n = diagonal.length;
  const matrix = Matrix.zeros(n, n);
  diagonal.forEach((value, i) => {
    matrix.set(i, i, value);
  });
  beside.slice(0, n - 1).forEach((value, i) => {
    matrix.set(i, i + 1, value);
    matrix.set(i + 1, i, value);
  });
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, {
    assumeSymmetric: true,
  });
  return realEigenvalues
    .map((value, i) => ({ value, weights: eigenvectorMatrix.getColumn(i) }))
    .sort((a, b) => b.value - a.value)
    .slice(0, count);
}

function combine(basis: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const result = new Float64Array(basis[0].length);
  basis.forEach((each, i) => {
    subtract(result, each, -weights[i]);
  });
  return unit(result);
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

/** a <- a - factor b. */
function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] -= factor * b[i];
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((x) => x / length);
}
