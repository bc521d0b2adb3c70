/** How the lens writes numbers and verdicts. Pure. */
import { numberText } from '../../format';
import { keptShare } from '../../training/probes/kappa';
import type { StepView } from '../../training/protocol';
import { kappaOf, landingOf, lowestOf, verdictOf } from './bowl';

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
