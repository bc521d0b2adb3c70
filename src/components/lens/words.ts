/** What the lens says: numbers, verdicts and one text for each stage of a step. Pure. */
import type { StepView } from '../../training/protocol';
import { type Bowl, floorOf, kappaOf, type Verdict, verdictOf } from './bowl';

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

/** Stages of one step, in the order in which they happen. */
export const stages = [
  'Batch',
  'Gradient',
  'Predicted decrease',
  'Step',
  'Landing point',
  'Verdict',
] as const;

/** What happened in a stage (from 1), in a sentence or two. */
export function stageText(view: StepView, stage: number): string {
  return [batchText, gradientText, predictionText, stepText, landingText, kappaText][stage - 1](view);
}

function batchText({ batchSize, examples, lossBefore }: StepView): string {
  const shown = Math.min(examples.labels.length, batchSize);
  const first = shown < batchSize ? `, the first ${shown} of them below` : '';
  const size =
    batchSize === 1 ? 'one training example' : `${batchSize.toLocaleString('en')} training examples`;
  return `The batch of this step holds ${size}${first}. Their mean loss is ${numberText(lossBefore)}.`;
}

function gradientText({ gradientNorm, layers }: StepView): string {
  const norm = `The gradient of that loss has norm ${numberText(gradientNorm)}.`;
  if (layers.length < 2) return norm;
  const most = layers.reduce((a, b) => (b.gradientNorm > a.gradientNorm ? b : a));
  return `${norm} The largest part lies in ${most.name}: ${numberText(most.gradientNorm)}.`;
}

function predictionText({ slope }: StepView): string {
  if (slope < 0) return `Along the step the gradient promises a decrease of ${numberText(-slope)}.`;
  if (slope === 0) return 'Along the step the gradient promises no change.';
  return `Along the step the gradient promises a rise of ${numberText(slope)}, not a decrease.`;
}

function stepText({ learningRate, momentum, stepNorm }: StepView): string {
  const rates = `Learning rate ${numberText(learningRate)}, momentum ${numberText(momentum)}.`;
  return `${rates} The weights move by a distance of ${numberText(stepNorm)}.`;
}

function landingText({ lossBefore, lossAfter }: StepView): string {
  const change = lossAfter - lossBefore;
  const went = `The loss of the same batch goes from ${numberText(lossBefore)} to ${numberText(lossAfter)}`;
  if (!Number.isFinite(change)) return `${went}.`;
  if (change === 0) return `${went}: no change.`;
  return `${went}: it ${change < 0 ? 'fell' : 'rose'} by ${numberText(Math.abs(change))}.`;
}

function kappaText(view: StepView): string {
  const kappa = kappaOf(view);
  if (Number.isNaN(kappa) || verdictOf(view) === 'unresolved')
    return `This step has no κ. ${verdictText(view)}`;
  const change = view.lossAfter - view.lossBefore;
  const share = `${change < 0 ? '−' : '+'} ${numberText(Math.abs(change))} / ${numberText(-view.slope)}`;
  const sum = `κ = 2 (1 + change / promised decrease) = 2 (1 ${share}) = ${numberText(kappa)}.`;
  const floor = floorOf(view);
  return floor ? `${sum} The floor of the parabola lies at α = 1/κ = ${numberText(floor.alpha)}.` : sum;
}
