import { dsvFormat } from 'd3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eachRow, withLineFeeds } from './rows';
import { rowsOf, tableFormOf } from './table-form';

function read(text: string) {
  const plain = withLineFeeds(text);
  const form = tableFormOf(plain);
  const rows: string[][] = [];
  const lines: number[] = [];
  const fault = eachRow(rowsOf(plain, form), form, (cells, line) => {
    rows.push(cells.map((cell) => cell.trim()));
    lines.push(line);
    return undefined;
  });
  return { ...form, rows, lines, fault };
}

describe('what parts cells', () => {
  const whole = [
    ['a', 'b', 'class'],
    ['1.5', '2', 'x'],
    ['3', '4.25', 'y'],
  ];
  test.each([
    ['commas', ',', ','],
    ['semicolons', ';', ';'],
    ['tabs', '\t', '\t'],
    ['bars', '|', '|'],
    ['one blank', ' ', ' '],
    ['many blanks', '   ', ' '],
    ['blanks and a tab', ' \t ', '\t'],
    ['commas and blanks', ', ', ','],
  ])('%s', (_, mark, separator) => {
    expect(read(whole.map((row) => row.join(mark)).join('\n'))).toMatchObject({ separator, rows: whole });
  });

  test('decimal commas part nothing where something else does', () => {
    for (const mark of [';', '\t', ' ', '|']) {
      const text = `1,5${mark}2,5${mark}rot\n3,25${mark}4${mark}blau`;
      expect(read(text).rows[0], mark).toEqual(['1,5', '2,5', 'rot']);
    }
  });

  test('a first line tells the separator', () => {
    const rows = [
      ['a', 'b'],
      ['1', '2'],
    ];
    for (const mark of [';', ',', '\t', '|', '^']) {
      const text = `sep=${mark}\r\na${mark}b\r\n1${mark}2\r\n`;
      expect(read(text).rows, mark).toEqual(rows);
      expect(read(text).lines).toEqual([2, 3]);
    }
    expect(read('"sep=;"\na;b\n1;2').rows).toEqual(rows);
    expect(read('sep=\\t\na\tb\n1\t2').rows).toEqual(rows);
    expect(read('sep=;;\na;b\n1;2').rows).toEqual(rows);
  });
});

describe('comments', () => {
  test('lines with # or % are no rows, and the last above the numbers names them', () => {
    expect(read('# made by hand\n# step loss\n1 2.5\n% half\n2 2.25\n')).toMatchObject({
      names: ['step', 'loss'],
      rows: [
        ['1', '2.5'],
        ['2', '2.25'],
      ],
      lines: [3, 5],
    });
    expect(read('#step,loss\n1,2\n2,1').names).toEqual(['step', 'loss']);
  });

  test('a comment of another width names nothing', () => {
    expect(read('# step loss of a run\n1 2.5\n2 2').names).toBeUndefined();
    expect(read('# 3 4\n1 2.5\n2 2').names).toBeUndefined();
  });

  test('marks at the start of every row belong to the cells', () => {
    expect(read('#f00,1\n#0f0,2\n#00f,3').rows).toHaveLength(3);
  });
});

test('quotes hold separators, line breaks and quotes, after blanks too', () => {
  expect(read('a,b\n"1,5", "x\n""y"""\n2,z\n').rows).toEqual([
    ['a', 'b'],
    ['1,5', 'x\n"y"'],
    ['2', 'z'],
  ]);
  expect(read('a b c\n1 "x y"  2\n "z" 3 4 \n').rows).toEqual([
    ['a', 'b', 'c'],
    ['1', 'x y', '2'],
    ['z', '3', '4'],
  ]);
  expect(read('a,b\n"1,2\n').fault).toBe('Line 2: a quote is opened and not closed.');
});

test('empty lines count as lines; carriage returns end them', () => {
  expect(read('a,b\n\n1,2\n \n3,4').lines).toEqual([1, 3, 5]);
  expect(read('a,b\r1,2\r').rows).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('any table of numbers and names is read as another writer wrote it', () => {
  const cell = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.constantFrom('x', 'two words', 'a,b', 'a;b', 'say "so"', '-', 'über'),
  );
  const any = fc
    .tuple(fc.constantFrom(',', ';', '\t', '|'), fc.integer({ min: 2, max: 6 }))
    .chain(([separator, width]) =>
      fc.record({
        separator: fc.constant(separator),
        rows: fc.array(
          fc.tuple(
            fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
            ...Array(width - 1).fill(cell),
          ),
          { minLength: 2, maxLength: 30 },
        ),
      }),
    );
  fc.assert(
    fc.property(any, ({ separator, rows }) => {
      const text = `sep=${separator}\n${dsvFormat(separator).formatRows(rows as string[][])}`;
      expect(read(text).rows).toEqual(rows);
    }),
    { seed: 11 },
  );
});

test('the separator of a table of numbers is found without being told', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 });
  const any = fc.record({
    separator: fc.constantFrom(',', ';', '\t', '|', ' '),
    comma: fc.boolean(),
    rows: fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(number, { minLength: width, maxLength: width }), { minLength: 3, maxLength: 30 }),
      ),
  });
  fc.assert(
    fc.property(any, ({ separator, comma, rows }) => {
      const written = rows.map((row) =>
        row.map((each) => (comma && separator !== ',' ? String(each).replace('.', ',') : String(each))),
      );
      const text = written.map((row) => row.join(separator)).join('\n');
      expect(read(text).rows).toEqual(written);
    }),
    { seed: 12 },
  );
});

describe('tables that programs draw', () => {
  const rows = [
    ['a', 'b'],
    ['1', '2'],
    ['3', '4'],
  ];

  test('lines that only draw are no rows', () => {
    for (const rule of ['--- ---', '=======', '----  ----']) {
      expect(read(`a    b\n${rule}\n1    2\n3    4`)).toMatchObject({ rows, lines: [1, 3, 4] });
    }
    const cells = (text: string) => read(text).rows.map((row) => row.filter((cell) => cell !== ''));
    expect(cells('| a | b |\n|---|:-:|\n| 1 | 2 |\n| 3 | 4 |')).toEqual(rows);
    expect(cells('+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n| 3 | 4 |\n+---+---+')).toEqual(rows);
    expect(read('a,b\n-,--\n1,2').rows[1]).toEqual(['-', '--']);
  });

  test('names of several words are parted by more than one blank', () => {
    expect(
      read(' Iter    Train Loss   Time left\n    1     2.5          1.02s\n   10     0.5          0.90s')
        .rows,
    ).toEqual([
      ['Iter', 'Train Loss', 'Time left'],
      ['1', '2.5', '1.02s'],
      ['10', '0.5', '0.90s'],
    ]);
  });

  test('a first column without a name is that of R or pandas, and else a fault', () => {
    const numbered = [
      ['', 'a', 'b'],
      ['0', '1', '2'],
      ['1', '3', '4'],
    ];
    expect(read('   a  b\n0  1  2\n1  3  4').rows).toEqual(numbered);
    expect(read('"a" "b"\n"0" 1 2\n"1" 3 4').rows).toEqual(numbered);
    expect(read('"a","b"\n"0",1,2\n"1",3,4').rows).toEqual(numbered);
    expect(read('a,b\n0,1,2\n1,3,4').rows[0]).toEqual(['a', 'b']);
    expect(read('a b\n0 1 2\n1 3 4').rows[0]).not.toContain('');
  });
});
