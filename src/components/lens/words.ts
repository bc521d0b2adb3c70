/** How the lens writes numbers and verdicts. Pure. */
import { type Bowl, kappaOf, type Verdict, verdictOf } from './bowl';

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

const verdicts: Record<Verdict, string> = {
  overflow: 'The step led to a loss that is not a finite number.',
  unresolved: 'The step was too small a change for 32-bit numbers.',
  uphill: 'The step led uphill to first order (momentum carries it against this batch’s gradient).',
  bent: 'The loss fell by more than the gradient promised: it bends down along the step, without a floor.',
  short: 'The step stopped short of the valley floor.',
  across: 'The step jumped across the floor and landed on the other side, still lower.',
  climbed: 'The step climbed the other side: the loss of this batch rose.',
};

/** One sentence, with kappa in front of it where it can be trusted. */
export function verdictText(bowl: Bowl): string {
  const verdict = verdictOf(bowl);
  const known = verdict === 'overflow' || verdict === 'unresolved' || verdict === 'uphill';
  return known ? verdicts[verdict] : `κ = ${numberText(kappaOf(bowl))}. ${verdicts[verdict]}`;
}
