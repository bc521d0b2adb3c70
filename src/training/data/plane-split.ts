/** The training examples of a run whose data lies in the plane, as the run learns from them. */
import type { RunConfig } from '../config';
import { DataError, type OwnData, type Split } from './dataset';
import { isInPlane, mayBeInPlane } from './in-plane';
import { loadDataset } from './load';

/**
 * Wrong labels among them; `own` is the person's data with the checksum of the configuration. Resolves to undefined
 * where the data has not two inputs, is not there, or has fewer examples than the run takes.
 */
export async function planeSplit(config: RunConfig, own: OwnData | undefined): Promise<Split | undefined> {
  if (!mayBeInPlane(config.dataset)) return undefined;
  try {
    const dataset = await loadDataset(config, { baseUrl: '', own, onProgress: () => {} });
    return isInPlane(dataset.inputShape) ? dataset.train : undefined;
  } catch (error) {
    if (error instanceof DataError) return undefined;
    throw error;
  }
}

/** Half the side of a square around 0 that holds all examples and some air. */
export function reachOf({ inputs }: Split): number {
  return inputs.reduce((most, value) => Math.max(most, Math.abs(value)), 0) * 1.05;
}
