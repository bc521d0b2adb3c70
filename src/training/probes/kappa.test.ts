import { describe, expect, it } from 'vitest';
import { keptShare, landingPosition, momentumEdges, momentumReading, resolution, stepNumber } from './kappa';

/** 1/2 w'Hw with a symmetric H that is not diagonal: eigenvalues 5 and 0.5, turned by 0.4 rad. */
const [c, s] = [Math.cos(0.4), Math.sin(0.4)];
const hessian = [
  [5 * c * c + 0.5 * s * s, (5 - 0.5) * c * s],
  [(5 - 0.5) * c * s, 5 * s * s + 0.5 * c * c],
];
const eigenvectors = { 5: [c, s], 0.5: [-s, c] };
const times = ([x, y]: number[]) => hessian.map(([a, b]) => a * x + b * y);
const dot = ([a, b]: number[], [x, y]: number[]) => a * x + b * y;
const loss = (w: number[]) => 0.5 * dot(w, times(w));

/** kappa of one step from w to w - rate * direction. */
function measured(w: number[], direction: number[], rate: number) {
  const after = w.map((each, i) => each - rate * direction[i]);
  return { ...stepNumber(-rate * dot(times(w), direction), loss(after) - loss(w), loss(w)), after };
}

describe('stepNumber', () => {
  it.each([
    [5, 0.01],
    [5, 0.19],
    [5, 0.39],
    [5, 0.7],
    [0.5, 0.2],
    [0.5, 1.9],
  ] as const)('is eta lambda along the eigenvector of %s at rate %s, step after step', (eigenvalue, rate) => {
    let w = eigenvectors[eigenvalue].map((each) => 3 * each);
    for (let t = 0; t < 5; t++) {
      const { kappa, after } = measured(w, times(w), rate);
      expect(Math.abs(kappa - rate * eigenvalue)).toBeLessThan(1e-4);
      w = after;
    }
  });

  it("is eta g'Hg / |g|^2 in any direction", () => {
    for (const w of [
      [1, 0],
      [0.3, -2],
      [-4, 1],
    ]) {
      const g = times(w);
      expect(measured(w, g, 0.3).kappa).toBeCloseTo((0.3 * dot(g, times(g))) / dot(g, g), 10);
    }
  });

  it('counts a step with no promised decrease as uphill, without a kappa', () => {
    expect(stepNumber(0.1, -0.05, 1)).toEqual({ kappa: Number.NaN, uphill: true });
    expect(stepNumber(0, 0.05, 1)).toEqual({ kappa: Number.NaN, uphill: true });
  });

  it('is unresolved only where change and promise both drown in rounding', () => {
    const tiny = 0.5 * resolution;
    expect(stepNumber(-3 * tiny, -tiny * 3, 3)).toEqual({ kappa: Number.NaN, uphill: false });
    expect(stepNumber(-0.1, tiny, 1).kappa).toBeCloseTo(2, 4);
    expect(stepNumber(-tiny, 0.1, 1).kappa).toBeGreaterThan(1e5);
    expect(stepNumber(-tiny * 1e-9, -tiny * 1e-9, 1e-9).kappa).toBeNaN();
    expect(stepNumber(-1e-9, -0.5e-9, 1e-9).kappa).toBeCloseTo(1, 12);
  });

  it('is no number, and not uphill, where a reading is none', () => {
    expect(stepNumber(Number.NaN, 1, 1)).toEqual({ kappa: Number.NaN, uphill: false });
    expect(stepNumber(-1, Number.NaN, 1)).toEqual({ kappa: Number.NaN, uphill: false });
  });
});

/** |w| after many steps of gradient descent with momentum on a parabola, or soon after it ran away. */
function descended(curvature: number, rate: number, momentum: number, nesterov: boolean): number {
  let [w, v] = [1, 0];
  for (let t = 0; t < 20_000 && Math.abs(w) < 1e6; t++) {
    const gradient = curvature * w;
    v = momentum * v + gradient;
    w -= rate * (nesterov ? gradient + momentum * v : v);
  }
  return Math.abs(w);
}

describe('momentumEdges', () => {
  it.each([
    [0.1, 0, false],
    [0.1, 0.5, false],
    [0.03, 0.9, false],
    [0.1, 0, true],
    [0.1, 0.5, true],
    [0.03, 0.9, true],
  ])(
    'upper is where training becomes unstable at rate %s, momentum %s, Nesterov %s',
    (rate, momentum, nesterov) => {
      const { upper } = momentumEdges(rate, momentum, nesterov);
      expect(descended(0.99 * upper, rate, momentum, nesterov)).toBeLessThan(1e-6);
      expect(descended(1.01 * upper, rate, momentum, nesterov)).toBeGreaterThan(1e5);
    },
  );

  it("have no lower one for Nesterov's momentum", () => {
    expect(momentumEdges(0.5, 0.75, true)).toEqual({ sgd: 4, upper: 2.8, lower: Number.NaN });
  });

  it('are one edge without momentum and lie around it with', () => {
    expect(momentumEdges(0.5, 0, false)).toEqual({ sgd: 4, upper: 4, lower: 4 });
    const { sgd, upper, lower } = momentumEdges(0.5, 0.75, false);
    expect([sgd, upper, lower]).toEqual([4, 7, 1]);
  });
});

describe('momentumReading', () => {
  it('is 1 at the lower edge and (1 + mu) / (1 - mu) at the upper one', () => {
    const [rate, momentum] = [0.2, 0.9];
    const { upper, lower } = momentumEdges(rate, momentum, false);
    const readingAt = (curvature: number) => {
      // One step along -eta g on a parabola of this curvature, from w = 1.
      const change = 0.5 * curvature * ((1 - rate * curvature) ** 2 - 1);
      const { kappa } = stepNumber(-rate * curvature ** 2, change, 0.5 * curvature);
      return momentumReading(kappa, momentum);
    };
    expect(readingAt(lower)).toBeCloseTo(1, 10);
    expect(readingAt(upper)).toBeCloseTo(19, 10);
  });
});

describe('the landing position', () => {
  /** p of one step from w along s. */
  const landing = (w: number[], s: number[]) => {
    const after = w.map((each, i) => each + s[i]);
    return landingPosition(dot(times(w), s), dot(times(after), s));
  };

  it('is kappa on a quadratic, for plain steps, heavy-ball momentum and Nesterov’s', () => {
    for (const nesterov of [false, true]) {
      let w = [1.5, -0.7];
      let v = [0, 0];
      for (let t = 0; t < 12; t++) {
        const momentum = t < 4 ? 0 : 0.7;
        const g = times(w);
        v = v.map((each, i) => momentum * each + g[i]);
        const s = v.map((each, i) => -0.15 * (nesterov ? g[i] + momentum * each : each));
        const after = w.map((each, i) => each + s[i]);
        const slope = dot(g, s);
        const { kappa, uphill } = stepNumber(slope, loss(after) - loss(w), loss(w));
        if (uphill) expect(landing(w, s)).toBeNaN();
        else expect(Math.abs(landing(w, s) - kappa)).toBeLessThan(1e-5);
        w = after;
      }
    }
  });

  it('is not kappa on a wall and a plain: phi(alpha) = exp(-c alpha), closed forms', () => {
    for (const c of [0.1, 1, 3, 8]) {
      const { kappa } = stepNumber(-c, Math.exp(-c) - 1, 1);
      const kept = (1 - Math.exp(-c)) / c;
      expect(keptShare(kappa)).toBeCloseTo(kept, 12);
      expect(kappa).toBeCloseTo(2 * (1 - kept), 12);
      const p = landingPosition(-c, -c * Math.exp(-c));
      expect(p).toBeCloseTo(1 - Math.exp(-c), 12);
      // It falls for ever and is never crossed, while kappa goes beyond 1.
      expect(p).toBeLessThan(1);
      if (c >= 3) expect(kappa).toBeGreaterThan(1);
    }
  });

  it('is above 1 exactly where the loss rises at the landing, and none for an uphill step', () => {
    expect(landingPosition(-1, 0.1)).toBeCloseTo(1.1, 12);
    expect(landingPosition(-1, -0.1)).toBeCloseTo(0.9, 12);
    expect(landingPosition(-1, 0)).toBe(1);
    expect(landingPosition(-1, 1)).toBe(2);
    expect(landingPosition(0, 1)).toBeNaN();
    expect(landingPosition(0.5, -1)).toBeNaN();
    expect(landingPosition(-1, Number.NaN)).toBeNaN();
  });
});
