/**
 * Images in folders: every PNG (ISO/IEC 15948) is an example, the folder it lies in its class. Sizes are read from
 * the headers before anything is decoded. No DOM.
 */
import { arrange, classify, listed } from './arrange';
import { type NamedBytes, nameOf } from './named-bytes';
import { grouped, identified, limits, megabytes, type OwnResult, type Refusal, refuse } from './own-data';
import { type Pixels, pngPixels } from './png-pixels';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

interface Header {
  width: number;
  height: number;
  /** Whether the format allows colour; the pixels may still all be grey. */
  colour: boolean;
}

/** Width and height in the IHDR chunk, which comes first; nothing when it does not. */
function headerOf(bytes: Uint8Array): Header | undefined {
  if (!isPng(bytes) || bytes.length < 33) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 33);
  if (view.getUint32(8) !== 13 || view.getUint32(12) !== 0x49484452) return undefined;
  return { width: view.getUint32(16), height: view.getUint32(20), colour: (view.getUint8(25) & 2) !== 0 };
}

/**
 * Reads images of one size. Where classes lie in folders named train and test (or val), that is the split. Pixels
 * become 0 to 1; images without any colour have one channel, others three. `notes` come before those made here.
 */
export function parsePngs(
  files: readonly NamedBytes[],
  name: string,
  notes: readonly string[] = [],
): OwnResult {
  const sorted = files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const checked = check(sorted);
  if (!checked.ok) return checked;
  const { width, height, colour } = checked;
  const { rows, testFrom } = splitByFolder(sorted);
  const { classNames, labels } = classify(rows.map(({ path }) => folderOf(path) ?? ''));
  const channels = colour ? 3 : 1;
  const order = arrange(labels, classNames, width * height * channels, testFrom);
  if (!order.ok) return refuse(`${order.message} The folder that an image lies in is its class.`);
  const pixels = decodeAll(
    Array.from(order.rows, (row) => rows[row]),
    checked,
  );
  if (!pixels.ok) return pixels;
  return identified({
    name,
    inputShape: [height, width, pixels.channels],
    classNames,
    inputs: pixels.values,
    labels: Int32Array.from(order.rows, (row) => labels[row]),
    testFrom: order.testFrom,
    notes: [...notes, ...pixels.notes, ...order.notes],
  });
}

function check(files: readonly NamedBytes[]): ({ ok: true } & Header) | Refusal {
  const { imageSide, png } = limits;
  if (files.length === 0) return refuse('There are no PNG images in it.');
  if (files.length > limits.files) {
    return refuse(`There are ${grouped(files.length)} images; up to ${grouped(limits.files)} are read.`);
  }
  let first: Header | undefined;
  let colour = false;
  for (const { path, bytes } of files) {
    const header = headerOf(bytes);
    if (!header) return refuse(`“${path}” is no PNG image or is truncated.`);
    if (folderOf(path) === undefined) {
      return refuse(`“${path}” lies in no folder; the folder that an image lies in is its class.`);
    }
    if (bytes.length > png)
      return refuse(`“${path}” has ${megabytes(bytes.length)}; up to ${megabytes(png)} are read.`);
    const { width, height } = header;
    if (!(width >= 1 && width <= imageSide && height >= 1 && height <= imageSide)) {
      return refuse(
        `“${path}” has ${grouped(width)} × ${grouped(height)} pixels; up to ${imageSide} × ${imageSide} are allowed.`,
      );
    }
    first ??= header;
    if (width !== first.width || height !== first.height) {
      return refuse(
        `“${path}” has ${width} × ${height} pixels, “${files[0].path}” ${first.width} × ${first.height}; all must have one size.`,
      );
    }
    colour ||= header.colour;
  }
  return first ? { ok: true, ...first, colour } : refuse('There are no PNG images in it.');
}

/** Folders in which a path lies, outermost first; what leads nowhere (".." and ".") is left out. */
function foldersOf(path: string): string[] {
  return path
    .split('/')
    .slice(0, -1)
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}

function folderOf(path: string): string | undefined {
  return foldersOf(path).at(-1);
}

/** Training images first where the folders of classes lie in folders for training and test. */
function splitByFolder(files: readonly NamedBytes[]): { rows: readonly NamedBytes[]; testFrom?: number } {
  const part = ({ path }: NamedBytes) => foldersOf(path).at(-2) ?? '';
  const train = files.filter((file) => /^train(ing)?$/i.test(part(file)));
  const test = files.filter((file) => /^(test(ing)?|val(id(ation)?)?)$/i.test(part(file)));
  const isSplit = train.length > 0 && test.length > 0 && train.length + test.length === files.length;
  return isSplit ? { rows: [...train, ...test], testFrom: train.length } : { rows: files };
}

interface Decoded {
  ok: true;
  values: Float32Array<ArrayBuffer>;
  channels: 1 | 3;
  notes: string[];
}

function decodeAll(files: readonly NamedBytes[], { width, height, colour }: Header): Decoded | Refusal {
  const size = width * height;
  const channels = colour ? 3 : 1;
  const values = new Float32Array(files.length * size * channels);
  let [grey, transparent] = [true, 0];
  for (const [i, { path, bytes }] of files.entries()) {
    const image = pngPixels(bytes);
    if (!image) return refuse(`“${path}” could not be decoded: it is damaged.`);
    const seen = overWhite(image, values, i * size * channels, channels);
    grey &&= seen.grey;
    if (seen.transparent) transparent++;
  }
  const notes =
    transparent > 0
      ? [`${grouped(transparent)} images are partly transparent; they are read over white.`]
      : [];
  if (grey && channels === 3)
    return { ok: true, values: values.filter((_, i) => i % 3 === 0), channels: 1, notes };
  return { ok: true, values, channels, notes };
}

/** Writes the colours of an image, from 0 to 1 over a white ground, the red one alone where one channel is kept. */
function overWhite({ rgba, most }: Pixels, out: Float32Array, start: number, channels: 1 | 3) {
  let [grey, transparent] = [true, false];
  for (let from = 0, to = start; from < rgba.length; from += 4, to += channels) {
    const alpha = rgba[from + 3] / most;
    if (alpha < 1) transparent = true;
    if (rgba[from] !== rgba[from + 1] || rgba[from] !== rgba[from + 2]) grey = false;
    for (let i = 0; i < channels; i++) {
      const value = alpha === 1 ? rgba[from + i] : rgba[from + i] * alpha + most * (1 - alpha);
      // Images of 8 bits have whole values: runs of earlier versions were trained on these.
      out[to + i] = (most === 255 ? Math.round(value) : value) / most;
    }
  }
  return { grey, transparent };
}

/** A note on files that are not read; none for hidden ones, which systems add by themselves. */
export function leftOutNote(paths: readonly string[]): string[] {
  const seen = paths.filter((path) => !isHidden(path)).map(nameOf);
  if (seen.length === 0) return [];
  return [`Left out: ${listed(seen, 4)}.`];
}

/** Files such as .DS_Store and the copies in __MACOSX. */
export function isHidden(path: string): boolean {
  return /(^|\/)(\.(?!\.?\/)|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(path);
}
