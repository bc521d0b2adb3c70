/**
 * PNG images in a zip (APPNOTE 6.3). What the directory declares is checked before anything is inflated, and nothing
 * is inflated beyond what it declares, so that a small file cannot become a large one. Pure.
 */
import { crc32, inflateExactly } from './inflate';
import type { NamedBytes } from './named-bytes';
import { grouped, limits, megabytes, type Refusal, refuse } from './own-data';
import { isHidden } from './png';

export type Unzipped = { ok: true; images: NamedBytes[]; others: string[] } | Refusal;

interface Entry {
  path: string;
  encrypted: boolean;
  /** 0 stored, 8 DEFLATE. */
  method: number;
  crc: number;
  packed: number;
  size: number;
  /** Place of its local header. */
  at: number;
}

const endLength = 22;
const mostComment = 65_535;
/** Beyond it, sizes are in another place (zip64). */
const fullWord = 0xffffffff;
/** Small zips of blank images may shrink a lot. */
const ratioFrom = 10 * 2 ** 20;
/** Folders, other files and hidden copies come on top of the images. */
const mostEntries = 3 * limits.files;

export function isZip(bytes: Uint8Array): boolean {
  return (
    bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && bytes[3] === bytes[2] + 1
  );
}

/** The images of a zip with their paths, and the paths of what else it holds. Other files are not inflated. */
export function unzipImages(bytes: Uint8Array): Unzipped {
  const found = entriesOf(bytes);
  if (!found.ok) return found;
  const { entries } = found;
  const isImage = ({ path }: Entry) => /\.png$/i.test(path) && !isHidden(path);
  const wanted = entries.filter(isImage);
  const others = entries.filter((entry) => !isImage(entry) && !entry.path.endsWith('/'));
  if (wanted.length > limits.files) {
    return refuse(`It holds ${grouped(wanted.length)} images; up to ${grouped(limits.files)} are read.`);
  }
  const fault = faultOf(wanted, bytes.length);
  if (fault) return refuse(fault);
  const images: NamedBytes[] = [];
  for (const entry of wanted) {
    const content = contentOf(bytes, entry);
    if (!content.ok) return refuse(`“${entry.path}”: ${content.message}`);
    images.push({ path: entry.path, bytes: content.bytes });
  }
  return { ok: true, images, others: others.map(({ path }) => path) };
}

function entriesOf(bytes: Uint8Array): { ok: true; entries: Entry[] } | Refusal {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = findEnd(view);
  if (end < 0) return refuse('The zip is truncated or damaged: it has no directory.');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0)
    return refuse('The zip is one part of several; choose one whole zip.');
  if (at === fullWord || count === 0xffff) {
    return refuse(
      `The zip is in the zip64 format, for more files than the ${grouped(limits.files)} that are read.`,
    );
  }
  if (count > mostEntries) {
    return refuse(`It holds ${grouped(count)} files; up to ${grouped(limits.files)} images are read.`);
  }
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) {
      return refuse(`The directory of the zip is damaged at entry ${grouped(i + 1)} of ${grouped(count)}.`);
    }
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    if (nameEnd > end) return refuse(`The directory of the zip is damaged at entry ${grouped(i + 1)}.`);
    entries.push({
      path: pathOf(bytes.subarray(at + 46, nameEnd)),
      encrypted: (view.getUint16(at + 8, true) & 1) !== 0,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { ok: true, entries };
}

/** Place of the end record, which only a comment may follow; -1 when there is none. */
function findEnd(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - mostComment); at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}

/** Names are UTF-8, or else in an old code page, of which the plain letters are right. */
function pathOf(bytes: Uint8Array): string {
  let name: string;
  try {
    name = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    name = new TextDecoder('windows-1252').decode(bytes);
  }
  return name.replaceAll('\\', '/');
}

/** What is wrong with the entries as the directory declares them. */
function faultOf(entries: readonly Entry[], zipSize: number): string | undefined {
  let total = 0;
  for (const { path, encrypted, method, size, packed } of entries) {
    if (encrypted) return `“${path}” is encrypted; zips without a password are read.`;
    if (method !== 0 && method !== 8)
      return `“${path}” is compressed by method ${method}; stored and deflated files are read.`;
    if (size === fullWord || packed === fullWord)
      return `“${path}” is in the zip64 format, which is not read.`;
    if (size > limits.png)
      return `“${path}” inflates to ${megabytes(size)}; images up to ${megabytes(limits.png)} are read.`;
    total += size;
  }
  if (total > limits.inflated) {
    return `Its images inflate to ${megabytes(total)}; up to ${megabytes(limits.inflated)} are read.`;
  }
  if (total > ratioFrom && total > limits.zipRatio * zipSize) {
    return `Its images inflate to ${megabytes(total)}, more than ${limits.zipRatio} times the zip; ordinary images do not.`;
  }
  return undefined;
}

function contentOf(bytes: Uint8Array, { at, packed, size, method, crc }: Entry) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (at + 30 > bytes.length || view.getUint32(at, true) !== 0x04034b50) {
    return refuse('it is not where the directory of the zip says.');
  }
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > bytes.length) return refuse('it is truncated.');
  const content = bytes.subarray(start, start + packed);
  if (method === 8) return inflateExactly(content, size, crc);
  if (packed !== size) return refuse('it does not have the size that the zip declares.');
  if (crc32(content) !== crc) return refuse('its checksum is wrong: it is damaged.');
  return { ok: true as const, bytes: content };
}
