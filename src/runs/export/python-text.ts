/** What exported programs say of a run in one line each. */
import type { RunConfig } from '../../training/config';
import { literal } from '../../training/python';
import { stepsPerEpochOf } from '../../training/schedules/plan';

/** The update of a run in one line, as a comment; src/training/engines/tfjs/updates/updater.ts has the whole of it. */
export function updateFormula({
  nesterov,
  weightDecay,
}: Pick<RunConfig, 'nesterov' | 'weightDecay'>): string {
  const decays = weightDecay > 0;
  const d = decays ? 'd' : 'g';
  const step = nesterov ? `(${d} + momentum * v)` : 'v';
  return `${decays ? 'd = g + weight_decay * w;  ' : ''}v <- momentum * v + ${d};  w <- w - lr * ${step}`;
}

/** Definition of STEPS_PER_EPOCH for programs that have no data. */
export function stepsPerEpochLine(config: RunConfig, stepsPerEpoch = stepsPerEpochOf(config)): string {
  const { trainSize, batchSize } = config;
  return `STEPS_PER_EPOCH = ${literal(stepsPerEpoch)}  # ${literal(trainSize)} examples in batches of ${literal(batchSize)}`;
}
