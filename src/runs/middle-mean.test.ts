import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MiddleMean } from './middle-mean';

const number = fc.double({ min: -1e30, max: 1e30, noNaN: true });
const gappy = fc.oneof(
  { weight: 6, arbitrary: number },
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY),
);

function smoothed(values: number[], most: number): number[] {
  const mean = new MiddleMean(most);
  return values.map((value) => {
    mean.add(value);
    return mean.mean;
  });
}

test('it lies within the extremes of the last values, of all kinds of them', () => {
  fc.assert(
    fc.property(fc.array(gappy, { maxLength: 120 }), fc.integer({ min: 1, max: 20 }), (values, most) => {
      const means = smoothed(values, most);
      const finite: number[] = [];
      values.forEach((value, i) => {
        if (Number.isFinite(value)) finite.push(value);
        const window = finite.slice(-most);
        if (window.length === 0) {
          expect(means[i]).toBeNaN();
          return;
        }
        expect(means[i]).toBeGreaterThanOrEqual(Math.min(...window));
        expect(means[i]).toBeLessThanOrEqual(Math.max(...window));
      });
    }),
  );
});

test('of constant values it is the value, from the first', () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 200 }), (value, count) => {
      expect(new Set(smoothed(new Array(count).fill(value), 60))).toEqual(new Set([value]));
    }),
  );
});

test('a log of 60 rows that falls is followed: the mean looks back a tenth of the way', () => {
  const falling = Array.from({ length: 60 }, (_, i) => (i < 30 ? 2 * 0.95 ** i : 0.02));
  const means = smoothed(falling, 60);
  expect(means[59]).toBeCloseTo(0.02, 9);
  // Ten rows after the fall nothing of it is left.
  expect(means[40]).toBeCloseTo(0.02, 9);
});

test('a spike of a few values leaves no trace', () => {
  const values = Array.from({ length: 200 }, (_, i) => (i >= 100 && i < 102 ? 1e30 : 2 - i / 200));
  for (const mean of smoothed(values, 60)) expect(mean).toBeLessThan(2.01);
});

test('it goes on the same from any row', () => {
  fc.assert(
    fc.property(
      fc.array(gappy, { minLength: 1, maxLength: 150 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      (values, most, cut) => {
        const whole = smoothed(values, most);
        const from = cut % values.length;
        const resumed = new MiddleMean(most);
        resumed.resume(values, from);
        for (let i = from; i < values.length; i++) {
          resumed.add(values[i]);
          expect(resumed.mean).toBe(whole[i]);
        }
      },
    ),
  );
});
