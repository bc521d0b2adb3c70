/**
 * Curvature of the probe set's loss: sharpness, the largest eigenvalues of its Hessian, by Lanczos on exact
 * Hessian-vector products started from the last eigenvectors; and the critical learning rate. Gradient descent
 * at learning rate eta is stable along an eigenvector while its eigenvalue is below 2/eta (Cohen et al. 2021).
 * Cost: a few products, four to seven gradients each; three gradients and a dozen forward passes.
 */
import type { CurvatureColumn } from '../columns';
import { randomStream } from '../random';
import { criticalRate } from './critical-rate';
import { lanczos } from './lanczos';
import type { LossSurface } from './surface';

const mostProducts = 12;
/** Relative; far below what a log axis shows. */
const tolerance = 2e-2;
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
    const options = { count, mostProducts: mostProducts + 5 * (count - 1), tolerance };
    const { values, vectors } = await lanczos((v) => surface.hessianProduct(v), start, options);
    this.eigenvectors = values.every(Number.isFinite) ? vectors : [];
    return values;
  }
}
