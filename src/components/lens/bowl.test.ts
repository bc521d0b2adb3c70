import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bowl, floorOf, kappaOf, lossDomain, parabolaAt, verdictOf } from './bowl';

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

test.each([
  ['short', quadratic(0.3, 1)],
  ['short', quadratic(0.999, 1)],
  ['across', quadratic(1, 1)],
  ['across', quadratic(1.999, 1)],
  ['climbed', quadratic(2.001, 1)],
  ['bent', { lossBefore: 1, lossAfter: 0.5, slope: -0.4 }],
  ['uphill', { lossBefore: 1, lossAfter: 1.1, slope: 0.05 }],
  ['uphill', { lossBefore: 1, lossAfter: 0.9, slope: 0 }],
  ['unresolved', { lossBefore: 1, lossAfter: 1 - 9e-7, slope: -9e-7 }],
  ['unresolved', { lossBefore: 1, lossAfter: 1, slope: 9e-7 }],
  ['short', { lossBefore: 1, lossAfter: 1 - 9e-7, slope: -1.1e-6 }],
  ['across', { lossBefore: 1, lossAfter: 1 - 9e-7, slope: -0.1 }],
  ['unresolved', { lossBefore: 0, lossAfter: 0, slope: 0 }],
  ['overflow', { lossBefore: 1, lossAfter: Number.NaN, slope: -1 }],
  ['overflow', { lossBefore: 1, lossAfter: 2, slope: Number.NEGATIVE_INFINITY }],
])('verdict %s', (kind, bowl) => {
  expect(verdictOf(bowl)).toBe(kind);
});

describe('losses that the figure spans', () => {
  test('hold start, landing, floor and promise of ordinary steps', () => {
    for (const eta of [0.3, 0.9, 1.5, 2.4, 20]) {
      const bowl = quadratic(eta, 1);
      const walls = [-0.5, 0, 0.5, 1, 1.5, 2].map((alpha) => parabolaAt(bowl, alpha));
      const [low, high] = lossDomain({ ...bowl, losses: walls });
      const inside = [bowl.lossBefore, bowl.lossAfter, bowl.lossBefore + bowl.slope];
      if (eta > 0.5) inside.push(0);
      for (const loss of inside) {
        expect(loss).toBeGreaterThanOrEqual(low - 1e-9);
        expect(loss).toBeLessThanOrEqual(high + 1e-9);
      }
    }
  });

  test('let a wall of 1e30 leave at the top', () => {
    const [, high] = lossDomain({ ...quadratic(1.5, 1), losses: [1, 0.5, 0.2, 1e30] });
    expect(high).toBeLessThan(10);
  });

  test('are finite and apart whatever the losses are', () => {
    fc.assert(
      fc.property(losses, losses, losses, fc.array(losses), (lossBefore, lossAfter, slope, rest) => {
        fc.pre([lossBefore, lossAfter, slope, ...rest].every((x) => !(Math.abs(x) > 1e300 && x < Infinity)));
        const [low, high] = lossDomain({ lossBefore, lossAfter, slope, losses: rest });
        expect(Number.isFinite(low)).toBe(true);
        expect(Number.isFinite(high)).toBe(true);
        expect(high).toBeGreaterThan(low);
      }),
    );
  });
});
