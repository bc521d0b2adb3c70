/** The training examples of a run whose data lies in the plane, as the run learns from them. Pure. */
import type { RunConfig } from '../config';
import type { OwnData, Split } from './dataset';
import { ownDataset } from './own/source';
import { prepare } from './prepare';
import { toySplit } from './toys';

/**
 * Wrong labels among them; `own` is the person's data with the checksum of the configuration. Undefined where the
 * data has not two inputs, is not there, or has fewer examples than the run takes.
 */
export function planeSplit(config: RunConfig, own: OwnData | undefined): Split | undefined {
  if (config.dataset !== 'own') return toySplit(config);
  if (!own || own.checksum !== config.ownData) return undefined;
  const inPlane = own.inputShape.length === 1 && own.inputShape[0] === 2;
  if (!inPlane || config.trainSize > own.testFrom) return undefined;
  return prepare(ownDataset(own), config).train;
}

/** Half the side of a square around 0 that holds all examples and some air. */
export function reachOf({ inputs }: Split): number {
  return inputs.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * 1.05;
}
