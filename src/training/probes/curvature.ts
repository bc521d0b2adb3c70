/**
 * Curvature of the probe set's loss: sharpness, the largest eigenvalues of its Hessian, by Lanczos on exact
 * Hessian-vector products started from the last eigenvectors; and the critical learning rate. Gradient descent
 * at learning rate eta is stable along an eigenvector while its eigenvalue is below 2/eta (Cohen et al. 2021).
 * Cost: about eight products for the largest eigenvalue, fourteen for two, seventeen for three (one: see
 * `surface.ts`); for the critical rate three gradients and a dozen forward passes.
 */
import type { CurvatureColumn } from '../columns';
import { randomStream } from '../random';
import { criticalRate } from './critical-rate';
import { lanczos } from './lanczos';
import type { LossSurface } from './surface';

/**
 * How exactly eigenvalues are found, relative to the largest; one that is not is not a number. Finer than a figure
 * shows: a direction that hardly shows in the start is missed at first, and the next eigenvalue is taken for its own.
 * A new direction among thousands needs some products to show at all, when the old one is found already.
 * The products that make sure of one, where several are asked for of one more than those, bring it out.
 */
const limits = { mostProducts: 48, leastProducts: 5, tolerance: 2e-3 };
/** Share of fresh randomness in a warm start, so that a new largest direction can be found. */
const freshness = 0.2;

type Surface = Pick<LossSurface, 'parameters' | 'hessianProduct' | 'alongGradient'>;

export class Curvature {
  private eigenvectors: Float32Array[] = [];
  private rate = Number.NaN;

  constructor(private readonly seed: number) {}

  /** A row of the curvature table at the present weights, with `count` eigenvalues. */
  async measure(
    surface: Surface,
    count: number,
    step: number,
    learningRate: number,
  ): Promise<Record<CurvatureColumn, number>> {
    const values = await this.eigenvalues(surface, count, step);
    const guess = Number.isFinite(this.rate) ? this.rate : learningRate;
    this.rate = await criticalRate(surface, guess);
    const [sharpness, second = Number.NaN, third = Number.NaN] = values;
    return { step, sharpness, second, third, criticalRate: this.rate };
  }

  private async eigenvalues(surface: Surface, count: number, step: number): Promise<number[]> {
    const random = randomStream(this.seed, 'probes', step);
    const scale = (this.eigenvectors.length > 0 ? freshness : 1) / Math.sqrt(surface.parameters);
    const start = Float32Array.from({ length: surface.parameters }, () => scale * random.normal());
    for (const vector of this.eigenvectors) for (let i = 0; i < start.length; i++) start[i] += vector[i];
    const options = { count: count === 1 ? 1 : count + 1, ...limits };
    const { values, vectors, bounds } = await lanczos((v) => surface.hessianProduct(v), start, options);
    this.eigenvectors = vectors.slice(0, count);
    const enough = limits.tolerance * Math.abs(values[0]);
    return values.slice(0, count).map((value, i) => (bounds[i] <= enough ? value : Number.NaN));
  }
}
