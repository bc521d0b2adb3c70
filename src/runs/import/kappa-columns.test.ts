import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepNumber } from '../../training/probes/kappa';
import { kappaColumns } from './kappa-columns';

/** What a run would make of the columns: both go through 32-bit arrays. */
function kappaOf(kappa: number, loss: number): number {
  const { slope, lossChange } = kappaColumns(kappa, loss);
  const stored = Float32Array.of(slope, lossChange);
  expect([...stored]).toEqual([slope, lossChange]);
  return stepNumber(stored[0], stored[1], loss).kappa;
}

const losses = fc.oneof(
  fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
  fc.constantFrom(0, NaN, 1, Math.LN10),
);

test.each([0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 100, -1, -0.25])('%d comes back as it was', (kappa) => {
  for (const loss of [0, 1e-9, 0.7, 1e6, NaN]) expect(kappaOf(kappa, loss)).toBe(kappa);
});

test('every kappa comes back, whatever the loss', () => {
  const kappas = fc.oneof(
    fc.double({ min: -10, max: 10, noNaN: true }),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  );
  fc.assert(
    fc.property(kappas, losses, (kappa, loss) => {
      expect(Math.abs(kappaOf(kappa, loss) - kappa)).toBeLessThan(1e-7 * Math.max(1, Math.abs(kappa)));
    }),
    { numRuns: 20_000, seed: 1 },
  );
});

test('a kappa written with up to six digits comes back to the last of nine', () => {
  const digits = fc.tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 1, max: 6 }));
  fc.assert(
    fc.property(digits, ([whole, places]) => {
      const kappa = whole / 10 ** places;
      expect(Math.abs(kappaOf(kappa, 1) / kappa - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 20_000, seed: 2 },
  );
});

test('a kappa from 0.001 on is the same as a 32-bit number', () => {
  fc.assert(
    fc.property(fc.float({ min: Math.fround(0.001), max: 1000, noNaN: true }), losses, (kappa, loss) => {
      expect(Math.fround(kappaOf(kappa, loss))).toBe(kappa);
    }),
    { numRuns: 50_000, seed: 3 },
  );
});

test('no kappa is no measurement', () => {
  for (const kappa of [NaN, Number.POSITIVE_INFINITY]) expect(kappaColumns(kappa, 1).lossChange).toBeNaN();
});
