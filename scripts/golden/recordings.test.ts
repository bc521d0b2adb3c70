/** The recordings of the lessons as they were on one day read as they did then. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lessons } from '../../src/lessons/registry';
import { type RecordedLesson, readRecording } from '../../src/runs/lesson-recording';
import { bitsOf } from '../../src/runs/storage/storage.arbitrary';
import { digestOf, golden } from './fixture';

interface Recordings {
  [lesson: string]: { text: string; meaning: string };
}

/** Columns of today; later code may have more. */
type Columns = Record<string, readonly string[]>;

function read(text: string): RecordedLesson {
  const result = readRecording(JSON.parse(text));
  if (!result.ok) throw new Error(result.message);
  return result.recorded;
}

function columnsOf(recorded: RecordedLesson): Columns {
  return Object.fromEntries(
    [...recorded.runs].map(([name, [{ data }]]) => [name, Object.keys(bitsOf(data))]),
  );
}

/** Every number of every run, view and point of a sweep. */
function meaningOf(recorded: RecordedLesson, columns: Columns): string {
  const runs = [...recorded.runs].map(([name, seeds]) =>
    seeds.map(({ seed, data }) => {
      const bits = bitsOf(data);
      return [seed, columns[name].map((column) => [column, bits[column]])];
    }),
  );
  const sweeps = [...recorded.sweeps].map(([name, results]) => [name, [...results.all()]]);
  const views = [...recorded.views].map(([name, each]) => [
    name,
    [...each.keys()],
    [...each.values()].map(({ losses }) => losses),
  ]);
  return digestOf([runs, sweeps, views]);
}

const made = lessons.map(({ id }) => id);

test.each(made)('the recording of %s', async (id) => {
  const { text, meaning, columns } = await golden<Recordings[string] & { columns: Columns }>(
    `recording-${id}`,
    () => {
      const shipped = readFileSync(`public/recorded/${id}.json`, 'utf8');
      const recorded = read(shipped);
      const known = columnsOf(recorded);
      return { text: shipped, meaning: meaningOf(recorded, known), columns: known };
    },
  );
  expect(meaningOf(read(text), columns)).toBe(meaning);
  expect(meaningOf(read(text.replace('"seed":', '"seed":1')), columns)).not.toBe(meaning);
});
