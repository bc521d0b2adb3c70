/** A folder of labelled PNGs: the class of an image is the folder it lies in. Sizes are checked before decoding. */
import { classesOfNames, type ExamplesResult, limits } from './split';

export interface ImageFile {
  /** Path with `/`; the last folder names the class. */
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue, alpha, row by row. */
  rgba: Uint8ClampedArray;
}

export type Decode = (bytes: Uint8Array<ArrayBuffer>) => Promise<Pixels>;

const mostSide = 64;
export const mostImages = 20_000;
const magic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/** Width and height from the header of a PNG; undefined where it has none. */
export function sizeOfPng(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (!isPng(bytes) || bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(12) !== 0x49484452) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/** All images of one size; inputs [height, width, 1] where all are grey, else [height, width, 3], from 0 to 1. */
export async function readImages(files: readonly ImageFile[], decode: Decode): Promise<ExamplesResult> {
  const images = files.filter(({ bytes }) => isPng(bytes));
  if (images.length === 0) return refuse('There are no PNG images in it.');
  if (images.length > mostImages) {
    return refuse(
      `${images.length.toLocaleString('en')} images are too many; it takes up to ${mostImages.toLocaleString('en')}.`,
    );
  }
  const names: string[] = [];
  let size: { width: number; height: number } | undefined;
  for (const { path, bytes } of images) {
    const own = sizeOfPng(bytes);
    if (!own) return refuse(`${path} is a damaged PNG.`);
    size ??= own;
    if (own.width > mostSide || own.height > mostSide || own.width < 1 || own.height < 1) {
      return refuse(
        `${path} is ${own.width} × ${own.height}; images up to ${mostSide} × ${mostSide} are allowed.`,
      );
    }
    if (own.width !== size.width || own.height !== size.height) {
      return refuse(
        `${path} is ${own.width} × ${own.height}; the first image is ${size.width} × ${size.height}, and all must be alike.`,
      );
    }
    const folder = path.split('/').at(-2);
    if (!folder) return refuse(`${path} lies in no folder; the class of an image is the name of its folder.`);
    names.push(folder);
  }
  const { width, height } = size as { width: number; height: number };
  const area = width * height;
  if (3 * area * images.length > limits.mostNumbers) {
    return refuse(`${images.length} images of ${width} × ${height} do not fit in memory.`);
  }
  const colours = new Float32Array(3 * area * images.length);
  let grey = true;
  for (const [i, { path, bytes }] of images.entries()) {
    const pixels = await decode(bytes).catch(() => undefined);
    if (!pixels || pixels.width !== width || pixels.height !== height)
      return refuse(`${path} is a damaged PNG.`);
    const { rgba } = pixels;
    for (let p = 0; p < area; p++) {
      const [r, g, b] = [rgba[4 * p], rgba[4 * p + 1], rgba[4 * p + 2]];
      grey &&= r === g && g === b;
      colours.set([r / 255, g / 255, b / 255], 3 * (i * area + p));
    }
  }
  const { classNames, labels } = classesOfNames(names);
  const inputs = grey ? colours.filter((_, i) => i % 3 === 0) : colours;
  const notes = [
    `Classes are the folders of the images; ${grey ? 'greys' : 'colours'} are brought to 0 … 1.`,
  ];
  const others = files.length - images.length;
  if (others > 0) notes.push(`${others} other ${others === 1 ? 'file is' : 'files are'} left out.`);
  return {
    ok: true,
    examples: { inputShape: [height, width, grey ? 1 : 3], classNames, inputs, labels, notes },
  };
}

const refuse = (message: string): ExamplesResult => ({ ok: false, message });
