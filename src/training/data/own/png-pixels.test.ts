import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePngs } from './png';
import { pngPixels } from './png-pixels';
import { encodePng, type PngSpec } from './testing/encode-png';
import { counted } from './testing/files';

const perPixel = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const kinds = (
  [
    [0, [1, 2, 4, 8, 16]],
    [2, [8, 16]],
    [3, [1, 2, 4, 8]],
    [4, [8, 16]],
    [6, [8, 16]],
  ] as const
).flatMap(([type, depths]) => depths.map((depth) => ({ type, depth })));

const images: fc.Arbitrary<PngSpec> = fc
  .record({
    kind: fc.constantFrom(...kinds),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 19 }),
    interlaced: fc.boolean(),
    filters: fc.array(fc.nat(4), { minLength: 1, maxLength: 6 }),
    gamma: fc.constantFrom(undefined, 45_455, 100_000, 220_000),
    palette: fc.uint8Array({ minLength: 768, maxLength: 768 }),
  })
  .chain(({ kind: { type, depth }, palette, ...rest }) => {
    const count = rest.width * rest.height * perPixel[type];
    return fc.array(fc.nat(2 ** depth - 1), { minLength: count, maxLength: count }).map((samples) => ({
      type,
      depth,
      ...rest,
      samples,
      ...(type === 3 ? { palette: [...palette] } : {}),
    }));
  });

test('every kind of image gives the samples it was made of', () => {
  fc.assert(
    fc.property(images, (spec) => {
      const { type, depth, samples, palette, width, height } = spec;
      const most = type === 3 ? 255 : 2 ** depth - 1;
      const pixels = counted(width * height, (i) =>
        samples.slice(i * perPixel[type], (i + 1) * perPixel[type]),
      );
      const expected = pixels.flatMap((pixel) => {
        if (type === 3) return [...(palette ?? []).slice(3 * pixel[0], 3 * pixel[0] + 3), most];
        const colours = type === 0 || type === 4 ? [pixel[0], pixel[0], pixel[0]] : pixel.slice(0, 3);
        return [...colours, type === 4 || type === 6 ? pixel[pixel.length - 1] : most];
      });
      const read = pngPixels(encodePng(spec));
      expect({ ...read, rgba: [...(read?.rgba ?? [])] }).toEqual({ width, height, most, rgba: expected });
    }),
    { numRuns: 300, seed: 6 },
  );
});

test('one transparent colour, and transparent entries of a palette', () => {
  const grey = { width: 2, height: 1, depth: 8, type: 0, samples: [7, 8], transparent: [0, 7] } as const;
  expect([...(pngPixels(encodePng(grey))?.rgba ?? [])]).toEqual([7, 7, 7, 0, 8, 8, 8, 255]);
  const palette = {
    width: 2,
    height: 1,
    depth: 1,
    type: 3,
    samples: [1, 0],
    palette: [1, 2, 3, 4, 5, 6],
    transparent: [9],
  } as const;
  expect([...(pngPixels(encodePng(palette))?.rgba ?? [])]).toEqual([4, 5, 6, 255, 1, 2, 3, 9]);
});

describe('as examples, images give the values of their files', () => {
  const inputsOf = (spec: Omit<PngSpec, 'width' | 'height'>) => {
    const files = counted(40, (i) => ({
      path: `${i % 2}/${i}.png`,
      bytes: encodePng({ width: 2, height: 1, ...spec }),
    }));
    const result = parsePngs(files, 'x');
    if (!result.ok) throw new Error(result.message);
    const [height, width, channels] = result.data.inputShape;
    return [...result.data.inputs.subarray(0, height * width * channels)];
  };
  test.each([
    ['16-bit grey', { depth: 16, type: 0, samples: [1, 40_001] }, [1 / 65_535, 40_001 / 65_535]],
    ['1 bit', { depth: 1, type: 0, samples: [1, 0] }, [1, 0]],
    ['4 bits', { depth: 4, type: 0, samples: [3, 15] }, [3 / 15, 1]],
    ['gamma', { depth: 8, type: 0, samples: [50, 100], gamma: 100_000 }, [50 / 255, 100 / 255]],
    ['grey and alpha', { depth: 8, type: 4, samples: [50, 255, 0, 102] }, [50 / 255, 153 / 255]],
    [
      'a palette of greys',
      { depth: 2, type: 3, samples: [0, 1], palette: [9, 9, 9, 80, 80, 80] },
      [9 / 255, 80 / 255],
    ],
    [
      'a palette',
      { depth: 2, type: 3, samples: [0, 1], palette: [9, 8, 7, 80, 80, 80] },
      [9, 8, 7, 80, 80, 80].map((x) => x / 255),
    ],
    [
      '16-bit colours',
      { depth: 16, type: 2, samples: [1, 2, 3, 4, 5, 65_535] },
      [1, 2, 3, 4, 5, 65_535].map((x) => x / 65_535),
    ],
  ] as const)('%s', (_, spec, expected) => {
    const read = inputsOf(spec);
    expect(read).toHaveLength(expected.length);
    read.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 6);
    });
  });
});

test('damaged images are told, or have the size they say', () => {
  const damage = fc.record({ at: fc.nat(), value: fc.nat(255), cut: fc.nat(60) });
  fc.assert(
    fc.property(images, damage, (spec, { at, value, cut }) => {
      const bytes = encodePng(spec);
      // The size was checked before: it is not damaged here.
      const place = 24 + (at % (bytes.length - 24));
      const read = pngPixels(bytes.with(place, value).subarray(0, Math.max(33, bytes.length - cut)));
      if (read) expect(read.rgba).toHaveLength(4 * spec.width * spec.height);
    }),
    { numRuns: 500, seed: 8 },
  );
});
