import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bowl, floorOf, kappaOf, lossDomain, movedProbe, parabolaAt, verdictOf } from './bowl';

/** A step of length eta along the gradient of lambda w^2 / 2 from w = 1: kappa is eta lambda. */
function quadratic(eta: number, lambda: number): Bowl {
  const after = 1 - eta * lambda;
  return { lossBefore: lambda / 2, lossAfter: (lambda * after * after) / 2, slope: -eta * lambda * lambda };
}

const rates = fc.double({ min: 0.03, max: 10, noNaN: true });
const losses = fc.double({ noNaN: false });

describe('step number', () => {
  test('is eta lambda on a quadratic', () => {
    fc.assert(
      fc.property(rates, rates, (eta, lambda) => {
        expect(kappaOf(quadratic(eta, lambda)) / (eta * lambda)).toBeCloseTo(1, 6);
      }),
    );
  });

  test('does not exist where the gradient promised no decrease or a loss is not finite', () => {
    expect(kappaOf({ lossBefore: 1, lossAfter: 2, slope: 0 })).toBeNaN();
    expect(kappaOf({ lossBefore: 1, lossAfter: 2, slope: 0.1 })).toBeNaN();
    expect(kappaOf({ lossBefore: 1, lossAfter: Infinity, slope: -1 })).toBeNaN();
    expect(kappaOf({ lossBefore: Number.NaN, lossAfter: 1, slope: -1 })).toBeNaN();
  });
});

describe('parabola', () => {
  test('goes through both losses with the slope', () => {
    const bowl = { lossBefore: 2, lossAfter: 1.5, slope: -1.25 };
    expect(parabolaAt(bowl, 0)).toBe(2);
    expect(parabolaAt(bowl, 1)).toBeCloseTo(1.5, 12);
    expect((parabolaAt(bowl, 1e-6) - 2) / 1e-6).toBeCloseTo(-1.25, 4);
  });

  test('has its floor at 1 / kappa, where nothing near is lower', () => {
    fc.assert(
      fc.property(rates, rates, (eta, lambda) => {
        const bowl = quadratic(eta, lambda);
        const floor = floorOf(bowl);
        if (!floor) throw new Error('no floor');
        expect(floor.alpha * eta * lambda).toBeCloseTo(1, 6);
        // The quadratic itself ends at zero.
        expect(floor.loss).toBeCloseTo(0, 6);
        expect(parabolaAt(bowl, floor.alpha)).toBeCloseTo(floor.loss, 6);
        expect(parabolaAt(bowl, floor.alpha * 1.1)).toBeGreaterThan(floor.loss);
        expect(parabolaAt(bowl, floor.alpha * 0.9)).toBeGreaterThan(floor.loss);
      }),
    );
  });

  test('has none where it bends down or starts uphill', () => {
    expect(floorOf({ lossBefore: 1, lossAfter: 0.5, slope: -0.4 })).toBeUndefined();
    expect(floorOf({ lossBefore: 1, lossAfter: 0.5, slope: -0.5 })).toBeUndefined();
    expect(floorOf({ lossBefore: 1, lossAfter: 1.5, slope: 0.2 })).toBeUndefined();
    expect(floorOf({ lossBefore: 1, lossAfter: Infinity, slope: -0.2 })).toBeUndefined();
  });
});

const alphas = Array.from({ length: 21 }, (_, i) => i / 8 - 0.5);

/** A step along phi, with the slopes of phi itself. */
function stepAlong(phi: (alpha: number) => number, slopeAt: (alpha: number) => number) {
  return {
    lossBefore: phi(0),
    lossAfter: phi(1),
    slope: slopeAt(0),
    landingSlope: slopeAt(1),
    alphas,
    losses: alphas.map(phi),
    probeLosses: [] as number[],
  };
}

/** phi = kappa alpha^2 / 2 - alpha + 1: kappa is the landing position. */
const parabola = (kappa: number) =>
  stepAlong(
    (alpha) => 1 - alpha + (kappa / 2) * alpha * alpha,
    (alpha) => kappa * alpha - 1,
  );
/** A wall and a plain: it falls for ever. */
const plain = (c: number) =>
  stepAlong(
    (alpha) => Math.exp(-c * alpha),
    (alpha) => -c * Math.exp(-c * alpha),
  );

test.each([
  ['short', parabola(0.3)],
  ['short', parabola(0.89)],
  ['floor', parabola(0.95)],
  ['floor', parabola(1.05)],
  ['across', parabola(1.11)],
  ['across', parabola(1.999)],
  ['across', parabola(2.4)],
  // kappa 1.67 and 1.14, and nothing was crossed.
  ['floor', plain(6)],
  ['short', plain(2)],
  ['uneven', { ...parabola(0.3), landingSlope: Number.NaN }],
  // The slope at the landing says down, and the lowest point lies behind.
  ['uneven', { ...parabola(1.5), landingSlope: -0.5 }],
  ['uneven', { ...parabola(0.3), landingSlope: 0.5 }],
  // The lowest point lies behind the start.
  ['uneven', { ...parabola(1.5), losses: alphas.map((alpha) => 2 + alpha) }],
  // Level where it landed, half-way down.
  ['uneven', { ...parabola(0.3), landingSlope: 0 }],
  ['uphill', { ...parabola(1), slope: 0.05 }],
  ['uphill', { ...parabola(1), slope: 0 }],
  ['unresolved', { ...parabola(1), lossBefore: 1, lossAfter: 1 - 9e-7, slope: -9e-7 }],
  ['unresolved', { ...parabola(1), lossBefore: 1, lossAfter: 1, slope: 9e-7 }],
  ['unresolved', { ...parabola(1), lossBefore: 0, lossAfter: 0, slope: 0 }],
  ['overflow', { ...parabola(1), lossAfter: Number.NaN }],
  ['overflow', { ...parabola(1), slope: Number.NEGATIVE_INFINITY }],
])('verdict %s', (kind, view) => {
  expect(verdictOf(view)).toBe(kind);
});

test('whatever was measured, no verdict contradicts the slope at the landing or the lowest measured point', () => {
  const number = fc.double({ min: -3, max: 3, noNaN: true });
  const curve = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 21, maxLength: 21 });
  fc.assert(
    fc.property(curve, number, number, (measured, slope, landingSlope) => {
      const view = { alphas, losses: measured, slope, landingSlope, probeLosses: [] };
      const [lossBefore, lossAfter] = [measured[4], measured[12]];
      const verdict = verdictOf({ ...view, lossBefore, lossAfter });
      const lowest = alphas[measured.indexOf(Math.min(...measured))];
      if (verdict === 'short') expect(landingSlope < 0 && lowest >= 1).toBe(true);
      if (verdict === 'across') expect(landingSlope > 0 && lowest > 0 && lowest <= 1).toBe(true);
      if (verdict === 'floor') {
        expect(Math.abs(landingSlope)).toBeLessThanOrEqual(0.1 * Math.abs(slope) + 1e-12);
        const least = Math.min(...measured);
        expect(lossAfter - least).toBeLessThanOrEqual(0.1 * (lossBefore - least) + 1e-12);
      }
    }),
    { numRuns: 2000 },
  );
});

test('the probe set is moved to the start of the batch’s curve', () => {
  const view = { alphas: [0, 1], losses: [0.5, 0.3], probeLosses: [0.8, 0.9] };
  expect(movedProbe(view)[0]).toBe(0.5);
  expect(movedProbe(view)[1]).toBeCloseTo(0.6, 12);
  expect(movedProbe({ ...view, probeLosses: [] })).toEqual([]);
});

describe('losses that the figure spans', () => {
  test('hold start, landing, floor and promise of ordinary steps', () => {
    for (const eta of [0.3, 0.9, 1.5, 2.4, 20]) {
      const bowl = quadratic(eta, 1);
      const walls = [-0.5, 0, 0.5, 1, 1.5, 2].map((alpha) => parabolaAt(bowl, alpha));
      const places = [-0.5, 0, 0.5, 1, 1.5, 2];
      const [low, high] = lossDomain({ ...bowl, alphas: places, losses: walls, probeLosses: [] }, true);
      const inside = [bowl.lossBefore, bowl.lossAfter, bowl.lossBefore + bowl.slope];
      if (eta > 0.5) inside.push(0);
      for (const loss of inside) {
        expect(loss).toBeGreaterThanOrEqual(low - 1e-9);
        expect(loss).toBeLessThanOrEqual(high + 1e-9);
      }
    }
  });

  test('let a wall of 1e30 leave at the top', () => {
    const [, high] = lossDomain({
      ...quadratic(1.5, 1),
      alphas: [0, 0.5, 1, 2],
      losses: [1, 0.5, 0.2, 1e30],
      probeLosses: [],
    });
    expect(high).toBeLessThan(10);
  });

  test('are finite and apart whatever the losses are', () => {
    fc.assert(
      fc.property(losses, losses, losses, fc.array(losses), (lossBefore, lossAfter, slope, rest) => {
        fc.pre([lossBefore, lossAfter, slope, ...rest].every((x) => !(Math.abs(x) > 1e300 && x < Infinity)));
        const [low, high] = lossDomain(
          { lossBefore, lossAfter, slope, alphas: rest.map((_, i) => i), losses: rest, probeLosses: rest },
          true,
        );
        expect(Number.isFinite(low)).toBe(true);
        expect(Number.isFinite(high)).toBe(true);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });
});
