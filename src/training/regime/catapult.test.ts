/** The catapult of Lewkowycz et al. 2020, simulated with its weights and followed by its two-variable map. */
import { describe, expect, it } from 'vitest';
import { randomStream } from '../random';
import { Detector } from './detector';
import { descend, type Problem, type Row, recording } from './recordings.arbitrary';
import { defaultThresholds } from './thresholds';

const width = 64;

/** f = u.v / sqrt(n), L = f^2 / 2: two linear layers, one example x = 1 with target 0. Weights: u, then v. */
const output = (w: Float64Array) => {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += w[i] * w[width + i];
  return sum / Math.sqrt(width);
};
const curvature = (w: Float64Array) => w.reduce((sum, each) => sum + each * each, 0) / width;
const network: Problem = {
  loss: (w) => 0.5 * output(w) ** 2,
  gradient: (w) => w.map((_, i) => (output(w) * w[(i + width) % (2 * width)]) / Math.sqrt(width)),
};

/** Random weights with f = 0.05: close to the target, so that the climb is long. */
const start = (() => {
  const random = randomStream(3, 'init');
  const w = Float64Array.from({ length: 2 * width }, () => random.normal());
  const square = w.subarray(0, width).reduce((sum, each) => sum + each * each, 0);
  const excess = ((output(w) - 0.05) * Math.sqrt(width)) / square;
  for (let i = 0; i < width; i++) w[width + i] -= excess * w[i];
  return w;
})();

/** The map: (f, lambda) and the step number of the next step, from f^2 before and after. */
function map(rate: number, steps: number) {
  let [f, lambda] = [output(start), curvature(start)];
  return Array.from({ length: steps }, () => {
    const factor = 1 - rate * lambda + (rate * rate * f * f) / width;
    // Promised decrease eta |grad|^2 = eta lambda f^2; change (factor^2 - 1) f^2 / 2.
    const kappa = 2 + (factor * factor - 1) / (rate * lambda);
    const here = { f, lambda, kappa };
    lambda += ((rate * f * f) / width) * (rate * lambda - 4);
    f *= factor;
    return here;
  });
}

const catapult = (timesCurvature: number, steps: number) => {
  const rate = timesCurvature / curvature(start);
  return { rate, theory: map(rate, steps), rows: descend(network, start, rate, steps).rows };
};

/** Row at which the loss is highest. */
const peakOf = (theory: { f: number }[]) =>
  theory.reduce((best, { f }, t) => (f * f > theory[best].f ** 2 ? t : best), 0);

function detected(rows: Row[], chance = Math.log(10)) {
  const detector = new Detector(defaultThresholds);
  detector.update(recording(rows, 1, chance));
  return detector.segments;
}

describe('the catapult map', () => {
  it.each([1.2, 2.2, 2.6, 3.2, 3.7])('gives every step number at eta lambda = %s', (timesCurvature) => {
    const { theory, rows } = catapult(timesCurvature, 60);
    // Sums of products of weights resolve f to about 1e-16.
    const resolved = theory.findIndex(({ f }) => Math.abs(f) < 1e-10);
    const steps = resolved < 0 ? 60 : resolved;
    expect(steps).toBeGreaterThan(9);
    for (let t = 0; t < steps; t++) {
      expect(rows[t].kappa).toBeCloseTo(theory[t].kappa, 4);
      expect((rows[t].loss as number) / (0.5 * theory[t].f ** 2)).toBeCloseTo(1, 4);
    }
  });

  // The rate ends up on which side of the floor, the map knows: 1.77 and 0.06 times the final curvature.
  it.each([
    [2.2, 'large-step', ''],
    [3.2, 'small-step', ''],
  ])('reads catapult at eta lambda = %s, then settles as %s', (timesCurvature, regime, subtype) => {
    const { rate, theory, rows } = catapult(timesCurvature, 70);
    const settled = rate * theory[69].lambda;
    expect(settled).toBeLessThan(2);
    expect(settled > 1).toBe(regime === 'large-step');
    const segments = detected(rows);
    const catapults = segments.filter((segment) => segment.regime === 'catapult');
    expect(catapults).toHaveLength(1);
    // From the first step that landed higher until steps land lower again, some steps after the peak.
    expect(catapults[0].from).toBe(theory.findIndex(({ kappa }) => kappa > 2));
    const peak = peakOf(theory);
    expect(catapults[0].to).toBeGreaterThan(peak);
    expect(catapults[0].to).toBeLessThan(peak + 8);
    expect(segments.map((segment) => segment.regime)).not.toContain('diverged');
    expect(segments.at(-1)).toMatchObject({ to: 70, regime, subtype });
  });

  it('is none below the critical rate, and divergence beyond the largest', () => {
    const lazy = detected(catapult(1.5, 70).rows);
    expect(lazy.map(({ regime }) => regime)).not.toContain('catapult');
    expect(lazy.at(-1)?.regime).toBe('large-step');
    const lost = detected(catapult(4.5, 40).rows);
    expect(lost.at(-1)?.regime).toBe('diverged');
    expect(lost.map(({ regime }) => regime)).not.toContain('catapult');
  });

  it('is called divergence while it climbs above guessing, and a catapult once it is over', () => {
    const { rows, theory } = catapult(3.2, 70);
    const peak = peakOf(theory);
    expect(detected(rows.slice(0, peak + 1), Math.log(2)).at(-1)?.regime).toBe('diverged');
    expect(detected(rows, Math.log(2)).map(({ regime }) => regime)).not.toContain('diverged');
    expect(detected(rows, Math.log(2)).map(({ regime }) => regime)).toContain('catapult');
  });

  it('is a catapult already while it climbs where the sharpness is seen to fall', () => {
    const { rows, theory } = catapult(3.2, 70);
    const seen = rows.map((row, t) => (t % 2 ? row : { ...row, sharpness: theory[t].lambda }));
    const peak = peakOf(theory);
    const halfway = detected(seen.slice(0, peak + 1), Math.log(1e9));
    expect(detected(rows.slice(0, peak + 1), Math.log(1e9)).map(({ regime }) => regime)).not.toContain(
      'catapult',
    );
    expect(halfway.at(-1)).toMatchObject({ regime: 'catapult', to: peak + 1 });
  });
});
