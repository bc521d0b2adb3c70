import { expect, test } from 'vitest';
import { gradientCosine } from './gradient-cosine';

test('cosine of two gradients: along, against and across each other', () => {
  expect(gradientCosine(6, 2, 3)).toBe(1);
  expect(gradientCosine(-6, 2, 3)).toBe(-1);
  expect(gradientCosine(0, 2, 3)).toBe(0);
});

test('there is none without both gradients, or where one is zero', () => {
  expect(gradientCosine(Number.NaN, 2, 3)).toBeNaN();
  expect(gradientCosine(0, 0, 3)).toBeNaN();
  expect(gradientCosine(1, 2, Number.NaN)).toBeNaN();
});
