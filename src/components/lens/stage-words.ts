/** One text for each stage of a step in slow motion. Pure. */

import { numberText } from '../../format';
import type { StepView } from '../../training/protocol';
import { kappaOf, landingOf, verdictOf } from './bowl';
import { othersText, verdictText } from './words';

/** Stages of one step, in the order in which they happen. */
export const stages = [
  'Batch',
  'Gradient',
  'Predicted decrease',
  'Step',
  'Landing point',
  'Verdict',
  'Other batches',
] as const;

/** What happened in a stage (from 1), in a sentence or two. */
export function stageText(view: StepView, stage: number): string {
  const texts = [batchText, gradientText, predictionText, stepText, landingText, measuredText, othersStage];
  return texts[stage - 1](view);
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

function measuredText(view: StepView): string {
  const kappa = kappaOf(view);
  if (Number.isNaN(kappa) || verdictOf(view) === 'unresolved')
    return `This step has no κ. ${verdictText(view)}`;
  const change = view.lossAfter - view.lossBefore;
  const share = `${change < 0 ? '−' : '+'} ${numberText(Math.abs(change))} / ${numberText(-view.slope)}`;
  const sum = `κ = 2 (1 + change / promised decrease) = 2 (1 ${share}) = ${numberText(kappa)}.`;
  const p = landingOf(view);
  if (Number.isNaN(p)) return sum;
  const slopes = `${numberText(view.landingSlope)} / ${numberText(view.slope)}`;
  return `${sum} p = 1 − slope at the landing / slope at the start = 1 − (${slopes}) = ${numberText(p)}.`;
}

/** What the same step did to examples that its gradient had not seen, as a rule. */
function othersStage(view: StepView): string {
  const others = othersText(view);
  if (others === '') return 'What this step did to other examples was not measured.';
  const { alphas, probeLosses, lossBefore, lossAfter } = view;
  const down = probeLosses[alphas.indexOf(1)] < probeLosses[alphas.indexOf(0)];
  return lossAfter < lossBefore && !down
    ? `${others} The step led down on its own batch, and not on the probe set: the valleys of the two lie apart.`
    : others;
}
