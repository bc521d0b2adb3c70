/** The code of all data sets, for exports: beside the data set's own file. */
import type { DataCode } from './data-code';
import type { DatasetName } from './registry';

const found = import.meta.glob<DataCode>(['./*.code.ts', './*/part.code.ts'], {
  eager: true,
  import: 'code',
});

export const dataCodeOf = (name: DatasetName): DataCode =>
  found[`./${name}.code.ts`] ?? found[`./${name}/part.code.ts`];
