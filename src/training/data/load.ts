/** Makes the data of a run. For workers and for what is fetched later: it brings along how every data set is made. */
import type { RunConfig } from '../config';
import type { DataSource, Dataset, Load, LoadContext } from './dataset';
import { drawToy } from './draw-toy';
import { prepare } from './prepare';
import { datasets } from './registry';

const apart = import.meta.glob<Load>('./*/load.ts', { eager: true, import: 'load' });

/** What a run of this configuration learns from. Rejects with DataError when it cannot be had. */
export async function loadDataset(config: RunConfig, context: LoadContext): Promise<Dataset> {
  return prepare(await clean(config, context), config);
}

async function clean(config: RunConfig, context: LoadContext): Promise<Dataset> {
  const {
    point,
    classes,
    load = apart[`./${config.dataset}/load.ts`],
  }: DataSource = datasets.of(config.dataset);
  return point ? drawToy({ classes, point }, config) : load(config, context);
}
