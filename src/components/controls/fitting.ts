/** What must change along with a choice so that the result is a run: nobody should end in a dead end. Pure. */
import { mostExamples, type RunConfig, trainsOn } from '../../training/config';
import { datasets } from '../../training/data/registry';
import { fields } from '../../training/fields';

/** How far the run is that takes the edit. */
export interface Progress {
  step: number;
  stepsPerEpoch: number;
}

/** The edit together with the companions it needs. */
export function fitting(
  change: Partial<RunConfig>,
  config: RunConfig,
  { step, stepsPerEpoch }: Progress = { step: 0, stepsPerEpoch: 1 },
): Partial<RunConfig> {
  const inRange = (name: 'epochs' | 'trainSize', value: number | undefined): value is number =>
    Number.isInteger(value) && (value as number) >= fields[name].min && (value as number) <= fields[name].max;
  // A value that will be refused takes nothing along.
  if ('trainSize' in change && !inRange('trainSize', change.trainSize)) return change;
  const next = { ...config, ...change };
  const result: Partial<RunConfig> = { ...change };
  if (!trainsOn(next.model, next.dataset)) {
    if (change.model)
      result.dataset = datasets.names.find((name) => trainsOn(next.model, name)) ?? next.dataset;
    else result.model = fields.model.default;
  }
  const dataset = result.dataset ?? next.dataset;
  const examples = mostExamples(dataset);
  if (change.trainSize === undefined && next.trainSize > examples) result.trainSize = examples;
  const trainSize = result.trainSize ?? next.trainSize;
  if (change.batchSize === undefined && next.batchSize > trainSize) result.batchSize = trainSize;
  if (inRange('epochs', change.epochs)) {
    // Earlier or later ends keep the parts of the plan; what has happened stays where it was.
    const share = change.epochs / config.epochs;
    const moved = Math.min(change.epochs, Math.round(config.switchEpoch * share));
    const now = step / stepsPerEpoch;
    result.switchEpoch = config.switchEpoch <= now ? config.switchEpoch : Math.max(moved, Math.ceil(now));
    if (next.warmupEpochs > change.epochs) result.warmupEpochs = change.epochs;
  }
  return result;
}
