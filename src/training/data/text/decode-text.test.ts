import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from './decode-text';

const log = 'épaisseur,loss\r\n1,0.5\r\n2,0.25\r\n';
const utf16 = (text: string, swap = false) => {
  const bytes = Uint8Array.from(Buffer.from(text, 'utf16le'));
  return swap ? Uint8Array.from(Buffer.from(bytes).swap16()) : bytes;
};
const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => Uint8Array.from(Buffer.from(text));

test.each([
  ['UTF-8', utf8(log), 'utf-8'],
  ['UTF-8 with a mark', utf8(`\uFEFF${log}`), 'utf-8'],
  ['UTF-8 with two marks', utf8(`\uFEFF\uFEFF${log}`), 'utf-8'],
  ['UTF-16 with a mark', utf16(`\uFEFF${log}`), 'utf-16le'],
  ['big-endian UTF-16 with a mark', utf16(`\uFEFF${log}`, true), 'utf-16be'],
  ['UTF-16 without a mark', utf16(log), 'utf-16le'],
  ['big-endian UTF-16 without a mark', utf16(log, true), 'utf-16be'],
  ['Latin-1', latin1(log), 'windows-1252'],
] as const)('%s', (_, bytes, encoding) => {
  expect(decodeText(bytes)).toEqual({ text: log, encoding });
});

test('Windows-1252 has letters where Latin-1 has none', () => {
  expect(decodeText(Uint8Array.of(0x80, 0x2c, 0x9c, 0x2c, 0xe9))?.text).toBe('€,œ,é');
});

test('one broken byte in much UTF-8 costs one character', () => {
  const bytes = Buffer.concat([utf8('Größe,Länge,Fläche\n'), Uint8Array.of(0xe9), utf8(',1\n')]);
  expect(decodeText(bytes)).toEqual({ text: 'Größe,Länge,Fläche\n\uFFFD,1\n', encoding: 'utf-8' });
});

test('the start of a file may end within a character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => `loss,name\n1,${text}`),
      fc.nat(30),
      (text, cut) => {
        for (const whole of [utf8(text), utf16(`\uFEFF${text}`)]) {
          const part = decodeText(whole.subarray(0, Math.max(12, whole.length - cut)));
          if (!text.includes('\0')) expect(text.startsWith(part?.text ?? '?')).toBe(true);
        }
      },
    ),
    { seed: 5 },
  );
});

test('zeros at the end of a log whose machine failed are left out', () => {
  const zeros = new Uint8Array(4096);
  expect(decodeText(Buffer.concat([utf8(log), zeros]))?.text).toBe(log);
  expect(decodeText(Buffer.concat([utf16(log), zeros]))?.text).toBe(log);
});

test('colours of a terminal and bars drawn anew are text', () => {
  const drawn = '\x1b[32mloss\x1b[0m 0.5\r\b\b 0.4\n';
  expect(decodeText(utf8(drawn))?.text).toBe(drawn);
});

test.each([
  ['the head of a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46)],
  ['16-bit numbers', Uint8Array.from({ length: 400 }, (_, i) => (i % 2 ? 0 : 1 + ((i / 2) % 20)))],
  ['compressed bytes', Uint8Array.from({ length: 1000 }, (_, i) => 1 + ((i * 7919) % 255))],
])('no text: %s', (_, bytes) => {
  expect(decodeText(bytes)).toBeUndefined();
});

test('whatever the bytes, an answer without a mark at its start', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeText(bytes)?.text.startsWith('\uFEFF') ?? false).toBe(false);
    }),
    { seed: 3 },
  );
});
