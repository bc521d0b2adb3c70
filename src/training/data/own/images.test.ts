import fc from 'fast-check';
import { Zip, ZipDeflate, type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parsePngs } from './png';
import { counted, pngFile, shade } from './testing/files';
import { unzipImages } from './zip';

const image = (path: string, bytes: Uint8Array) => ({ path, bytes });
const pets = counted(50, (i) => image(`pets/${i % 2 ? 'cat' : 'dog'}/${i}.png`, shade(i)));

describe('PNG images', () => {
  test('folders are classes, grey images have one channel', async () => {
    const result = await parsePngs(pets, 'pets', ['before']);
    if (!result.ok) throw new Error(result.message);
    const { inputs, labels, ...data } = result.data;
    expect(data).toMatchObject({
      name: 'pets',
      inputShape: [2, 2, 1],
      classNames: ['cat', 'dog'],
      testFrom: 40,
      notes: ['before'],
    });
    const shades = counted(50, (i) => Math.round(255 * inputs[4 * i]));
    expect(shades.toSorted((a, b) => a - b)).toEqual(counted(50, (i) => i));
    shades.forEach((value, i) => {
      expect(labels[i]).toBe(value % 2 ? 0 : 1);
    });
    expect(await parsePngs(pets.toReversed(), 'pets', ['before'])).toEqual(result);
  });

  test('colours, alpha over white, and colour images without colour', async () => {
    const make = async (channels: 3 | 4, pixel: number[]) => {
      const files = counted(40, (i) => image(`${i % 2}/${i}.png`, pngFile(1, 1, channels, pixel)));
      const result = await parsePngs(files, 'x');
      if (!result.ok) throw new Error(result.message);
      const { inputShape, inputs, notes } = result.data;
      const first = [...inputs.subarray(0, inputShape[2])].map((value) => Math.round(255 * value));
      return { shape: inputShape, first, notes };
    };
    expect(await make(3, [10, 20, 30])).toEqual({ shape: [1, 1, 3], first: [10, 20, 30], notes: [] });
    expect(await make(3, [20, 20, 20])).toEqual({ shape: [1, 1, 1], first: [20], notes: [] });
    const half = await make(4, [0, 100, 200, 51]);
    // A fifth of the colour, four fifths of white.
    expect(half.first).toEqual([204, 224, 244]);
    expect(half.notes[0]).toMatch(/40 images are partly transparent/);
  });

  test('folders named train and test are the split', async () => {
    const files = counted(60, (i) => image(`x/${i < 45 ? 'Train' : 'test'}/${i % 2}/${i}.png`, shade(i)));
    const result = await parsePngs(files, 'x');
    if (!result.ok) throw new Error(result.message);
    expect(result.data.testFrom).toBe(45);
    const test = counted(15, (i) => Math.round(255 * result.data.inputs[4 * (45 + i)]));
    expect(Math.min(...test)).toBe(45);
  });

  test('a size beyond the limit is refused by its header', () => {
    const huge = shade(1);
    new DataView(huge.buffer).setUint32(16, 60_000);
    const result = parsePngs([...pets, image('z/z.png', huge)], 'x');
    expect(result).toMatchObject({ message: expect.stringMatching(/“z\/z\.png” has 60,000 × 2 pixels/) });
  });

  test.each([
    ['none', [], /no PNG images/],
    ['no PNG', [image('a/b.png', new Uint8Array(40))], /“a\/b.png” is no PNG image/],
    ['a cut header', [image('a/b.png', shade(1).slice(0, 30))], /no PNG image or is truncated/],
    ['no folder', [image('../b.png', shade(1))], /“..\/b.png” lies in no folder/],
    ['two sizes', [...pets, image('z/z.png', shade(1, 3))], /“z\/z.png” has 3 × 3 pixels, “pets.* 2 × 2/],
    [
      'a damaged one',
      [...pets, ...pets, image('pets/cat/z.png', shade(1).slice(0, 40))],
      /could not be decoded/,
    ],
    ['one class', counted(40, (i) => image(`a/${i}.png`, shade(i))), /is 1 class/],
    [
      'a heavy one',
      [image('a/b.png', Uint8Array.from([...shade(1), ...new Uint8Array(2 ** 20)]))],
      /up to 1 MB/,
    ],
  ])('refused: %s', async (_, files, message) => {
    // All are kept and decoded, so that the damaged one is found.
    expect(await parsePngs(files, 'x')).toMatchObject({ message: expect.stringMatching(message) });
  });

  test('whatever the bytes, an answer', async () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.uint8Array({ maxLength: 60 }).map((rest) => Uint8Array.from([...shade(1).slice(0, 16), ...rest])),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ path: fc.string(), bytes: content }), { maxLength: 4 }),
        async (files) => {
          expect((await parsePngs(files, 'x')).ok).toBe(false);
        },
      ),
      { numRuns: 2000, seed: 17 },
    );
  });
});

describe('zip', () => {
  const zipOf = (files: Zippable) => Uint8Array.from(zipSync(files));
  const set = Object.fromEntries(pets.map(({ path, bytes }) => [path, bytes]));
  const read = (bytes: Uint8Array) => {
    const result = unzipImages(bytes);
    if (!result.ok) throw new Error(result.message);
    return result;
  };
  /** Places of a signature. */
  const places = (bytes: Uint8Array, signature: string) =>
    [...Buffer.from(bytes).toString('latin1').matchAll(new RegExp(signature, 'g'))].map(({ index }) => index);
  /** A copy in which every header has other bytes: `at` in the local one, `at + 2` in that of the directory. */
  const patched = (bytes: Uint8Array, at: number, value: readonly number[]) => {
    const copy = bytes.slice();
    for (const place of places(bytes, 'PK\\x03\\x04')) copy.set(value, place + at);
    for (const place of places(bytes, 'PK\\x01\\x02')) copy.set(value, place + at + 2);
    return copy;
  };

  /** Made piece by piece, sizes behind the data, so that no large array is needed. */
  function streamed(files: Record<string, { piece: Uint8Array; times: number }>): Uint8Array {
    const parts: Uint8Array[] = [];
    const zip = new Zip((_, part) => parts.push(part));
    for (const [name, { piece, times }] of Object.entries(files)) {
      const entry = new ZipDeflate(name, { level: 9 });
      zip.add(entry);
      for (let i = 1; i <= times; i++) entry.push(piece, i === times);
    }
    zip.end();
    return Uint8Array.from(Buffer.concat(parts));
  }

  test('stored, deflated and streamed; other files are left alone, hidden ones too', () => {
    const expected = pets;
    expect(read(zipOf(set)).images).toEqual(expected);
    const stored = Object.fromEntries(pets.map(({ path, bytes }) => [path, [bytes, { level: 0 }] as const]));
    expect(read(Uint8Array.from(zipSync(stored as Zippable))).images).toEqual(expected);
    const pieces = Object.fromEntries(pets.map(({ path, bytes }) => [path, { piece: bytes, times: 1 }]));
    expect(read(streamed(pieces)).images).toEqual(expected);
    const more = {
      'a/readme.txt': new Uint8Array(3),
      '__MACOSX/a/._1.png': new Uint8Array(3),
      'a/.b.png': shade(1),
    };
    expect(read(zipOf(more))).toEqual({ ok: true, images: [], others: Object.keys(more) });
  });

  test('names that lead elsewhere are names', () => {
    const names = ['../../up/cat/1.png', '/abs/cat/2.png', 'C:\\cat\\3.png', 'ünï/犬/4.png'];
    const { images } = read(zipOf(Object.fromEntries(names.map((name) => [name, shade(1)]))));
    expect(images.map(({ path }) => path)).toEqual(names.map((name) => name.replaceAll('\\', '/')));
  });

  test('a bomb of 300 MB is not inflated, whatever it declares', () => {
    const bomb = streamed({ 'a/b.png': { piece: new Uint8Array(2 ** 20), times: 300 } });
    expect(bomb.length).toBeLessThan(400_000);
    expect(unzipImages(bomb)).toMatchObject({
      message: '“a/b.png” inflates to 300 MB; images up to 1 MB are read.',
    });
    const lying = patched(bomb, 22, [0, 0, 1, 0]);
    expect(unzipImages(lying)).toMatchObject({
      message: expect.stringMatching(/not have the size that the zip declares/),
    });
  });

  test('many small bombs are counted together', () => {
    const many = (count: number) =>
      zipOf(Object.fromEntries(counted(count, (i) => [`a/${i}.png`, new Uint8Array(2 ** 20)])));
    expect(unzipImages(many(11))).toMatchObject({
      message: expect.stringMatching(/11 MB, more than 100 times/),
    });
    expect(unzipImages(many(201))).toMatchObject({ message: expect.stringMatching(/201 MB; up to 200 MB/) });
  });

  test.each([
    ['encrypted', patched(zipOf(set), 6, [1]), /encrypted/],
    ['another method', patched(zipOf(set), 8, [14]), /method 14/],
    ['cut in the data', zipOf(set).slice(0, 2000), /no directory/],
    ['cut between entries', zipOf(set).slice(0, places(zipOf(set), 'PK\\x03\\x04')[30]), /no directory/],
    ['a wrong checksum', patched(zipOf(set), 14, [1, 2, 3, 4]), /checksum is wrong/],
    ['entries elsewhere', zipOf(set).slice(10), /not where the directory|directory of the zip is damaged/],
    ['nothing', new Uint8Array(0), /no directory/],
  ])('refused: %s', (_, bytes, message) => {
    expect(unzipImages(bytes)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  });

  test('whatever is damaged, an answer, and never other bytes', () => {
    const good = zipOf(Object.fromEntries(counted(3, (i) => [`a/${i}.png`, shade(i)])));
    const originals = counted(3, (i) => Buffer.from(shade(i)).toString('hex'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 4 }),
        fc.nat(20),
        (hits, cut) => {
          const bytes = good.slice(0, good.length - (cut > 10 ? cut : 0));
          for (const [at, value] of hits) bytes[at] = value;
          const result = unzipImages(bytes);
          if (!result.ok) return;
          // A damaged name may hide an image, a damaged checksum together with its data cannot come by chance.
          for (const { bytes: content } of result.images)
            expect(originals).toContain(Buffer.from(content).toString('hex'));
        },
      ),
      { numRuns: 2000, seed: 19 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(unzipImages(bytes).ok).toBe(false);
      }),
      { numRuns: 2000, seed: 23 },
    );
  });
});
