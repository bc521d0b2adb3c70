/** What must change along with a choice so that the result is a run: nobody should end in a dead end. Pure. */
import { defaultConfig, type RunConfig } from '../../training/config';
import { fields } from '../../training/fields';

/**
 * The edit together with the companions it needs. `epochsDone`: how far the run that takes the edit has come; what
 * it has behind it stays where it was.
 */
export function fitting(change: Partial<RunConfig>, config: RunConfig, epochsDone = 0): Partial<RunConfig> {
  const inRange = (name: 'epochs' | 'trainSize', value: number | undefined): value is number =>
    Number.isInteger(value) && (value as number) >= fields[name].min && (value as number) <= fields[name].max;
  // A value that will be refused takes nothing along.
  if ('trainSize' in change && !inRange('trainSize', change.trainSize)) return change;
  const next = { ...config, ...change };
  const result: Partial<RunConfig> = { ...change };
  if (change.dataset && change.dataset !== config.dataset) {
    if (next.model === 'cnn1d' && next.dataset !== 'mnist1d') result.model = 'mlp';
    if (next.model === 'cnn2d' && next.dataset !== 'fashion') result.model = 'mlp';
    if (next.dataset === 'mnist1d') result.trainSize = Math.min(next.trainSize, defaultConfig.trainSize);
  }
  if (change.model === 'cnn1d') result.dataset = 'mnist1d';
  if (change.model === 'cnn2d') result.dataset = 'fashion';
  if (result.dataset === 'mnist1d') {
    result.trainSize = Math.min(result.trainSize ?? next.trainSize, defaultConfig.trainSize);
  }
  const trainSize = result.trainSize ?? next.trainSize;
  if (change.batchSize === undefined && next.batchSize > trainSize) result.batchSize = trainSize;
  if (inRange('epochs', change.epochs)) {
    // Earlier or later ends keep the parts of the plan; a drop that was taken stays, one to come stays to come.
    const scaled = Math.round((config.switchEpoch * change.epochs) / config.epochs);
    const taken = epochsDone > 0 && config.switchEpoch <= epochsDone;
    const drop = taken ? config.switchEpoch : Math.max(scaled, Math.ceil(epochsDone));
    result.switchEpoch = Math.min(change.epochs, drop);
    if (next.warmupEpochs > change.epochs) result.warmupEpochs = change.epochs;
  }
  return result;
}
