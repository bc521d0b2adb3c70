/** How the lens writes numbers and verdicts. Pure. */
import { keptShare } from '../../training/probes/kappa';
import type { StepView } from '../../training/protocol';
import { kappaOf, landingOf, lowestOf, verdictOf } from './bowl';

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

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** What the step kept of what its gradient promised, by its step number. */
function keptText(kappa: number): string {
  const share = keptShare(kappa);
  const what =
    share < 0
      ? 'the loss of its batch rose'
      : share > 1.005
        ? 'it gained more than its gradient promised'
        : `it kept ${percent(share)} of what its gradient promised`;
  return `κ = ${numberText(kappa)}: ${what}.`;
}

/** Where the step landed, and which way the loss goes there. */
const landings: Record<'short' | 'floor' | 'across', string> = {
  short: 'It stopped short of the floor of its own batch’s valley: where it landed the loss still falls',
  floor: 'It landed about on the floor of its own batch’s valley',
  across: 'It crossed the floor of its own batch’s valley: where it landed the loss rises',
};

/** Only what was measured, where slope and curve do not tell one valley. */
function unevenText(view: StepView): string {
  const p = landingOf(view);
  const lowest = lowestOf(view);
  const at = lowest && `the lowest measured point lies at α = ${numberText(lowest.alpha)}`;
  if (Number.isNaN(p)) return at ? `${at[0].toUpperCase()}${at.slice(1)}.` : '';
  const goes = p < 1 ? 'falls' : p > 1 ? 'rises' : 'is level';
  return `Where it landed the loss ${goes} (p = ${numberText(p)})${at ? `, and ${at}` : ''}.`;
}

/** What the step did to the probe set; empty where that was not measured. */
export function othersText({ alphas, probeLosses }: Pick<StepView, 'alphas' | 'probeLosses'>): string {
  const change = probeLosses[alphas.indexOf(1)] - probeLosses[alphas.indexOf(0)];
  if (!Number.isFinite(change)) return '';
  if (change === 0) return 'The loss of the probe set stayed as it was.';
  return `The loss of the probe set ${change < 0 ? 'fell' : 'rose'} by ${numberText(Math.abs(change))}.`;
}

/** What the step did on its own batch, and what it did to the probe set: nothing that the curves do not bear out. */
export function verdictText(view: StepView): string {
  const verdict = verdictOf(view);
  if (verdict === 'overflow') return 'The step led to a loss that is not a finite number.';
  if (verdict === 'unresolved') return 'The step was too small a change for 32-bit numbers.';
  const others = othersText(view);
  const own =
    verdict === 'uphill'
      ? 'The step led uphill to first order (momentum carries it against this batch’s gradient).'
      : `${keptText(kappaOf(view))} ${
          verdict === 'uneven'
            ? unevenText(view)
            : `${landings[verdict]} (p = ${numberText(landingOf(view))}).`
        }`;
  return [own.trim(), others].filter(Boolean).join(' ');
}
