import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCifar } from './cifar';
import { parseIdx } from './idx';
import { counted, idxFile } from './testing/files';

const file = (path: string, bytes: Uint8Array) => ({ path, bytes });

describe('IDX', () => {
  /** Image i is i in all of its 2 x 3 bytes, its class i mod 3 + 4. */
  const images = (count: number) =>
    idxFile(
      [count, 2, 3],
      counted(6 * count, (i) => Math.floor(i / 6)),
    );
  const labels = (count: number) =>
    idxFile(
      [count],
      counted(count, (i) => (i % 3) + 4),
    );
  const pair = (count: number, name = 'train') => [
    file(`${name}-images-idx3-ubyte`, images(count)),
    file(`${name}-labels-idx1-ubyte`, labels(count)),
  ];

  test('a pair: bytes over 255, classes as in the file, a fifth of each for the test', () => {
    const result = parseIdx(pair(60).reverse());
    if (!result.ok) throw new Error(result.message);
    const { inputShape, classNames, testFrom, inputs, labels: classes } = result.data;
    expect({ inputShape, classNames, testFrom }).toEqual({
      inputShape: [2, 3, 1],
      classNames: ['4', '5', '6'],
      testFrom: 48,
    });
    const seen = counted(60, (i) => Math.round(255 * inputs[6 * i]));
    expect(seen.toSorted((a, b) => a - b)).toEqual(counted(60, (i) => i));
    seen.forEach((value, i) => {
      expect(classes[i]).toBe(value % 3);
      expect(inputs[6 * i + 5]).toBe(Math.fround(value / 255));
    });
    for (let c = 0; c < 3; c++) expect(classes.subarray(48).filter((each) => each === c)).toHaveLength(4);
  });

  test('a second pair is the test', () => {
    const result = parseIdx([...pair(12, 't10k'), ...pair(50)]);
    if (!result.ok) throw new Error(result.message);
    expect([result.data.testFrom, result.data.labels.length]).toEqual([50, 62]);
    const test = counted(12, (i) => Math.round(255 * result.data.inputs[6 * (50 + i)]));
    expect(test.toSorted((a, b) => a - b)).toEqual(counted(12, (i) => i));
  });

  test('a test pair by itself is split', () => {
    expect(parseIdx(pair(50, 't10k'))).toMatchObject({ data: { testFrom: 40 } });
  });

  test('the set of MNIST is read, thinned out alike in both parts, and that is said', () => {
    const blank = (count: number) => idxFile([count, 28, 28], new Array(count * 784).fill(0));
    const classes = (count: number) =>
      idxFile(
        [count],
        counted(count, (i) => i % 10),
      );
    const result = parseIdx([
      file('train-images', blank(40_000)),
      file('train-labels', classes(40_000)),
      file('t10k-images', blank(10_000)),
      file('t10k-labels', classes(10_000)),
    ]);
    if (!result.ok) throw new Error(result.message);
    const { labels: kept, testFrom, notes } = result.data;
    // 25,000,000 / 784
    expect(kept).toHaveLength(31_887);
    expect((kept.length - testFrom) / kept.length).toBeCloseTo(0.2, 3);
    expect(notes[0]).toMatch(/^31,887 of 50,000 examples are kept/);
  });

  test.each([
    ['nothing', [], /No IDX file/],
    ['no labels', [pair(50)[0]], /1 image and 0 label files/],
    ['two trainings', [...pair(50), ...pair(50)], /2 image and 2 label files/],
    ['other counts', [pair(50)[0], pair(49)[1]], /50 images and 49 labels do not match/],
    ['another format', [file('a', Uint8Array.of(1, 2, 3, 4))], /no IDX file/],
    ['floats', [file('a', Uint8Array.of(0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0))], /32-bit floats/],
    ['four dimensions', [file('a', idxFile([50, 2, 2, 3], []))], /4 dimensions/],
    ['a cut header', [file('a', images(50).slice(0, 9))], /header is incomplete/],
    ['a cut image', [file('a', images(50).slice(0, -1))], /truncated: .* 50 × 2 × 3 bytes, it holds 299/],
    ['a tail', [file('a', idxFile([2], [1, 2, 3]))], /too long/],
    ['a boast', [file('a', idxFile([4e9, 4e9, 4e9], []))], /truncated: .* 4,000,000,000/],
    ['large images', [file('a', idxFile([1, 1, 65], new Array(65).fill(0)))], /1 × 65; 1 × 1 to 64 × 64/],
    ['no pixels', [file('a', idxFile([50, 0, 3], []))], /images of 0 × 3/],
    ['one class', [pair(50)[0], file('l', idxFile([50], new Array(50).fill(3)))], /is 1 class/],
    [
      'other sizes',
      [...pair(50), file('t10k-i', idxFile([1, 1, 1], [0])), file('t10k-l', idxFile([1], [4]))],
      /one size/,
    ],
  ])('refused: %s', (_, files, message) => {
    expect(parseIdx(files)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  test('whatever the bytes, an answer', () => {
    const idx = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(3), { maxLength: 40 }))
      .map(([rank, rest]) => Uint8Array.from([0, 0, 8, rank, ...rest]));
    const content = fc.oneof(idx, fc.uint8Array({ maxLength: 60 }));
    fc.assert(
      fc.property(fc.array(fc.record({ path: fc.string(), bytes: content }), { maxLength: 4 }), (files) => {
        expect(parseIdx(files).ok).toBe(false);
      }),
      { numRuns: 2000, seed: 11 },
    );
  });
});

describe('CIFAR-10', () => {
  /** Row i: class i mod 10; red i, green i + 1, blue the place of the pixel mod 256. */
  const batch = (count: number) =>
    Uint8Array.from(
      counted(count, (i) => [
        i % 10,
        ...new Array(1024).fill(i),
        ...new Array(1024).fill(i + 1),
        ...counted(1024, (p) => p % 256),
      ]).flat(),
    );

  test('planes become pixels; the test batch is the test', () => {
    const result = parseCifar([file('test_batch.bin', batch(10)), file('data_batch_1.bin', batch(40))]);
    if (!result.ok) throw new Error(result.message);
    const { inputShape, classNames, testFrom, inputs, labels } = result.data;
    expect({ inputShape, testFrom, fourth: classNames[3] }).toEqual({
      inputShape: [32, 32, 3],
      testFrom: 40,
      fourth: 'cat',
    });
    const reds = counted(50, (i) => Math.round(255 * inputs[3072 * i]));
    expect(reds.slice(40).toSorted((a, b) => a - b)).toEqual(counted(10, (i) => i));
    reds.forEach((red, i) => {
      expect(labels[i]).toBe(red % 10);
      const pixel = [...inputs.subarray(3072 * i + 3 * 700, 3072 * i + 3 * 701)].map((x) =>
        Math.round(255 * x),
      );
      expect(pixel).toEqual([red, red + 1, 700 % 256]);
    });
  });

  test('CIFAR-100 has fine and coarse classes, of which one is chosen', () => {
    /** Row i: fine class i mod 100, coarse one i mod 20, red i mod 256, the rest 7. */
    const rows = (count: number) =>
      Uint8Array.from(
        counted(count, (i) => [
          i % 20,
          i % 100,
          ...new Array(1024).fill(i % 256),
          ...new Array(2048).fill(7),
        ]).flat(),
      );
    const files = [
      file('cifar-100-binary/train.bin', rows(200)),
      file('cifar-100-binary/test.bin', rows(100)),
    ];
    const fine = parseCifar(files);
    if (!fine.ok) throw new Error(fine.message);
    expect(fine.choices).toEqual({ columns: ['20 coarse classes', '100 fine classes'], label: 1 });
    expect(fine.data).toMatchObject({ name: 'CIFAR-100', inputShape: [32, 32, 3], testFrom: 200 });
    expect([fine.data.classNames[0], fine.data.classNames[99]]).toEqual(['apple', 'worm']);
    const coarse = parseCifar(files, 0);
    if (!coarse.ok) throw new Error(coarse.message);
    expect(coarse.data.classNames).toHaveLength(20);
    counted(300, (i) => {
      const red = Math.round(255 * coarse.data.inputs[3072 * i]);
      expect(coarse.data.labels[i] % 4).toBe(red % 4);
      expect(Math.round(255 * coarse.data.inputs[3072 * i + 1])).toBe(7);
    });
    // One example of each fine class leaves nothing to test with.
    expect(parseCifar([file('train.bin', rows(60))])).toMatchObject({ ok: true, choices: { label: 0 } });
  });

  test('without a test batch, a fifth of each class is the test', () => {
    expect(parseCifar([file('data_batch_1.bin', batch(50))])).toMatchObject({ data: { testFrom: 40 } });
  });

  test.each([
    ['nothing', [], /0 examples/],
    ['an empty file', [file('a.bin', new Uint8Array(0))], /“a.bin” is empty/],
    [
      'a cut file',
      [file('a.bin', batch(50).slice(0, -1))],
      /153,649 bytes, no whole number of rows: CIFAR-10 .* 3,073 bytes, CIFAR-100/,
    ],
    ['a class of 10', [file('a.bin', batch(50).with(3073 * 4, 10))], /class 10 in row 5/],
    ['one class', [file('a.bin', new Uint8Array(3073 * 50))], /is 1 class/],
  ])('refused: %s', (_, files, message) => {
    expect(parseCifar(files)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  test('whatever the bytes, an answer', () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.tuple(fc.nat(3), fc.nat(12)).map(([count, fill]) => new Uint8Array(3073 * count).fill(fill)),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ path: fc.string(), bytes: content }), { maxLength: 4 }), (files) => {
        expect(parseCifar(files).ok).toBe(false);
      }),
      { numRuns: 2000, seed: 13 },
    );
  });
});
