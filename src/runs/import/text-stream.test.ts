import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bytesOf, eachText, firstBytes, isGzip, TextFault } from './text-stream';

async function textOf(bytes: Uint8Array<ArrayBuffer>, gzip = isGzip(bytes)): Promise<string> {
  let whole = '';
  await eachText(bytesOf(new Blob([bytes]), gzip), (text) => {
    whole += text;
    return true;
  });
  return whole;
}

const text = 'κ, η, “text” '.repeat(20_000);
const utf8 = new TextEncoder().encode(text);

test('plain and packed text, whatever the name, characters cut by no piece', async () => {
  expect(await textOf(utf8)).toBe(text);
  expect(await textOf(Uint8Array.from(gzipSync(utf8)))).toBe(text);
  expect(await textOf(Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le')))).toBe(text);
});

test('bytes that are no text, and packed ones that are cut, are refused', async () => {
  await expect(textOf(Uint8Array.of(0x61, 0xff, 0x62))).rejects.toThrow(TextFault);
  await expect(textOf(Uint8Array.from(gzipSync(utf8)).slice(0, 500))).rejects.toThrow(TextFault);
});

test('no more is read than is asked for', async () => {
  const packed = new Blob([Uint8Array.from(gzipSync(new Uint8Array(4_000_000)))]);
  expect(await firstBytes(bytesOf(packed, true), 1000)).toHaveLength(1000);
  expect(await firstBytes(bytesOf(new Blob([utf8]), false), 1e6)).toEqual(utf8);
  let pieces = 0;
  await eachText(bytesOf(packed, true), () => ++pieces < 2);
  expect(pieces).toBe(2);
});
