/** How numbers are written where people read them. Pure. */
const superscripts: Record<string, string> = Object.fromEntries(
  [...'-0123456789'].map((digit, i) => [digit, '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'[i]]),
);

/** 10 to an integer power, in print. */
export const powerText = (power: number) =>
  `10${[...String(power)].map((digit) => superscripts[digit]).join('')}`;

const fourDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 });

/** Four significant digits: 0.5812, 1,234, −0.0301, 1.23·10⁻⁷. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : 'minus infinite';
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '';
  if (size === 0 || (size >= 1e-4 && size < 1e6)) {
    return sign + fourDigits.format(size);
  }
  const [digits, power] = size.toExponential(3).split('e');
  return `${sign}${Number(digits)}·${powerText(Number(power))}`;
}
