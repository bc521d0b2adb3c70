import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalSignOf, numberOf } from './numbers';

test.each([
  ['1.5', '.', 1.5],
  ['-.5e-3', '.', -0.0005],
  ['1,5', ',', 1.5],
  ['1,234.5', '.', 1234.5],
  ['1.234,5', ',', 1234.5],
  ['1,234,567', '.', 1234567],
  ['1.234.567', ',', 1234567],
  ['1 234,5', ',', 1234.5],
  ['1\u202F234\u00A0567', '.', 1234567],
  ["12'345.5", '.', 12345.5],
  ['1_000', '.', 1000],
  ['−2.5', '.', -2.5],
  ['12.5 %', '.', 0.125],
  ['7,', ',', 7],
] as const)('%s with “%s” is %d', (text, sign, value) => {
  expect(numberOf(text, sign)).toBe(value);
});

test.each([
  ['1,5', '.'],
  ['1.5', ','],
  ['12,34,567', '.'],
  ['0,123', '.'],
  ['1.2.3', '.'],
  ['', '.'],
  ['x', '.'],
  ['0x10', '.'],
  ['1-2', ','],
] as const)('%s with “%s” is no number', (text, sign) => {
  expect(numberOf(text, sign)).toBeNaN();
});

describe('the decimal sign', () => {
  test.each([
    [['a', '1', '2.5'], ';', '.'],
    [['1', '2,5'], ';', ','],
    [['1,234', '0,5'], '\t', ','],
    [['1,234', '2.5'], '\t', '.'],
    [['1.234', '2,5'], '\t', ','],
    [['1,234', '1,234,567'], '\t', '.'],
    [['1,234'], ';', ','],
    [['1,234'], ',', '.'],
    [['1,234'], '\t', 'unclear'],
    [['1', '2'], '\t', '.'],
    [['1.234'], '\t', '.'],
  ] as const)('%j parted by “%s”: %s', (cells, separator, sign) => {
    expect(decimalSignOf(cells, separator).sign).toBe(sign);
  });
});

test('what a locale writes is read', () => {
  const number = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100);
  const locale = fc.constantFrom('en-US', 'de-DE', 'de-CH', 'fr-FR', 'pl-PL', 'sv-SE');
  fc.assert(
    fc.property(locale, number, (name, value) => {
      const format = new Intl.NumberFormat(name, { minimumFractionDigits: 2 });
      const text = format.format(value);
      const { sign } = decimalSignOf([text], ';');
      expect(numberOf(text, sign === 'unclear' ? '.' : sign)).toBe(value);
    }),
    { seed: 4, numRuns: 500 },
  );
});
