/**
 * The microscope: the loss of a step's own batch along the step,
 *   phi(alpha) = L_B(w_t + alpha s), alpha = 0 before the step and 1 after it,
 * beside the parabola through phi(0), phi'(0) = g . s and phi(1). Losses between successive iterates: Xing et al. 2018,
 * "A Walk with SGD"; that they are close to parabolas: Mutschler & Zell 2020.
 * Cost: one forward pass per point (eleven) and one gradient, on the step's batch.
 */
import type { StepColumns, StepView } from '../protocol';
import type { LossSurface } from './surface';

/** From half a step back to one step beyond the landing point. */
export const alphas = [-0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2];
/** Examples of the batch that are shown. */
const mostExamples = 12;

/** Looks at the remembered step, whose numbers are the last row of `columns`. */
export async function viewStep(
  surface: Pick<LossSurface, 'alongStep' | 'batch'>,
  columns: StepColumns,
): Promise<StepView> {
  const [losses, batch] = await Promise.all([
    surface.alongStep('batch', alphas),
    surface.batch(mostExamples),
  ]);
  const last = columns.step.length - 1;
  const { inputs, labels, shape, layers, size } = batch;
  return {
    step: columns.step[last],
    learningRate: columns.learningRate[last],
    momentum: columns.momentum[last],
    lossBefore: losses[alphas.indexOf(0)],
    lossAfter: losses[alphas.indexOf(1)],
    slope: columns.slope[last],
    gradientNorm: columns.gradientNorm[last],
    stepNorm: columns.stepNorm[last],
    alphas,
    losses: [...losses],
    batchSize: size,
    examples: { inputs, labels, shape },
    layers,
  };
}
