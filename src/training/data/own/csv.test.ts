import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from './csv';
import { counted } from './testing/files';

const bytes = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, label?: number) => parseCsv(bytes(text), 'folder/pets.csv', label);
function read(text: string, label?: number) {
  const result = parse(text, label);
  if (!result.ok) throw new Error(result.message);
  return result;
}
/** Row i is a cat when i is odd, its numbers are i and 100 - i. */
const rows = counted(50, (i) => [`${i}`, `${100 - i}`, i % 2 ? 'cat' : 'dog']);
const table = (header: string[] | undefined, cells: string[][], separator = ',') =>
  [...(header ? [header] : []), ...cells].map((row) => row.join(separator)).join('\n');
const named = table(['a', 'b', 'species'], rows);

/** Undoes the standardisation of a column that held the numbers 0 to 49. */
function original(values: number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return values.map((value) => Math.round((49 * (value - low)) / (high - low)));
}

test('a table: split four to one in every class, rows and classes stay together', () => {
  const { data, columns } = read(named);
  expect(columns).toEqual({ names: ['a', 'b', 'species'], label: 2, header: true });
  const { name, inputShape, classNames, testFrom, inputs, labels, notes } = data;
  expect({ name, inputShape, classNames, testFrom, notes }).toEqual({
    name: 'pets',
    inputShape: [2],
    classNames: ['cat', 'dog'],
    testFrom: 40,
    notes: [],
  });
  const numbers = original(counted(50, (i) => inputs[2 * i]));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(counted(50, (i) => i));
  numbers.forEach((number, i) => {
    expect(labels[i]).toBe(number % 2 ? 0 : 1);
    expect(inputs[2 * i + 1]).toBeCloseTo(-inputs[2 * i], 5);
  });
  expect(numbers.slice(0, 40)).not.toEqual(numbers.slice(0, 40).toSorted((a, b) => a - b));
  expect(labels.subarray(40).filter((label) => label === 0)).toHaveLength(5);
  for (let column = 0; column < 2; column++) {
    const train = counted(40, (i) => inputs[2 * i + column]);
    expect(train.reduce((sum, x) => sum + x, 0) / 40).toBeCloseTo(0, 5);
    expect(train.reduce((sum, x) => sum + x * x, 0) / 40).toBeCloseTo(1, 5);
  }
  expect(read(named).data).toEqual(data);
});

describe('forms of tables', () => {
  const { inputs } = read(named).data;
  test.each([
    ['no header', table(undefined, rows)],
    ['semicolons', table(['a', 'b', 'species'], rows, ';')],
    ['tabs', table(['a', 'b', 'species'], rows, '\t')],
    ['carriage returns', named.replaceAll('\n', '\r')],
    ['Windows', `${named.replaceAll('\n', '\r\n')}\r\n\r\n`],
    ['quotes', named.replace(/[^,\n]+/g, '"$&"')],
    ['byte order mark', `\uFEFF${named}`],
    ['empty lines', `\n\n${named.replaceAll('\n', '\n\n')}`],
    ['spaces', named.replaceAll(',', ' , ')],
    ['columns named by numbers', table(['0', '1', 'species'], rows)],
  ])('%s', (_, text) => {
    expect(read(text).data.inputs).toEqual(inputs);
  });

  test.each(['label', 'class', 'cluster'])(
    'of points x, y the label is %s, and y only where nothing else is',
    (name) => {
      const rows = Array.from({ length: 60 }, (_, i) => `${i / 3},${(i % 11) / 3},${i % 2}`);
      expect(read([`x,y,${name}`, ...rows].join('\n')).columns?.label).toBe(2);
      expect(read([`x,y2,${name}`, ...rows].join('\n')).columns?.label).toBe(2);
      const last = rows.map((row) =>
        row
          .split(',')
          .slice(0, 1)
          .concat(String(row.length % 2))
          .join(','),
      );
      expect(read(['x,y', ...last].join('\n')).columns?.label).toBe(1);
    },
  );

  test('the label is the chosen column, else one with its name, else the last', () => {
    const text = table(
      ['a', 'Class', 'c'],
      counted(50, (i) => [`${i}`, `${i % 2}`, `${i % 5}`]),
    );
    expect(read(text).data.classNames).toEqual(['0', '1']);
    expect(read(text, 2).data.classNames).toEqual(['0', '1', '2', '3', '4']);
    expect(read(text.replace('Class', 'other')).columns?.label).toBe(2);
  });

  test('numbers as classes are ordered by value, 1 and 1.0 are one', () => {
    const text = table(
      ['a', 'y'],
      counted(60, (i) => [`${i}`, ['10', '9', '9.0'][i % 3]]),
    );
    expect(read(text).data.classNames).toEqual(['9', '10']);
  });
});

test('large numbers that differ little keep their differences', () => {
  const times = counted(50, (i) => [`${1_700_000_000 + i}`, i % 2 ? 'a' : 'b']);
  const { inputs } = read(table(['time', 'label'], times)).data;
  expect(original([...inputs]).toSorted((a, b) => a - b)).toEqual(counted(50, (i) => i));
});

test('a column without differences becomes 0, and that is said', () => {
  const text = table(
    ['same', 'b', 'label'],
    counted(50, (i) => ['0.1', `${i}`, i % 2 ? 'a' : 'b']),
  );
  const { inputs, notes } = read(text).data;
  expect(counted(50, (i) => inputs[2 * i])).toEqual(counted(50, () => 0));
  expect(notes).toEqual([expect.stringContaining('“same”')]);
});

test('few rows with gaps are left out, and that is said; many are refused', () => {
  const many = (gaps: number) =>
    table(
      ['a', 'label'],
      counted(200, (i) => [i < gaps ? 'NaN' : `${i}`, i % 2 ? 'a' : 'b']),
    );
  const { data } = read(many(1));
  expect(data.labels).toHaveLength(199);
  expect(data.notes[0]).toBe('1 row with gaps left out. Line 2, column “a”: “NaN” is no value.');
  expect(parse(many(2))).toMatchObject({
    ok: false,
    message: expect.stringMatching(/^Line 2, column “a”: “NaN” is no value\. 2 of 200 rows/),
  });
});

test('a rare class is trained on and tested with', () => {
  for (let rare = 2; rare < 8; rare++) {
    const text = table(
      ['a', 'label'],
      counted(100, (i) => [`${i}`, i < rare ? 'rare' : 'common']),
    );
    const { labels, classNames, testFrom } = read(text).data;
    const place = classNames.indexOf('rare');
    expect(testFrom).toBe(80);
    expect(labels.subarray(0, 80)).toContain(place);
    const tested = labels.subarray(80).filter((label) => label === place).length;
    expect(Math.abs(tested - rare / 5)).toBeLessThanOrEqual(0.5);
  }
});

test.each([
  ['nothing', '', /empty/],
  ['white space', ' \n \n', /empty/],
  ['one column', 'a\n1\n2', /one column/],
  ['a header only', 'a,label', /no rows/],
  ['few rows', table(undefined, rows.slice(0, 39)), /There are 39 examples; at least 40/],
  ['one class', named.replaceAll('dog', 'cat'), /is 1 class; 2 to 100 are allowed\. .*“species”/],
  ['a word', named.replace('\n7,', '\nseven,'), /Line 9, column “a”: “seven” is not a number/],
  ['a huge number', named.replace('\n7,', '\n7e99,'), /Line 9, column “a”: “7e99” is not between/],
  ['a short row', named.replace('\n7,', '\n'), /Line 9 has 2 cells; the first row has 3/],
  ['an open quote', named.replace('\n7,', '\n"7,'), /Line 9: a quote is opened and not closed/],
  [
    'many classes',
    table(
      ['a', 'y'],
      counted(500, (i) => [`${i}`, `${i}`]),
    ),
    /are 500 classes; 2 to 100/,
  ],
  ['many columns', counted(4098, String).join(','), /4,098 columns; up to 4,096/],
  [
    'a long class',
    named.replace('\n7,93,cat', `\n7,93,${'cat'.repeat(99)}`),
    /class has 297 characters; up to 200/,
  ],
  ['a long line', `a,b\n${'1'.repeat(2 ** 20 + 1)}`, /Line 2 has more than 1 MB of text/],
  ['many rows', `a,y\n${'1,2\n'.repeat(100_001)}`, /more than 100,000 rows/],
])('refused: %s', (_, text, message) => {
  expect(parse(text)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});

test('what is no text is refused', () => {
  expect(parseCsv(Uint8Array.of(1, 0, 2), 'x')).toMatchObject({
    message: expect.stringMatching(/neither a table/),
  });
});

test('a label column that does not exist is refused, and the columns are still told', () => {
  expect(parse(named, 3)).toMatchObject({ message: expect.stringMatching(/label column 3 .* 0 to 2/) });
  expect(parse(named, 0).columns?.label).toBe(0);
});

test('whatever the text, an answer and whole numbers of examples', () => {
  const cell = fc.oneof(
    fc.constantFrom('1', '-2.5', 'NaN', '', '"', 'a', '1e400'),
    fc.string({ maxLength: 3 }),
  );
  const text = fc
    .array(
      fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(',')),
      { maxLength: 60 },
    )
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(
      fc.oneof(text.map(bytes), fc.uint8Array({ maxLength: 300 })),
      fc.option(fc.nat(4)),
      (content, label) => {
        const result = parseCsv(content, 'x', label ?? undefined);
        if (result.ok) expect([...result.data.inputs].every(Number.isFinite)).toBe(true);
        else expect(result.message).toMatch(/\.$/);
      },
    ),
    { numRuns: 2000, seed: 7 },
  );
});

test.each([
  ['Id', (i: number) => i + 1],
  ['', (i: number) => i],
  ['', (i: number) => `row ${i}`],
])('a column “%s” that only numbers the rows is no number of an example', (name, cell) => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${cell(i)},${(i * 7) % 13},${(i * 5) % 11},${i < 30 ? 'x' : 'y'}`,
  );
  const bytes = new TextEncoder().encode(`${name},a,b,species\n${rows.join('\n')}\n`);
  const result = parseCsv(bytes, 'a.csv');
  expect(result).toMatchObject({ ok: true, data: { inputShape: [2] } });
  expect(result.ok && result.data.notes.join()).toContain('only numbers the rows and is left out');
  expect(result.columns?.names).toHaveLength(4);
});

test('other whole numbers stay numbers of the examples', () => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i * 2},${i + 5},${i % 2}`);
  for (const names of ['id,b,class', 'age,b,class']) {
    const result = parseCsv(new TextEncoder().encode(`${names}\n${rows.join('\n')}\n`), 'a.csv');
    expect(result).toMatchObject({ ok: true, data: { inputShape: [2] } });
  }
});
