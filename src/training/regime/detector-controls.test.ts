/** Negative controls: convex problems whose regime is known. */
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { descend, type Problem, quadratic, recording } from './recordings.arbitrary';
import { detect, limits } from './testing/detect';
import { defaultThresholds } from './thresholds';

/** Regression on random inputs with labels from a plane: convex, gradients of unit scale. */
function regression(seed: number, examples: number, batches: number, logistic: boolean): Problem {
  const random = randomStream(seed, 'data');
  const dimensions = 5;
  const inputs = Array.from({ length: examples }, () => Array.from({ length: dimensions }, random.normal));
  const plane = Array.from({ length: dimensions }, random.normal);
  const score = (w: ArrayLike<number>, x: number[]) => x.reduce((sum, each, i) => sum + each * w[i], 0);
  const targets = inputs.map((x) =>
    logistic ? Math.sign(score(plane, x) + random.normal()) : score(plane, x),
  );
  const rowsOf = (batch?: number) =>
    inputs.flatMap((_, i) => (batch === undefined || i % batches === batch ? [i] : []));
  return {
    loss(w, batch) {
      const rows = rowsOf(batch);
      const losses = rows.map((i) => {
        const s = score(w, inputs[i]);
        return logistic ? Math.log1p(Math.exp(-targets[i] * s)) : 0.5 * (s - targets[i]) ** 2;
      });
      return losses.reduce((sum, each) => sum + each, 0) / rows.length;
    },
    gradient(w, batch) {
      const rows = rowsOf(batch);
      const gradient = new Float64Array(dimensions);
      for (const i of rows) {
        const s = score(w, inputs[i]);
        const by = logistic ? -targets[i] / (1 + Math.exp(targets[i] * s)) : s - targets[i];
        for (let k = 0; k < dimensions; k++) gradient[k] += (by * inputs[i][k]) / rows.length;
      }
      return gradient;
    },
  };
}

describe.each([
  ['those of science.md', limits],
  ['the defaults', defaultThresholds],
])('negative controls with cut-offs that are %s', (_name, thresholds) => {
  it('small steps on a convex problem never read large-step', () => {
    for (let seed = 1; seed <= 8; seed++) {
      const runs = [
        recording(descend(regression(seed, 60, 1, true), new Float64Array(5), 0.5, 150).rows, 1, 2),
        // Batches without noise at the optimum: the plane fits every one of them.
        recording(descend(regression(seed, 120, 10, false), new Float64Array(5), 0.05, 400, 10).rows, 10, 2),
      ];
      for (const run of runs) {
        const { windows, segments } = detect(run, thresholds);
        const regimes = [...windows, ...segments].map(({ regime }) => regime);
        expect(regimes).toContain('small-step');
        expect(regimes).not.toContain('large-step');
        expect(regimes).not.toContain('diverged');
        expect(regimes).not.toContain('catapult');
      }
    }
  });

  it('an unstable one never reads small-step', () => {
    for (const times of [2.05, 2.5, 3, 4, 6]) {
      for (let seed = 1; seed <= 5; seed++) {
        const random = randomStream(seed, 'init');
        const start = Float64Array.from({ length: 4 }, random.normal);
        const { rows } = descend(quadratic([10, 3, 1, 0.1]), start, times / 10, 120);
        const { windows, segments } = detect(recording(rows, 1), thresholds);
        const regimes = [...windows, ...segments].map(({ regime }) => regime);
        expect(regimes).not.toContain('small-step');
        expect(regimes).toContain('large-step');
        expect(segments.at(-1)?.regime).toBe('diverged');
      }
    }
  });
});
