import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  curvatureColumns,
  emptyTable,
  evaluationColumns,
  probeColumns,
  stepColumns,
  type Table,
} from '../../training/columns';
import { defaultConfig } from '../../training/config';
import { runJsonChunks, severalRuns } from '../export/run-json';
import { RunData } from '../run-data';
import { fileOf, parseRunFiles } from '../run-files';
import { mostNumbers, mostRows } from '../run-limits';
import { newEntry } from '../run-list';
import { ColumnJson } from './column-json';

/** Feeds a text in pieces that end at these places. */
function readCut(text: string, places: readonly number[]): unknown {
  const reader = new ColumnJson();
  const cuts = [0, ...places.map((each) => each % (text.length + 1)).sort((a, b) => a - b), text.length];
  for (const [i, at] of cuts.slice(1).entries()) reader.feed(text.slice(cuts[i], at));
  return reader.end();
}

const value = fc.oneof(
  { weight: 5, arbitrary: fc.float({ noDefaultInfinity: true }) },
  fc.constantFrom(
    NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    1e-45,
    3.4028234663852886e38,
  ),
);
const places = fc.array(fc.nat(), { maxLength: 12 });

function table<K extends string>(names: readonly K[], rows: number, values: readonly number[], first = 1) {
  const made = emptyTable(names, rows) as Table<K> & Table<'step'>;
  for (const [c, name] of names.entries()) {
    made[name].forEach((_, i) => {
      made[name][i] = name.endsWith('Accuracy') ? 0.5 : values[(i * 7 + c) % values.length];
    });
  }
  made.step.forEach((_, i) => {
    made.step[i] = i + first;
  });
  return made as never;
}

const run = fc
  .tuple(fc.nat(40), fc.nat(5), fc.nat(5), fc.nat(3), fc.array(value, { minLength: 1, maxLength: 30 }))
  .map(([steps, evaluations, probes, curvature, values]) => {
    const data = new RunData(defaultConfig, 125);
    data.append({
      steps: table(stepColumns, steps, values),
      evaluations: table(evaluationColumns, evaluations, values, 0),
      probes: table(probeColumns, probes, values),
      curvature: table(curvatureColumns, curvature, values),
    });
    return newEntry([], data, { name: 'a “name” \\ [1] {"steps":[', state: 'paused' });
  });

describe('what is written in pieces', () => {
  test('is the run file, and is read back from pieces cut anywhere, bit for bit', () => {
    fc.assert(
      fc.property(run, places, (entry, cuts) => {
        const text = [...runJsonChunks(entry, '1')].join('');
        expect(text).toBe(JSON.stringify(fileOf(entry, '1')));
        const result = parseRunFiles(readCut(text, cuts));
        if (!result.ok) throw new Error(result.message);
        const { tables } = result.runs[0];
        for (const name of ['steps', 'evaluations', 'probes', 'curvature'] as const) {
          for (const [column, values] of Object.entries(tables[name] ?? {})) {
            const recorded = (entry.data[name] as { get(name: string): Float32Array }).get(column);
            expect(values).toEqual(recorded);
          }
        }
        expect(result.runs[0].name).toBe(entry.name);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('several runs in one file', () => {
    fc.assert(
      fc.property(fc.array(run, { maxLength: 3 }), places, (entries, cuts) => {
        const { before, between, after } = severalRuns;
        const texts = entries.map((each) => [...runJsonChunks(each, '1')].join(''));
        const result = parseRunFiles(readCut(before + texts.join(between) + after, cuts));
        if (!result.ok) throw new Error(result.message);
        expect(result.runs.map(({ tables }) => tables.steps?.batchLoss)).toEqual(
          entries.map(({ data }) => data.steps.get('batchLoss')),
        );
      }),
      { seed: 2, numRuns: 30 },
    );
  });
});

test('any JSON comes out as JSON.parse reads it, but for the columns of tables', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), places, (text, cuts) => {
      expect(readCut(text, cuts)).toEqual(JSON.parse(text));
    }),
    { seed: 3, numRuns: 300 },
  );
});

const column = (content: string) => `{"format":"two-regimes-run","steps":{"step":[${content}]},"name":"x"}`;

test.each(['1,', ',1', '1,,2', ',', '1 2', '[1', '01', '1e', 'nul', '1,"Infinity'])(
  'a column that is no JSON is refused wherever it is cut: %s',
  (content) => {
    const text = column(content);
    for (let at = 0; at <= text.length; at++) expect(() => readCut(text, [at])).toThrow(/not valid JSON/);
  },
);

test.each(['true', '{}', '"1"', '1,"x",2', '"NaN"'])(
  'a column with what is no number is refused: %s',
  (content) => {
    const text = column(content);
    for (let at = 0; at <= text.length; at++) {
      expect(() => readCut(text, [at])).toThrow(
        /Not a run file: steps\.step: row [12]: it takes numbers, null/,
      );
    }
  },
);

test('a text that ends anywhere is refused', () => {
  const text = column('1,2,3');
  for (let end = 0; end < text.length; end++)
    expect(() => readCut(text.slice(0, end), [])).toThrow(/not valid/);
});

test('keys that an object has by itself, and keys in other spellings, are keys like others', () => {
  const value = readCut(
    '{"st\\u0065ps":{"step":[1,2],"__proto__":[3],"constructor":[4]},"__proto__":{"a":1}}',
    [9],
  );
  expect(value).toEqual({
    steps: Object.fromEntries([
      ['step', Float32Array.of(1, 2)],
      ['__proto__', Float32Array.of(3)],
      ['constructor', Float32Array.of(4)],
    ]),
    ...JSON.parse('{"__proto__":{"a":1}}'),
  });
});

test('the longest run keeps the limits of what is read; one row more does not', () => {
  // 5,000 examples one by one, 1,000 times, and the network before training.
  expect(mostRows).toBe(5_000_001);
  const perRow = [stepColumns, evaluationColumns, probeColumns, curvatureColumns].flat().length;
  expect(mostNumbers).toBe(5_000_001 * perRow);
  const reader = new ColumnJson();
  reader.feed('{"steps":{"step":[0');
  const block = ',0'.repeat(100_000);
  for (let i = 0; i < 50; i++) reader.feed(block);
  expect(() => reader.feed(',0,0')).toThrow(/steps\.step: up to 5,000,001 rows/);
});
