import { deflateRawSync, gzipSync, crc32 as zlibCrc } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, gunzip, type Inflated, inflateExactly } from './inflate';

/** Bytes that shrink somewhat. */
const content = (length: number) => Uint8Array.from({ length }, (_, i) => (i * i) >> 5);

/** toEqual would take long for so many bytes. */
function expectBytes(result: Inflated, expected: Uint8Array): void {
  if (!result.ok) throw new Error(result.message);
  expect(Buffer.compare(result.bytes, expected)).toBe(0);
}

test.each([0, 1, 100, 16_383, 16_384, 16_385, 300_000])('%i bytes come back', (length) => {
  const bytes = content(length);
  for (const level of [0, 6]) expectBytes(gunzip(gzipSync(bytes, { level })), bytes);
  expectBytes(inflateExactly(deflateRawSync(bytes), length, zlibCrc(bytes)), bytes);
  expect(crc32(bytes)).toBe(zlibCrc(bytes));
});

test('a gzip file of several members is refused, not read in part', () => {
  const parts = [gzipSync(content(40_000)), gzipSync(content(7))];
  expect(gunzip(Buffer.concat(parts)).ok).toBe(false);
});

test('the limit holds whatever the file declares', () => {
  const zeros = gzipSync(new Uint8Array(5_000_000));
  expect(gunzip(zeros, 4_999_999)).toMatchObject({
    message: expect.stringMatching(/inflates to more than/),
  });
  zeros.writeUInt32LE(10, zeros.length - 4);
  expect(gunzip(zeros, 4_999_999)).toMatchObject({
    message: expect.stringMatching(/inflates to more than/),
  });
  expect(inflateExactly(deflateRawSync(new Uint8Array(5_000_000)), 10, 0)).toMatchObject({ ok: false });
});

test('damage is noticed', () => {
  const whole = Uint8Array.from(gzipSync(content(3000)));
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      (at, flip) => {
        const damaged = gunzip(whole.with(at, whole[at] ^ flip));
        // A code that stands for nothing may change.
        if (damaged.ok) expect(Buffer.compare(damaged.bytes, content(3000))).toBe(0);
        expect(gunzip(whole.subarray(0, at)).ok).toBe(false);
      },
    ),
    { numRuns: 1000, seed: 29 },
  );
});

test('whatever the bytes, an answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (rest, magic) => {
      expect(gunzip(Uint8Array.from([...(magic ? [0x1f, 0x8b, 8, 0] : []), ...rest])).ok).toBe(false);
      inflateExactly(rest, 10, 0);
    }),
    { numRuns: 2000, seed: 31 },
  );
});
