/** Reads the files that a person chose: finds out what they are by their content and hands them to their parser. */
import { isCifar, parseCifar } from './cifar';
import { parseCsv } from './csv';
import type { Columns } from './csv-columns';
import { isIdx, parseIdx } from './idx';
import { gunzip } from './inflate';
import { type NamedBytes, nameOf } from './named-bytes';
import { grouped, limits, megabytes, type OwnData, type Refusal, refuse, stem } from './own-data';
import { type DecodePng, isHidden, isPng, leftOutNote, parsePngs } from './png';
import { isZip, unzipImages } from './zip';

/** A file and where it lay: a File forgets its folder on the way to a worker. */
export interface OwnFile {
  /** Folders and name, parted by slashes. */
  path: string;
  blob: Blob;
}

export interface ReadOptions {
  /** Column of a table that holds the class, from 0; without it, the parser finds one. */
  labelColumn?: number;
}

/** Columns are there when the file is a table, also when it is refused: another label column may do. */
export type ReadResult = ({ ok: true; data: OwnData } | Refusal) & { columns?: Columns };

export const ownFile = (file: File): OwnFile => ({ path: file.webkitRelativePath || file.name, blob: file });

/** Reads a table, a pair of IDX files, CIFAR-10 batches, a zip or folders of PNG images. Never rejects. */
export async function readOwnData(
  files: readonly OwnFile[],
  options: ReadOptions,
  decode: DecodePng,
): Promise<ReadResult> {
  const seen = files.filter(({ path }) => !isHidden(path));
  if (seen.length === 0) return refuse('No files were chosen.');
  if (seen.length > 2 * limits.files) {
    return refuse(
      `${grouped(seen.length)} files are too many; up to ${grouped(limits.files)} images are read.`,
    );
  }
  const size = seen.reduce((sum, { blob }) => sum + blob.size, 0);
  if (size > limits.read) {
    return refuse(`The files have ${megabytes(size)} together; up to ${megabytes(limits.read)} are read.`);
  }
  try {
    return await readAs(seen, options, decode);
  } catch (error) {
    // Files may have been moved since, and memory may run out.
    return refuse(`The files could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function readAs(
  files: readonly OwnFile[],
  options: ReadOptions,
  decode: DecodePng,
): Promise<ReadResult> {
  const isImage = ({ path }: OwnFile) => /\.png$/i.test(path);
  if (files.some(isImage)) {
    const images = await Promise.all(files.filter(isImage).map(bytesOf));
    const others = files.filter((file) => !isImage(file)).map(({ path }) => path);
    return parsePngs(images, folderName(files[0].path), decode, leftOutNote(others));
  }
  const zipped = files.find(({ path }) => /\.zip$/i.test(path));
  if (zipped && files.length > 1) return onlyOne('zip', files);
  const contents: NamedBytes[] = [];
  for (const file of files) {
    const content = unpacked(await bytesOf(file));
    if (!content.ok) return refuse(`“${nameOf(file.path)}”: ${content.message}`);
    contents.push({ path: file.path, bytes: content.bytes });
  }
  return parse(contents, options, decode);
}

/** The content of gzip files, other files as they are. */
function unpacked({ bytes }: NamedBytes) {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzip(bytes) : { ok: true as const, bytes };
}

async function parse(
  files: NamedBytes[],
  { labelColumn }: ReadOptions,
  decode: DecodePng,
): Promise<ReadResult> {
  const [first] = files;
  if (files.length === 1 && isZip(first.bytes)) {
    const zip = unzipImages(first.bytes);
    return zip.ok ? parsePngs(zip.images, stem(first.path), decode, leftOutNote(zip.others)) : zip;
  }
  if (files.length === 1 && isPng(first.bytes)) return parsePngs(files, stem(first.path), decode);
  if (files.some(({ bytes }) => isIdx(bytes))) return parseIdx(files);
  if (files.every(({ bytes, path }) => isCifar(bytes, path))) return parseCifar(files);
  if (files.length > 1) return onlyOne('table', files);
  if (isTar(first.bytes))
    return refuse(`“${nameOf(first.path)}” is a tar archive; unpack it and choose the files in it.`);
  const table = parseCsv(first.bytes, first.path, labelColumn);
  return table.ok ? table : { ...table, message: `“${nameOf(first.path)}”: ${table.message}` };
}

function onlyOne(what: string, files: readonly { path: string }[]): Refusal {
  const names = files.slice(0, 3).map(({ path }) => `“${nameOf(path)}”`);
  const more = files.length > 3 ? ` and ${grouped(files.length - 3)} more` : '';
  return refuse(
    `${names.join(', ')}${more} do not belong together: choose one ${what}, the IDX files of one set, or CIFAR-10 batches.`,
  );
}

function isTar(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';
}

async function bytesOf({ path, blob }: OwnFile): Promise<NamedBytes> {
  return { path, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

/** The outermost folder of what was chosen. */
function folderName(path: string): string {
  return path.split('/').find((part) => part !== '') ?? 'images';
}
