/** Where a run diverged, and what to do then. Pure. */
import { hasDiverged } from '../training/divergence';
import { wayBack } from './editing';
import type { RunData } from './run-data';

/** Step of the first loss or step beyond all bounds; a run stops there, so only its last one can be. */
export function divergedAt({ steps, origin }: RunData): number | undefined {
  if (steps.length === 0) return undefined;
  const loss = steps.last('batchLoss') ?? 0;
  // A log may not tell the length of its steps, and what its losses count in is not known.
  const diverged = origin === 'log' ? !Number.isFinite(loss) : hasDiverged(loss, steps.last('stepNorm'));
  return diverged ? steps.last('step') : undefined;
}

/** "Try a learning rate of 0.04 or less.", by the rate that was in force when the run diverged. */
export function divergenceAdvice({ config, dropStep, steps, origin }: RunData): string {
  if (origin === 'log') return 'A smaller learning rate is what helps most often.';
  const back = wayBack(config);
  const dropped = dropStep !== undefined && (steps.last('step') ?? 0) > dropStep;
  const scale = back.initScale === config.initScale ? '' : ` and an initial scale of ${back.initScale}`;
  return dropped
    ? `Try a small learning rate of ${back.smallLearningRate} or less${scale}.`
    : `Try a learning rate of ${back.learningRate} or less${scale}.`;
}
