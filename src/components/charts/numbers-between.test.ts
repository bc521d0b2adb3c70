import { interpolate as anyOf, interpolateRound as roundOf } from 'd3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolate, interpolateRound } from './numbers-between';

test('between numbers the stand-in is d3-interpolate itself', () => {
  const number = fc.double({ noNaN: true, min: -1e300, max: 1e300 });
  fc.assert(
    fc.property(number, number, fc.double({ noNaN: true, min: -1, max: 2 }), (a, b, t) => {
      expect(interpolate(a, b)(t)).toBe(anyOf(a, b)(t));
      expect(interpolateRound(a, b)(t)).toBe(roundOf(a, b)(t));
    }),
  );
});
