/** Numbers in prose; a dash where there is none. Pure. */

const none = '–';

/** Three significant digits: 0.0068, 1.7, 2,400. */
export function number(value: number): string {
  if (!Number.isFinite(value)) return none;
  if (value !== 0 && Math.abs(value) < 1e-3) {
    const [digits, power] = value.toExponential(1).split('e');
    return `${digits.replace('-', '−')}·10${superscript(Number(power))}`;
  }
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 }).replace('-', '−');
}

/** A share as a percentage with one decimal: 69.3 %. The blank does not break. */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${(100 * share).toFixed(1).replace('-', '−')}\u00a0%` : none;
}

const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (power: number) =>
  [...String(power)].map((each) => (each === '-' ? '⁻' : digits[Number(each)])).join('');
