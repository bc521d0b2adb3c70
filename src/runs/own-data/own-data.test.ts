import fc from 'fast-check';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../training/config';
import type { OwnData } from '../../training/data/dataset';
import { own } from '../../training/data/own/source';
import type { Pixels } from './images';
import { readOwnData } from './read-own-data';

/** A PNG header with a size; the decoder of these tests makes the pixels from the byte after it. */
function png(width: number, height: number, shade: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(34);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes[33] = shade;
  return bytes;
}
const decode = async (bytes: Uint8Array): Promise<Pixels> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return { width, height, rgba: new Uint8ClampedArray(4 * width * height).fill(bytes[33]) };
};
const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const read = (...files: File[]) => readOwnData(files, decode);
async function data(...files: File[]): Promise<OwnData> {
  const result = await read(...files);
  if (!result.ok) throw new Error(result.message);
  return result.data;
}
async function message(...files: File[]): Promise<string> {
  const result = await read(...files);
  return result.ok ? 'read' : result.message;
}

function idx(shape: number[], values: number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((n, i) => void new DataView(bytes.buffer).setUint32(4 + 4 * i, n));
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}
const count = (n: number, value: (i: number) => number) => Array.from({ length: n }, (_, i) => value(i));

const table = (rows: number) =>
  ['a,species,b', ...count(rows, (i) => i).map((i) => `${i},${i % 2 ? 'cat' : 'dog'},${-2 * i}`)].join('\n');

test('CSV: the named label column, inputs of mean 0 and deviation 1, four to one, shuffled the same way', async () => {
  const result = await read(file('pets.csv', table(50)));
  if (!result.ok) throw new Error(result.message);
  expect(result.choices).toEqual({ columns: ['a', 'species', 'b'], label: 1 });
  const { inputs, labels, testFrom, classNames, inputShape, name, checksum } = result.data;
  expect({ testFrom, classNames, inputShape, name }).toEqual({
    testFrom: 40,
    classNames: ['cat', 'dog'],
    inputShape: [2],
    name: 'pets',
  });
  const [a, b] = [0, 1].map((c) => count(50, (i) => inputs[2 * i + c]));
  const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
  expect(mean(a)).toBeCloseTo(0, 5);
  expect(mean(a.map((x) => x * x))).toBeCloseTo(1, 5);
  // b = -2 a, row by row; odd rows are cats.
  a.forEach((x, i) => void expect(b[i]).toBeCloseTo(-x, 5));
  const deviation = Math.sqrt((50 ** 2 - 1) / 12);
  a.forEach(
    (x, i) => void expect(Math.abs(Math.round(x * deviation + 24.5) % 2)).toBe(labels[i] === 0 ? 1 : 0),
  );
  expect(a).not.toEqual([...a].sort((x, y) => x - y));
  expect((await data(file('pets.csv', table(50)))).checksum).toBe(checksum);
  expect((await data(file('pets.csv', table(52)))).checksum).not.toBe(checksum);
});

test('IDX: a pair, gzipped; a t10k pair is the test set; bytes become 0 to 1', async () => {
  const images = idx(
    [50, 2, 3],
    count(300, (i) => i % 256),
  );
  const labels = idx(
    [50],
    count(50, (i) => 3 + (i % 2)),
  );
  const one = await data(
    file('train-images-idx3-ubyte.gz', new Uint8Array(gzipSync(images))),
    file('train-labels-idx1-ubyte', labels),
  );
  expect(one).toMatchObject({ inputShape: [2, 3, 1], classNames: ['3', '4'], testFrom: 40 });
  const two = await data(
    file('train-images', images),
    file('train-labels', labels),
    file(
      't10k-images',
      idx(
        [4, 2, 3],
        count(24, () => 255),
      ),
    ),
    file('t10k-labels', idx([4], [3, 3, 4, 4])),
  );
  expect(two.testFrom).toBe(50);
  expect([...two.inputs.subarray(300)]).toEqual(count(24, () => 1));
});

test('CIFAR-10: planes become pixels, test_batch is the test set', async () => {
  const batch = (rows: number, label: number) => {
    const bytes = new Uint8Array(3073 * rows);
    for (let r = 0; r < rows; r++) bytes.set([(label + r) % 10, 255, 0, 51], 3073 * r);
    return bytes;
  };
  const result = await data(file('test_batch.bin', batch(5, 1)), file('data_batch_1.bin', batch(45, 0)));
  expect(result).toMatchObject({ inputShape: [32, 32, 3], testFrom: 45 });
  // Red of the first three pixels; green and blue are 0.
  const pixels = [...result.inputs.subarray(0, 9)].map((x) => Number(x.toFixed(3)));
  expect(pixels).toEqual([1, 0, 0, 0, 0, 0, 0.2, 0, 0]);
});

test('a zip of PNGs: folders are classes, grey images have one channel', async () => {
  const entries = Object.fromEntries(
    count(60, (i) => i).map((i) => [`set/${i % 3 ? 'moons' : 'suns'}/${i}.png`, png(4, 3, i)]),
  );
  const zip = zipSync({
    ...entries,
    'set/readme.txt': strToU8('hello'),
    '__MACOSX/set/._0.png': png(1, 1, 0),
  });
  const result = await data(file('sky.zip', new Uint8Array(zip)));
  expect(result).toMatchObject({ inputShape: [3, 4, 1], classNames: ['moons', 'suns'], testFrom: 48 });
  expect(result.notes.join()).toContain('1 other file is left out');
  const shades = count(60, (i) => Math.round(result.inputs[12 * i] * 255)).sort((a, b) => a - b);
  expect(shades).toEqual(count(60, (i) => i));
});

test.each([
  ['empty', () => [file('a.csv', '')], /not allowed/],
  [
    'one class',
    () => [file('a.csv', table(50).replaceAll('dog', 'cat'))],
    /1 class is not allowed; it takes 2 to 100/,
  ],
  ['too few', () => [file('a.csv', table(30))], /30 examples are not allowed; it takes 40 to/],
  [
    'a word',
    () => [file('a.csv', table(50).replace('\n7,', '\nseven,'))],
    /Line 9, column “a”: “seven” is not a number/,
  ],
  [
    'a short row',
    () => [file('a.csv', table(50).replace('\n7,', '\n'))],
    /Line 9 has 2 cells; the first line has 3/,
  ],
  [
    'gaps',
    () => [file('a.csv', table(50).replace(/\n\d,/g, '\n,'))],
    /10 of 50 rows lack a number or a label/,
  ],
  ['binary', () => [file('a.csv', new Uint8Array(500))], /none of: CSV, IDX/],
  [
    'a lone IDX',
    () => [
      file(
        'a',
        idx(
          [50],
          count(50, () => 1),
        ),
      ),
    ],
    /come in pairs/,
  ],
  [
    'a cut IDX',
    () => [
      file(
        'a',
        idx(
          [50, 2],
          count(99, () => 1),
        ),
      ),
    ],
    /promises 50 × 2 = 100 bytes; it has 99/,
  ],
  ['a boastful IDX', () => [file('a', idx([4_000_000_000, 4_000_000_000], [1]))], /promises/],
  [
    'pairs that differ',
    () => [
      file(
        'a',
        idx(
          [50, 2],
          count(100, () => 1),
        ),
      ),
      file(
        'b',
        idx(
          [49],
          count(49, () => 1),
        ),
      ),
    ],
    /a has 50 examples, b has 49 labels/,
  ],
  ['two texts', () => [file('a.csv', table(50)), file('b.csv', table(50))], /these are none of it/],
  [
    'PNGs of two sizes',
    () => [zipOf({ 'a/1.png': png(4, 4, 1), 'b/2.png': png(4, 5, 1) })],
    /b\/2\.png is 4 × 5; the first image is 4 × 4/,
  ],
  ['a huge PNG', () => [zipOf({ 'a/1.png': png(60_000, 60_000, 1) })], /60000 × 60000; images up to 64 × 64/],
  ['a PNG without a folder', () => [zipOf({ '1.png': png(4, 4, 1) })], /lies in no folder/],
  ['a zip without images', () => [zipOf({ 'a/b.txt': strToU8('x') })], /no PNG images/],
  [
    'a cut zip',
    () => [file('a.zip', new Uint8Array(zipSync({ 'a/1.png': png(4, 4, 1) })).slice(0, 40))],
    /./,
  ],
  ['gzip that boasts', () => [boast()], /unpacks to more than 200 MB/],
] as const)('refused in words: %s', async (_, files, pattern) => {
  expect(await message(...(files() as File[]))).toMatch(pattern);
});

const zipOf = (entries: Record<string, Uint8Array>) => file('a.zip', new Uint8Array(zipSync(entries)));
function boast(): File {
  const bytes = new Uint8Array(gzipSync(idx([2], [1, 1])));
  new DataView(bytes.buffer).setUint32(bytes.length - 4, 3_000_000_000, true);
  return file('a.gz', bytes);
}

test('a zip bomb is stopped before it has unpacked', async () => {
  const zeros = new Uint8Array(30 * 2 ** 20);
  expect(await message(zipOf({ 'a/1.png': zeros }))).toMatch(/unpacks to more than 4 MB/);
  const many = Object.fromEntries(
    count(80, (i) => i).map((i) => [`a/${i}.png`, zeros.subarray(0, 3 * 2 ** 20)]),
  );
  expect(await message(zipOf(many))).toMatch(/unpacks to more than 200 MB/);
});

test('whatever the bytes, there is an answer', async () => {
  const starts = [
    [],
    [0, 0, 8, 2],
    [0x50, 0x4b, 3, 4],
    [0x1f, 0x8b, 8],
    [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('a.bin', 'a.csv', 'a.zip', 'a.gz', 'a/b.png'),
      async (start, rest, name) => {
        const result = await read(file(name, Uint8Array.from([...start, ...rest])));
        if (!result.ok) expect(result.message.length).toBeGreaterThan(5);
      },
    ),
    { numRuns: 2000, seed: 5 },
  );
});

test('as a data set: the split as it came, and only the very same data', async () => {
  const mine = await data(file('pets.csv', table(50)));
  const context = { baseUrl: '', onProgress: () => {}, own: mine };
  const config = { ...defaultConfig, dataset: 'own' as const, ownData: mine.checksum, trainSize: 40 };
  const { train, test: held, classes } = await own.load(config, context);
  expect([train.labels.length, held.labels.length, classes]).toEqual([40, 10, 2]);
  expect([...train.inputs, ...held.inputs]).toEqual([...mine.inputs]);
  await expect(own.load({ ...config, ownData: 5 }, context)).rejects.toThrow(/does not have/);
  await expect(own.load({ ...config, trainSize: 41 }, context)).rejects.toThrow(
    /41 is not allowed; “pets” has 20 to 40/,
  );
});
