import { expect, test } from 'vitest';
import { longRun } from '../../../bench/run-memory';
import type { Columns } from '../../training/growing-columns';
import { tableNames } from '../run-file';
import { newEntry } from '../run-list';
import { copyOf, restored, sliceOf } from './copied-run';
import { csvChunks } from './run-csv';
import { runJsonChunks } from './run-json';

test('a run that is sent to another thread in slices makes the same files', async () => {
  const data = longRun(3000, 3);
  data.change({ step: 500, config: { ...data.initial, learningRate: 0.05 } });
  const entry = newEntry([], data, { name: 'sent', state: 'finished' });
  const copy = structuredClone(copyOf(entry));
  const asked: number[] = [];
  const run = await restored(
    copy,
    async (table, from, to) => {
      asked.push(to - from);
      return structuredClone(sliceOf(data, table, from, to));
    },
    700,
  );
  expect(Math.max(...asked)).toBe(700);
  for (const table of tableNames) {
    const [sent, kept] = [run.data[table], data[table]] as Columns<string>[];
    for (const name of kept.names) expect(sent.get(name)).toEqual(kept.get(name));
  }
  expect(run.data.regime.segments).toEqual(data.regime.segments);
  const [json, again] = [entry, run].map((each) => [...runJsonChunks(each, '1')].join(''));
  expect(again === json).toBe(true);
  const [csv, csvAgain] = [data, run.data].map((each) => [...csvChunks(each)].join(''));
  expect(csvAgain === csv).toBe(true);
});
