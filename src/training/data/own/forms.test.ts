/** Tables of data in the forms that people have. Oracle: the same table in plain CSV. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCsv } from './csv';
import { counted } from './testing/files';

const rows = counted(60, (i) => [`${(i * 37) % 60}.${i % 10}5`, `${i}.5`, ['rot', 'grün', 'blau'][i % 3]]);
const lines = (separator: string, sign = '.') =>
  [['Länge', 'Breite', 'Klasse'], ...rows].map((row, i) =>
    row.map((cell) => (i > 0 ? cell.replace('.', sign) : cell)).join(separator),
  );
const utf8 = (text: string) => new TextEncoder().encode(text);
function read(bytes: Uint8Array, label?: number) {
  const result = parseCsv(bytes, 'x.csv', label);
  if (!result.ok) throw new Error(result.message);
  return result;
}
const plain = read(utf8(lines(',').join('\n'))).data;

describe('one table in many forms', () => {
  const crlf = (text: string) => `${text}\r\n`;
  test.each([
    ['sep=;', utf8(crlf(['sep=;', ...lines(';')].join('\r\n')))],
    ['decimal commas', utf8(lines(';', ',').join('\n'))],
    ['decimal commas and tabs', utf8(lines('\t', ',').join('\n'))],
    ['decimal commas and blanks', utf8(lines('  ', ',').join('\n'))],
    [
      'decimal commas in quotes',
      utf8(
        [
          lines(',')[0],
          ...lines('","', ',')
            .slice(1)
            .map((line) => `"${line}"`),
        ].join('\n'),
      ),
    ],
    ['blanks', utf8(lines(' ').join('\n'))],
    ['bars', utf8(lines(' | ').join('\n'))],
    [
      'comments',
      utf8(
        ['# made here', ...lines(',').flatMap((line, i) => (i % 20 ? [line] : [line, '% twenty']))].join(
          '\n',
        ),
      ),
    ],
    ['names in a comment', utf8([`# ${lines(' ')[0]}`, ...lines(' ').slice(1)].join('\n'))],
    [
      'a separator at every end',
      utf8(
        lines(',')
          .map((line) => `${line},`)
          .join('\n'),
      ),
    ],
    [
      'a separator behind the rows',
      utf8(
        lines(',')
          .map((line, i) => (i ? `${line},` : line))
          .join('\n'),
      ),
    ],
    ['UTF-16', Uint8Array.from(Buffer.from(`\uFEFF${lines(',').join('\r\n')}`, 'utf16le'))],
    ['UTF-16 without a mark', Uint8Array.from(Buffer.from(lines('\t').join('\r\n'), 'utf16le'))],
    ['big-endian UTF-16', Uint8Array.from(Buffer.from(`\uFEFF${lines(';').join('\n')}`, 'utf16le').swap16())],
    ['Latin-1', Uint8Array.from(Buffer.from(lines(',').join('\n'), 'latin1'))],
    ['carriage returns', utf8(lines(',').join('\r'))],
  ])('%s', (_, bytes) => {
    const { data } = read(bytes);
    expect(data.classNames).toEqual(['blau', 'grün', 'rot']);
    expect(data.labels).toEqual(plain.labels);
    expect(data.inputs).toEqual(plain.inputs);
  });
});

test('thousands are parted, and what may be either is not guessed', () => {
  const table = (cell: (i: number) => string) =>
    utf8(['a;b;class', ...counted(60, (i) => `${cell(i)};${i};${i % 2}`)].join('\n'));
  const whole = read(table((i) => `${1000 + i}.25`)).data.inputs;
  expect(read(table((i) => `1,${String(i).padStart(3, '0')}.25`)).data.inputs).toEqual(whole);
  expect(read(table((i) => `1.${String(i).padStart(3, '0')},25`)).data.inputs).toEqual(whole);
  expect(read(table((i) => `1 ${String(i).padStart(3, '0')},25`)).data.inputs).toEqual(whole);
  const unclear = utf8(['a\tclass', ...counted(60, (i) => `1,${100 + i}\t${i % 2}`)].join('\n'));
  expect(parseCsv(unclear, 'x')).toMatchObject({
    ok: false,
    message: expect.stringMatching(/“1,100” may be a decimal/),
  });
  const mixed = utf8(['a;class', ...counted(60, (i) => `${i},5;${i % 2}`), '1.5;0'].join('\n'));
  expect(parseCsv(mixed, 'x')).toMatchObject({
    message: expect.stringMatching(/^Line 62, column “a”: “1.5” has not the decimal sign of “0,5”/),
  });
});

describe('the column with the classes', () => {
  /** Pixels: a border that is always 0, and numbers up to 255. */
  const pixels = (i: number) => [0, (i * 31) % 256, (i * 77) % 256, (i * 13) % 256, 0];
  const table = (row: (i: number) => (string | number)[], header?: string) =>
    utf8([...(header ? [header] : []), ...counted(100, (i) => row(i).join(','))].join('\n'));
  test.each([
    ['first, without names', table((i) => [i % 10, ...pixels(i)]), 0],
    ['first, beside a pixel of few values', table((i) => [i % 10, ...pixels(i), (i % 3) * 40]), 0],
    ['last, without names', table((i) => [...pixels(i), 1 + (i % 4)]), 5],
    ['the only words, in the middle', table((i) => [i, i % 2 ? 'M' : 'B', ...pixels(i)]), 1],
    ['named', table((i) => [...pixels(i), i % 10, i], 'a,b,c,d,e,Digit,f'), 5],
    [
      'named label first',
      table((i) => [i % 10, ...pixels(i)], 'label,pixel0,pixel1,pixel2,pixel3,pixel4'),
      0,
    ],
    ['minus and plus one', table((i) => [i % 2 ? -1 : 1, ...pixels(i)]), 0],
  ])('%s', (_, bytes, label) => {
    expect(read(bytes).columns?.label).toBe(label);
  });

  test('that was guessed is said, and another may be chosen', () => {
    const bytes = table((i) => [i % 10, ...pixels(i)]);
    expect(read(bytes).data.notes[0]).toMatch(/^Column “column 1” looks like the one with the classes/);
    expect(read(bytes, 0).data.notes.join()).not.toMatch(/looks like/);
    const refused = parseCsv(
      table((i) => [i + 0.5, i / 3, (i * 7) / 9]),
      'x',
    );
    expect(refused.ok).toBe(false);
    expect(refused.columns?.names).toHaveLength(3);
  });
});

test('a table of any numbers is read the same in every form', () => {
  const any = fc.record({
    numbers: fc.array(
      fc.tuple(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.integer({ min: -99, max: 99 })),
      {
        minLength: 40,
        maxLength: 60,
      },
    ),
    separator: fc.constantFrom(',', ';', '\t', ' ', '|'),
    comma: fc.boolean(),
    told: fc.boolean(),
  });
  fc.assert(
    fc.property(any, ({ numbers, separator, comma, told }) => {
      const decimal = numbers.map(([a, b]) => [a.toFixed(2), String(b)] as const);
      const inPlain = ['a,b,label', ...decimal.map(([a, b], i) => `${a},${b},${i % 2 ? 'x' : 'y'}`)].join(
        '\n',
      );
      const sign = comma && separator !== ',' ? ',' : '.';
      const rows = decimal.map(([a, b], i) => [a.replace('.', sign), b, i % 2 ? 'x' : 'y'].join(separator));
      const text = [
        ...(told && separator !== ' ' ? [`sep=${separator}`] : []),
        ['a', 'b', 'label'].join(separator),
        ...rows,
      ];
      expect(read(utf8(text.join('\r\n'))).data.inputs).toEqual(read(utf8(inPlain)).data.inputs);
    }),
    { numRuns: 200, seed: 9 },
  );
});
