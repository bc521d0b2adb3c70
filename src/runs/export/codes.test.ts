import { expect, test } from 'vitest';
import { dataCodeOf } from '../../training/data/codes';
import { datasets } from '../../training/data/registry';
import { lossCodeOf } from '../../training/losses/codes';
import { losses } from '../../training/losses/registry';
import { scheduleCodeOf } from '../../training/schedules/codes';
import { schedules } from '../../training/schedules/registry';

const files = Object.keys(import.meta.glob('../../training/**/*.code.ts'));
/** Of every data set in a folder the code is that of the part; elsewhere the file has the part's name. */
const nameOf = (path: string) =>
  path
    .match(/(?:(\w+)\/part|([\w-]+))\.code\.ts$/)
    ?.slice(1)
    .find(Boolean);

test('every schedule, loss and data set has its code beside it, and no code is of none', () => {
  for (const name of schedules.names)
    expect([name, typeof scheduleCodeOf(name)?.keras]).toEqual([name, 'function']);
  for (const name of losses.names) expect([name, typeof lossCodeOf(name)?.optax]).toEqual([name, 'string']);
  for (const name of datasets.names)
    expect([name, typeof dataCodeOf(name)?.load]).toEqual([name, 'function']);
  const parts = [...schedules.names, ...losses.names, ...datasets.names];
  expect(files.map(nameOf).toSorted()).toEqual(parts.toSorted());
});
