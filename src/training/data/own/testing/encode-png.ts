/** Writes PNGs of every kind, bit by bit and without any code of the page. For tests only. */
import { crc32, deflateSync } from 'node:zlib';

export interface PngSpec {
  width: number;
  height: number;
  depth: 1 | 2 | 4 | 8 | 16;
  /** 0 grey, 2 colours, 3 palette, 4 grey and alpha, 6 colours and alpha. */
  type: 0 | 2 | 3 | 4 | 6;
  /** Samples of the pixels, row by row. */
  samples: readonly number[];
  palette?: readonly number[];
  transparent?: readonly number[];
  /** Gamma times 100,000. */
  gamma?: number | undefined;
  interlaced?: boolean;
  /** Of every line; they take turns. */
  filters?: readonly number[];
}

const perPixel = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export function encodePng(spec: PngSpec): Uint8Array {
  const { width, height, depth, type, samples } = spec;
  const n = perPixel[type];
  const lines: number[][] = [];
  const step = Math.max(1, (depth * n) >> 3);
  let written = 0;
  const pass = (x0: number, y0: number, dx: number, dy: number) => {
    let above: number[] = [];
    for (let y = y0; y < height; y += dy) {
      let bits = '';
      for (let x = x0; x < width; x += dx)
        for (let i = 0; i < n; i++) bits += samples[(y * width + x) * n + i].toString(2).padStart(depth, '0');
      if (bits === '') continue;
      const line = (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
      const filter = spec.filters?.[written++ % spec.filters.length] ?? 0;
      const at = (from: readonly number[], i: number) => from[i] ?? 0;
      lines.push([
        filter,
        ...line.map((byte, i) => {
          const [a, b, c] = [at(line, i - step), at(above, i), at(above, i - step)];
          const p = a + b - c;
          const nearest = [a, b, c].reduce((best, each) =>
            Math.abs(p - each) < Math.abs(p - best) ? each : best,
          );
          return (byte - [0, a, b, Math.floor((a + b) / 2), nearest][filter]) & 255;
        }),
      ]);
      above = line;
    }
  };
  if (spec.interlaced) {
    pass(0, 0, 8, 8);
    pass(4, 0, 8, 8);
    pass(0, 4, 4, 8);
    pass(2, 0, 4, 4);
    pass(0, 2, 2, 4);
    pass(1, 0, 2, 2);
    pass(0, 1, 1, 2);
  } else pass(0, 0, 1, 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, type, 0, 0, spec.interlaced ? 1 : 0], 8);
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const chunk = (name: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(name), data]);
    return Buffer.concat([number(data.length), body, number(crc32(body))]);
  };
  const compressed = deflateSync(Buffer.from(lines.flat()));
  const half = compressed.length >> 1;
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk('IHDR', header),
      ...(spec.gamma === undefined ? [] : [chunk('gAMA', number(spec.gamma))]),
      ...(spec.palette ? [chunk('PLTE', Uint8Array.from(spec.palette))] : []),
      ...(spec.transparent ? [chunk('tRNS', Uint8Array.from(spec.transparent))] : []),
      // In two parts, as large images are.
      chunk('IDAT', compressed.subarray(0, half)),
      chunk('IDAT', compressed.subarray(half)),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}
