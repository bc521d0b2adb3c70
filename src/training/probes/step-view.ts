/**
 * The microscope: the loss of a step's own batch along the step,
 *   phi(alpha) = L_B(w_t + alpha s), alpha = 0 before the step and 1 after it,
 * with its slopes at both ends, and the loss of the probe set along the same step. Losses between successive iterates:
 * Xing et al. 2018, "A Walk with SGD"; how far they are parabolas: Mutschler & Zell 2020.
 * Cost: one forward pass per point (21) on the step's batch and on the probe set, and two gradients on the batch.
 */
import type { StepColumns, StepView, Valley } from '../protocol';
import type { LossSurface } from './surface';

/** From half a step back to one step beyond the landing point. */
export const alphas = Array.from({ length: 21 }, (_, i) => i / 8 - 0.5);
/** Examples of the batch that are shown. */
const mostExamples = 12;

/** The loss of the remembered step's batch along it; its numbers are the last row of `columns`. */
export async function valleyOf(
  surface: Pick<LossSurface, 'alongStep' | 'landingSlope'>,
  columns: StepColumns,
): Promise<Valley> {
  const [losses, landingSlope] = await Promise.all([
    surface.alongStep('batch', alphas),
    surface.landingSlope(),
  ]);
  const last = columns.step.length - 1;
  return {
    step: columns.step[last],
    lossBefore: losses[alphas.indexOf(0)],
    lossAfter: losses[alphas.indexOf(1)],
    slope: columns.slope[last],
    landingSlope,
    alphas,
    losses: [...losses],
  };
}

/** Looks at the remembered step, whose numbers are the last row of `columns`. */
export async function viewStep(
  surface: Pick<LossSurface, 'alongStep' | 'batch' | 'landingSlope'>,
  columns: StepColumns,
): Promise<StepView> {
  const [valley, probeLosses, batch] = await Promise.all([
    valleyOf(surface, columns),
    surface.alongStep('probe', alphas),
    surface.batch(mostExamples),
  ]);
  const last = columns.step.length - 1;
  const { inputs, labels, shape, layers, size } = batch;
  return {
    ...valley,
    learningRate: columns.learningRate[last],
    momentum: columns.momentum[last],
    gradientNorm: columns.gradientNorm[last],
    stepNorm: columns.stepNorm[last],
    probeLosses: [...probeLosses],
    batchSize: size,
    examples: { inputs, labels, shape },
    layers,
  };
}
