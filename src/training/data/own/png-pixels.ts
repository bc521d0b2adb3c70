/**
 * The samples of a PNG (ISO/IEC 15948) as its file has them: every depth and colour type, palettes, interlaced or
 * not. A browser would apply gamma, round 16 bits to 8 and multiply by alpha. Pure.
 */
import { crc32, inflateExactly } from './inflate';

export interface Pixels {
  width: number;
  height: number;
  /** Largest value of a sample: 1, 3, 15, 255 or 65535. */
  most: number;
  /** Red, green, blue and alpha from 0 to `most`, row by row. */
  rgba: Uint16Array;
}

interface Chunks {
  header: DataView;
  palette?: Uint8Array;
  transparent?: Uint8Array;
  data: Uint8Array;
}

/** Samples a pixel has, by colour type. */
const samplesOf: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depthsOf: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** First column and row, then the distances to the next, of the seven passes of an interlaced image. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Decodes an image whose size has been checked. Undefined where the file is damaged. */
export function pngPixels(bytes: Uint8Array): Pixels | undefined {
  const chunks = chunksOf(bytes);
  if (!chunks) return undefined;
  const { header, palette, transparent, data } = chunks;
  const [width, height] = [header.getUint32(0), header.getUint32(4)];
  const [depth, type, compression, filter, interlaced] = Array.from({ length: 5 }, (_, i) =>
    header.getUint8(8 + i),
  );
  const valid = depthsOf[type]?.includes(depth) && compression === 0 && filter === 0 && interlaced < 2;
  if (!valid || (type === 3 && !palette)) return undefined;
  const bits = depth * samplesOf[type];
  const parts = (interlaced ? passes : ([[0, 0, 1, 1]] as const)).map(([x, y, dx, dy]) => {
    const [columns, rows] = [Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)];
    return { x, y, dx, dy, columns, rows: columns > 0 ? rows : 0, line: Math.ceil((columns * bits) / 8) };
  });
  const raw = inflated(
    data,
    parts.reduce((sum, { rows, line }) => sum + Math.max(0, rows) * (line + 1), 0),
  );
  if (!raw) return undefined;
  const most = type === 3 ? 255 : 2 ** depth - 1;
  const rgba = new Uint16Array(4 * width * height);
  const key = type === 0 || type === 2 ? keyOf(transparent, samplesOf[type]) : undefined;
  const samples = samplesOf[type];
  const pixel = new Uint16Array(samples);
  let at = 0;
  for (const { x, y, dx, dy, columns, rows, line } of parts) {
    let above: Uint8Array = new Uint8Array(line);
    for (let row = 0; row < rows; row++, at += line + 1) {
      const now = raw.subarray(at + 1, at + 1 + line);
      if (!unfilter(raw[at], now, above, Math.max(1, bits >> 3))) return undefined;
      for (let column = 0; column < columns; column++) {
        for (let i = 0; i < samples; i++) pixel[i] = sample(now, column * samples + i, depth);
        const to = 4 * ((y + row * dy) * width + x + column * dx);
        if (type !== 3) putColours(rgba, to, pixel, most, key);
        else if (!putEntry(rgba, to, pixel[0], palette, transparent)) return undefined;
      }
      above = now;
    }
  }
  return { width, height, most, rgba };
}

/** The chunks that matter; nothing where one is cut, or fails its checksum. */
function chunksOf(bytes: Uint8Array): Chunks | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found: Partial<Chunks> = {};
  const parts: Uint8Array[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return undefined;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const content = bytes.subarray(at + 8, end);
    if (['IHDR', 'PLTE', 'tRNS', 'IDAT'].includes(type)) {
      if (crc32(bytes.subarray(at + 4, end)) !== view.getUint32(end)) return undefined;
      if (type === 'IHDR' && length === 13) found.header = new DataView(bytes.buffer, content.byteOffset, 13);
      if (type === 'PLTE') found.palette = content;
      if (type === 'tRNS') found.transparent = content;
      if (type === 'IDAT') parts.push(content);
    }
    if (type === 'IEND') break;
    at = end + 4;
  }
  const data = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((place, part) => {
    data.set(part, place);
    return place + part.length;
  }, 0);
  return found.header ? { ...found, header: found.header, data } : undefined;
}

/** The content of a zlib stream (RFC 1950) of so many bytes; nothing where it is damaged. */
function inflated(data: Uint8Array, size: number): Uint8Array | undefined {
  if (data.length < 6 || (data[0] & 15) !== 8 || (256 * data[0] + data[1]) % 31 !== 0) return undefined;
  const result = inflateExactly(data.subarray(2, -4), size);
  if (!result.ok) return undefined;
  let [a, b] = [1, 0];
  for (const byte of result.bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  const sum = new DataView(data.buffer, data.byteOffset + data.length - 4, 4).getUint32(0);
  return sum === b * 65_536 + a ? result.bytes : undefined;
}

/** Undoes the filter of a line in place; false for a filter that does not exist. `size`: bytes of a pixel. */
function unfilter(kind: number, line: Uint8Array, above: Uint8Array, size: number): boolean {
  if (kind > 4) return false;
  for (let i = 0; i < line.length; i++) {
    const [left, corner] = i < size ? [0, 0] : [line[i - size], above[i - size]];
    const up = above[i];
    if (kind === 1) line[i] += left;
    else if (kind === 2) line[i] += up;
    else if (kind === 3) line[i] += (left + up) >> 1;
    else if (kind === 4) line[i] += paeth(left, up, corner);
  }
  return true;
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function sample(line: Uint8Array, place: number, depth: number): number {
  if (depth === 16) return 256 * line[2 * place] + line[2 * place + 1];
  const bit = place * depth;
  return (line[bit >> 3] >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

/** Writes an entry of the palette; false where there is none. */
function putEntry(
  rgba: Uint16Array,
  to: number,
  place: number,
  palette: Uint8Array = new Uint8Array(),
  transparent?: Uint8Array,
): boolean {
  for (let i = 0; i < 3; i++) rgba[to + i] = palette[3 * place + i];
  rgba[to + 3] = transparent?.[place] ?? 255;
  return 3 * place + 3 <= palette.length;
}

/** The one colour that is transparent, as samples. */
function keyOf(transparent: Uint8Array | undefined, samples: number): number[] | undefined {
  if (transparent?.length !== 2 * samples) return undefined;
  return Array.from({ length: samples }, (_, i) => 256 * transparent[2 * i] + transparent[2 * i + 1]);
}

/** Writes grey, grey and alpha, colours, or colours and alpha. */
function putColours(
  rgba: Uint16Array,
  to: number,
  pixel: Uint16Array,
  most: number,
  key?: readonly number[],
): void {
  const grey = pixel.length < 3;
  for (let i = 0; i < 3; i++) rgba[to + i] = pixel[grey ? 0 : i];
  const isKey = key?.every((each, i) => each === pixel[i]);
  rgba[to + 3] = pixel.length % 2 === 0 ? pixel[pixel.length - 1] : isKey ? 0 : most;
}
