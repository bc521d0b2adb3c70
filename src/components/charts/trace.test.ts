import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyTrace, extentOf, fillTrace, firstAtLeast } from './trace';

const width = 50;
const any = Number.NEGATIVE_INFINITY;
const trace = (ys: number[], floor = any) => {
  const xs = ys.map((_, i) => i);
  return fillTrace(emptyTrace(width + 4), xs, ys, 0, width / Math.max(1, ys.length - 1), width, floor);
};

test('no extreme is lost, and first and last values stay in place', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 500 }),
      (ys) => {
        const { low, high, first, last, length } = trace(ys);
        expect(Math.min(...low.subarray(0, length))).toBe(Math.min(...ys));
        expect(Math.max(...high.subarray(0, length))).toBe(Math.max(...ys));
        expect(first[0]).toBe(ys[0]);
        expect(last[length - 1]).toBe(ys[ys.length - 1]);
      },
    ),
  );
});

test('a refused value makes a gap and is nowhere', () => {
  const { gap, high, length } = trace([1, Number.NaN, 2, Number.POSITIVE_INFINITY, 3]);
  expect([...gap.subarray(0, length)]).toEqual([1, 1, 1]);
  expect([...high.subarray(0, length)]).toEqual([1, 2, 3]);
});

test('on a log axis zero and negative values are gaps', () => {
  const { gap, low, length } = trace([1, 0, 2, -3, 3], 0);
  expect([...gap.subarray(0, length)]).toEqual([1, 1, 1]);
  expect([...low.subarray(0, length)]).toEqual([1, 2, 3]);
});

test('refused values between many points cost no extreme and no room', () => {
  const ys = Array.from({ length: 5000 }, (_, i) => (i % 2 === 0 ? Number.NaN : i));
  const { length, high } = trace(ys);
  expect(length).toBeLessThanOrEqual(width + 1);
  expect(Math.max(...high.subarray(0, length))).toBe(4999);
});

test('the extent counts what is shown only', () => {
  const xs = Array.from({ length: 100 }, (_, i) => i);
  expect(extentOf(fillTrace(emptyTrace(width + 4), xs, xs, 40, 5, width, any), width)).toEqual([40, 50]);
  expect(extentOf(trace([]), width)).toBeUndefined();
});

test('nothing gives nothing, one point gives one', () => {
  expect(trace([]).length).toBe(0);
  expect(trace([7]).length).toBe(1);
});

test('a zoomed view keeps one point beyond each edge, so that lines reach it', () => {
  const xs = Array.from({ length: 100 }, (_, i) => i);
  const { column, length } = fillTrace(emptyTrace(width + 4), xs, xs, 40, 5, width, any);
  expect([...column.subarray(0, length)]).toEqual([-5, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50]);
});

test('firstAtLeast agrees with a linear search', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: -5, max: 60 }), (values, x) => {
      const xs = [...values].sort((a, b) => a - b);
      const found = xs.findIndex((value) => value >= x);
      expect(firstAtLeast(xs, x)).toBe(found < 0 ? xs.length : found);
    }),
  );
});
