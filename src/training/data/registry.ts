/** All data sets by name. A new one is one file and one line here. */
import type { RunConfig } from '../config';
import type { DatasetName } from '../fields';
import type { DataSource, Dataset, LoadContext } from './dataset';
import { fashion } from './fashion';
import { mnist1d } from './mnist1d';
import { own } from './own/source';
import { prepare } from './prepare';
import { toys } from './toys';

export const dataSources = Object.fromEntries(
  [mnist1d, fashion, own, ...toys].map((source) => [source.name, source]),
) as Record<DatasetName, DataSource>;

/** What a run of this configuration learns from. Rejects with DataError when it cannot be had. */
export async function loadDataset(config: RunConfig, context: LoadContext): Promise<Dataset> {
  return prepare(await dataSources[config.dataset].load(config, context), config);
}
