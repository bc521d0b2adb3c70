import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linearTicks, logTicks, percentText, tickText } from './ticks';

test('log ticks grow sparser as the range grows', () => {
  expect(logTicks(0.002, 0.2, 7)).toEqual([0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2]);
  expect(logTicks(0.002, 0.5, 5)).toEqual([0.003, 0.01, 0.03, 0.1, 0.3]);
  expect(logTicks(0.002, 20, 5)).toEqual([0.01, 0.1, 1, 10]);
  expect(logTicks(1e-8, 1, 5)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
});

test('ticks lie inside, ascend, and are no more than asked for', () => {
  const exponent = fc.double({ min: -12, max: 12, noNaN: true });
  fc.assert(
    fc.property(exponent, exponent, fc.integer({ min: 2, max: 12 }), (a, b, most) => {
      const [low, high] = [10 ** Math.min(a, b), 10 ** (Math.max(a, b) + 1)];
      for (const ticks of [logTicks(low, high, most), linearTicks(low, high, most)]) {
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(ticks.every((tick) => tick >= low && tick <= high)).toBe(true);
        expect(ticks).toEqual([...ticks].sort((x, y) => x - y));
      }
    }),
  );
});

test('ticks read like print', () => {
  const printed = [0, 0.003, 0.1, 20, 7500, 1e-5, 2e-7, 1e6].map(tickText);
  expect(printed).toEqual(['0', '0.003', '0.1', '20', '7,500', '10⁻⁵', '2·10⁻⁷', '10⁶']);
});

test('shares read as per cent, whatever their product with 100 rounds to', () => {
  const printed = [0, 0.07, 0.29, 0.57, 1, 0.00125].map(percentText);
  expect(printed).toEqual(['0', '7', '29', '57', '100', '0.125'].map((each) => `${each}\u00a0%`));
});
