import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type OwnFile, readOwnData } from './read-own-data';
import { counted, idxFile, shade } from './testing/files';

const file = (path: string, content: string | Uint8Array): OwnFile => ({
  path,
  blob: new Blob([typeof content === 'string' ? content : Uint8Array.from(content)]),
});
const read = (...files: OwnFile[]) => readOwnData(files);
const table = ['a,b', ...counted(50, (i) => `${i},${i % 2 ? 'x' : 'y'}`)].join('\n');
const idx = [
  file(
    'd/train-images.gz',
    gzipSync(
      idxFile(
        [50, 2, 2],
        counted(200, (i) => i),
      ),
    ),
  ),
  file(
    'd/train-labels',
    idxFile(
      [50],
      counted(50, (i) => i % 2),
    ),
  ),
];
const pets = counted(50, (i) => file(`pets/${i % 2 ? 'cat' : 'dog'}/${i}.png`, shade(i)));

test.each([
  ['a table', [file('my.table.csv', table)], 'my.table', [1]],
  ['a table without a name for it', [file('notes.txt', table)], 'notes', [1]],
  ['a packed table', [file('t.csv.gz', gzipSync(table))], 't', [1]],
  ['IDX beside a text', [...idx, file('d/readme.txt', 'x')], 'train-images', [2, 2, 1]],
  ['a folder', [...pets, file('pets/.DS_Store', 'x'), file('pets/list.csv', 'x')], 'pets', [2, 2, 1]],
  [
    'a zip',
    [file('z.zip', zipSync(Object.fromEntries(counted(50, (i) => [`${i % 2}/${i}.png`, shade(i)]))))],
    'z',
    [2, 2, 1],
  ],
  [
    'CIFAR-10',
    [
      file(
        'data_batch_1.bin',
        Uint8Array.from({ length: 3073 * 50 }, (_, i) => (i % 3073 ? 0 : (i / 3073) % 10)),
      ),
      file('batches.meta.txt', 'cat'),
    ],
    'CIFAR-10',
    [32, 32, 3],
  ],
  [
    'EMNIST, packed, with classes from 1',
    [
      file(
        'emnist-letters-train-images-idx3-ubyte.gz',
        gzipSync(
          idxFile(
            [50, 2, 2],
            counted(200, (i) => i),
          ),
        ),
      ),
      file(
        'emnist-letters-train-labels-idx1-ubyte.gz',
        gzipSync(
          idxFile(
            [50],
            counted(50, (i) => 1 + (i % 5)),
          ),
        ),
      ),
      file('emnist-letters-mapping.txt', '1 65 97'),
    ],
    'emnist-letters-train-images-idx3-ubyte',
    [2, 2, 1],
  ],
])('reads %s by what it holds', async (_, files, name, inputShape) => {
  const result = await read(...files);
  expect(result).toMatchObject({ ok: true, data: { name, inputShape, testFrom: 40 } });
});

test('tables tell their columns, refused or not', async () => {
  expect(await read(file('a.csv', table))).toMatchObject({ choices: { columns: ['a', 'b'], label: 1 } });
  const other = await readOwnData([file('a.csv', table)], 0);
  expect(other).toMatchObject({ ok: false, choices: { columns: ['a', 'b'], label: 0 } });
});

test('the same examples have the same checksum, others another', async () => {
  const checksum = async (text: string) => {
    const result = await read(file('a.csv', text));
    return result.ok && result.data.checksum;
  };
  expect(await checksum(table)).toBe(await checksum(table));
  expect(await checksum(table)).not.toBe(await checksum(table.replace('\n7,', '\n8,')));
});

test('what is too large is not read', async () => {
  const blob = {
    size: 501 * 2 ** 20,
    arrayBuffer: () => Promise.reject(new Error('was read')),
  } as unknown as Blob;
  expect(await read({ path: 'a.csv', blob })).toEqual({
    ok: false,
    message: 'The files have 501 MB together; up to 500 MB are read.',
  });
});

test.each([
  ['nothing', [], /No files/],
  ['hidden files', [file('a/.DS_Store', 'x')], /No files/],
  ['an empty file', [file('a.csv', '')], /“a.csv”: The file is empty/],
  ['two tables', [file('a.csv', table), file('b.csv', table)], /“a.csv”, “b.csv” do not belong together/],
  ['one image', [file('1.png', shade(1))], /lies in no folder/],
  ['a picture of another kind', [file('a.jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0))], /“a.jpg”: .*JPEG/],
  ['a zip without images', [file('a.zip', zipSync({ 'a.txt': new Uint8Array(3) }))], /no PNG images/],
  [
    'a packed tar',
    [file('a.tar.gz', gzipSync(Uint8Array.from([...new Uint8Array(257), ...Buffer.from('ustar\0')])))],
    /tar archive/,
  ],
  ['a cut gzip', [file('a.csv.gz', gzipSync(table).subarray(0, 60))], /“a.csv.gz”: the gzip data is damaged/],
  [
    'a file that is gone',
    [
      {
        path: 'a',
        blob: { size: 1, arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob,
      },
    ],
    /could not be read: gone/,
  ],
])('refused: %s', async (_, files, message) => {
  expect(await read(...files)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
});

test('whatever the bytes, an answer', async () => {
  const starts = [
    [],
    [0, 0, 8, 1],
    [0, 0, 8, 3],
    [0x50, 0x4b, 3, 4],
    [0x1f, 0x8b, 8, 0],
    [...shade(1).slice(0, 16)],
  ];
  const any = fc.record({
    path: fc.constantFrom('a.bin', 'a.csv', 'a.zip', 'a.gz', 'a/b.png', 'readme.txt'),
    content: fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }))
      .map(([start, rest]) => Uint8Array.from([...start, ...rest])),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(any, { maxLength: 3 }), async (files) => {
      const result = await read(...files.map(({ path, content }) => file(path, content)));
      if (!result.ok) expect(result.message).toMatch(/\.$/);
    }),
    { numRuns: 2000, seed: 37 },
  );
});

/** Bytes changed, put in or taken out, up to four times; most of it near the start, where the kinds are told. */
const damage = fc
  .array(
    fc.record({
      place: fc.double({ min: 0, max: 1, noNaN: true }),
      near: fc.boolean(),
      removed: fc.nat(3),
      put: fc.uint8Array({ maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) => (bytes: Uint8Array) => {
    let now = bytes;
    for (const { place, near, removed, put } of all) {
      const at = Math.floor(place * (near ? Math.min(40, now.length) : now.length));
      const rest = now.subarray(at + removed);
      const next = new Uint8Array(at + put.length + rest.length);
      next.set(now.subarray(0, at));
      next.set(put, at);
      next.set(rest, at + put.length);
      now = next;
    }
    return now;
  });

test('10,000 damaged files are refused in words or give examples one can train on', async () => {
  const numbers = ['a,b,c', ...counted(50, (i) => `${i / 7},${-i}e-1,${i % 2 ? 'x' : 'y'}`)].join('\n');
  const batch = Uint8Array.from({ length: 3073 * 50 }, (_, i) => (i % 3073 ? 9 : (i / 3073) % 10));
  const sets: [path: string, bytes: Uint8Array][][] = [
    [['a.csv', Uint8Array.from(Buffer.from(numbers))]],
    [['a.csv.gz', Uint8Array.from(gzipSync(numbers))]],
    [
      [
        'train-images',
        idxFile(
          [50, 2, 2],
          counted(200, (i) => i),
        ),
      ],
      [
        'train-labels',
        idxFile(
          [50],
          counted(50, (i) => i % 2),
        ),
      ],
    ],
    counted(50, (i): [string, Uint8Array] => [`pets/${i % 2 ? 'cat' : 'dog'}/${i}.png`, shade(i)]),
    [['z.zip', zipSync(Object.fromEntries(counted(50, (i) => [`${i % 2}/${i}.png`, shade(i)])))]],
    [['data_batch_1.bin', batch]],
  ];
  // Images take long to unpack, and a batch is mostly pixels, for which any byte will do: they come up more rarely.
  const which = fc.oneof(
    { weight: 97, arbitrary: fc.nat(2) },
    { weight: 3, arbitrary: fc.integer({ min: 3, max: 5 }) },
  );
  let [taken, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(which, fc.nat(), damage, async (set, hit, harm) => {
      const files = sets[set].map(([path, bytes], i) =>
        file(path, i === hit % sets[set].length ? harm(bytes) : bytes),
      );
      const result = await read(...files);
      if (!result.ok) {
        refused++;
        expect(result.message).toMatch(/\.$/);
        return;
      }
      taken++;
      const { inputs, labels, inputShape, classNames, testFrom } = result.data;
      expect(inputs.length).toBe(labels.length * inputShape.reduce((product, n) => product * n, 1));
      expect(inputs.every(Number.isFinite)).toBe(true);
      expect(labels.every((label) => label >= 0 && label < classNames.length)).toBe(true);
      expect(testFrom > 0 && testFrom < labels.length).toBe(true);
    }),
    { numRuns: 10_000, seed: 41 },
  );
  expect(Math.min(taken, refused)).toBeGreaterThan(500);
}, 120_000);
