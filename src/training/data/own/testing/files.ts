/** Files made by hand. For tests only. */
import { crc32, deflateSync } from 'node:zlib';

/** An IDX file of unsigned bytes with these dimensions; `content` may be too short or too long for them. */
export function idxFile(dimensions: readonly number[], content: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * dimensions.length + content.length);
  const view = new DataView(bytes.buffer);
  bytes.set([0, 0, 8, dimensions.length]);
  for (const [i, n] of dimensions.entries()) view.setUint32(4 + 4 * i, n);
  bytes.set(content, 4 + 4 * dimensions.length);
  return bytes;
}

export const counted = <T>(n: number, of: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => of(i));

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Channels of the colour types that are written here: grey, RGB, RGB with alpha. */
const colourTypes: Record<number, number> = { 1: 0, 3: 2, 4: 6 };

/** A real PNG of 8 bits whose pixels are given row by row. */
export function pngFile(
  width: number,
  height: number,
  channels: 1 | 3 | 4,
  pixels: readonly number[],
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourTypes[channels], 0, 0, 0], 8);
  const line = width * channels;
  const raw = counted(height, (y) => [0, ...pixels.slice(y * line, (y + 1) * line)]).flat();
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    out.set(body, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from(signature),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(Buffer.from(raw))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

/** A grey image of one shade. */
export const shade = (value: number, side = 2): Uint8Array =>
  pngFile(
    side,
    side,
    1,
    counted(side * side, () => value),
  );
