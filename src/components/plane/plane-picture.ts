/** What a network makes of the plane, drawn: a colour per class, fainter where it is less sure, and the examples. */
import type { Regions } from '../../training/protocol';

/** Colours of up to ten classes, as red, green and blue; told apart by the mark of the examples too. */
const hues: readonly (readonly [number, number, number])[] = [
  [201, 111, 20],
  [39, 110, 175],
  [11, 130, 110],
  [150, 70, 160],
  [120, 120, 40],
  [190, 60, 80],
  [90, 90, 190],
  [60, 140, 60],
  [160, 100, 60],
  [100, 100, 100],
];

export const colourOf = (label: number) => `rgb(${hues[label % hues.length].join(' ')})`;

/** One pixel per cell, row by row from the highest y. */
export function regionPixels({
  grid: { size },
  classes,
  certainty,
}: Regions): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = row * size + column;
      const to = 4 * ((size - 1 - row) * size + column);
      pixels.set(hues[classes[from] % hues.length], to);
      pixels[to + 3] = 255 * (0.12 + 0.5 * Math.max(0, certainty[from] - 0.5) * 2);
    }
  }
  return pixels;
}

/** Paths of the marks, centred on 0: disc, square, triangle, cross, ... one per class. */
export const marks: readonly string[] = [
  'M-2.4,0a2.4,2.4,0,1,0,4.8,0a2.4,2.4,0,1,0,-4.8,0',
  'M-2.2,-2.2h4.4v4.4h-4.4Z',
  'M0,-2.8L2.6,2H-2.6Z',
  'M-2.5,-1h1.5v-1.5h2v1.5h1.5v2h-1.5v1.5h-2v-1.5h-1.5Z',
];
