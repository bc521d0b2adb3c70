/** Inflates compressed bytes up to a limit that is kept while inflating, and checks what came out. Pure. */
import { Gunzip, Inflate } from 'fflate';
import { limits, megabytes, type Refusal, refuse } from './own-data';

export type Inflated = { ok: true; bytes: Uint8Array<ArrayBuffer> } | Refusal;

/** Compressed bytes per push. DEFLATE grows at most 1032-fold, so a push makes 17 MB at most. */
const pushed = 16_384;

/** A gzip file of one member, as nearly all are. Messages do not name it. */
export function gunzip(bytes: Uint8Array, most: number = limits.inflated): Inflated {
  const parts: Uint8Array[] = [];
  let total = 0;
  const stream = new Gunzip((part) => {
    total += part.length;
    if (total <= most) parts.push(part);
  });
  if (!pushAll(stream, bytes, () => total > most)) return refuse('the gzip data is damaged or truncated.');
  if (total > most)
    return refuse(`it inflates to more than ${megabytes(most)}, which is the most that is read.`);
  const out = new Uint8Array(total);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  // fflate takes some truncated files for whole ones.
  if (!trailerFits(bytes, out)) return refuse('the gzip data is damaged or truncated.');
  return { ok: true, bytes: out };
}

/** One DEFLATE stream (RFC 1951) that must give exactly `size` bytes, with this CRC-32. Messages do not name it. */
export function inflateExactly(bytes: Uint8Array, size: number, crc?: number): Inflated {
  const out = new Uint8Array(size);
  let total = 0;
  const stream = new Inflate((part) => {
    if (total + part.length <= size) out.set(part, total);
    total += part.length;
  });
  if (!pushAll(stream, bytes, () => total > size)) return refuse('its compressed data is damaged.');
  if (total !== size) return refuse('it does not have the size that the zip declares.');
  return crc === undefined || crc32(out) === crc >>> 0
    ? { ok: true, bytes: out }
    : refuse('its checksum is wrong: it is damaged.');
}

/** False when the bytes are no valid stream; stops early once `enough`. */
function pushAll(stream: Inflate | Gunzip, bytes: Uint8Array, enough: () => boolean): boolean {
  try {
    for (let at = 0; at < bytes.length && !enough(); at += pushed)
      stream.push(bytes.subarray(at, at + pushed));
    if (!enough()) stream.push(new Uint8Array(0), true);
    return true;
  } catch {
    return enough();
  }
}

/** The last eight bytes of a gzip file: CRC-32 and length of its content (RFC 1952). */
function trailerFits(file: Uint8Array, content: Uint8Array): boolean {
  if (file.length < 18) return false;
  const view = new DataView(file.buffer, file.byteOffset + file.length - 8, 8);
  return view.getUint32(4, true) === content.length && view.getUint32(0, true) === crc32(content);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 of zip, gzip and PNG (ISO 3309). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[i]) & 255];
  return ~crc >>> 0;
}
