/** Reads the files that a person chose: finds out what they are by their content and hands them to their parser. */

import { readBytes } from '../read-bytes';
import { isCifar, parseCifar } from './cifar';
import { parseCsv } from './csv';
import { isIdx, parseIdx } from './idx';
import { gunzip } from './inflate';
import { type NamedBytes, nameOf } from './named-bytes';
import { otherFile } from './other-files';
import { grouped, limits, megabytes, type OwnResult, type Refusal, refuse, stem } from './own-data';
import { isHidden, isPng, leftOutNote, parsePngs } from './png';
import { isZip, unzipImages } from './zip';

/** A file and where it lay: a File forgets its folder on the way to a worker. */
export interface OwnFile {
  /** Folders and name, parted by slashes. */
  path: string;
  blob: Blob;
}

/** Labels that a person may choose; there also when the data is refused, as others may do. */
export interface Choices {
  columns: string[];
  /** Place of the column with the classes. */
  label: number;
}

export type ReadResult = OwnResult & { choices?: Choices };

const openedAtOnce = 64;

export const ownFile = (file: File): OwnFile => ({ path: file.webkitRelativePath || file.name, blob: file });

/**
 * Reads a table, IDX files, batches of CIFAR, a zip or folders of PNG images. `label` is the column of a table that
 * holds the classes, from 0; without it, one is found. Never rejects.
 */
export async function readOwnData(files: readonly OwnFile[], label?: number): Promise<ReadResult> {
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
    return await readAs(seen, label);
  } catch (error) {
    // Files may have been moved since, and memory may run out.
    return refuse(`The files could not be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function readAs(files: readonly OwnFile[], label?: number): Promise<ReadResult> {
  const isImage = ({ path }: OwnFile) => /\.png$/i.test(path);
  const images = files.filter(isImage);
  if (images.length > 0) {
    const others = files.filter((file) => !isImage(file)).map(({ path }) => path);
    return parsePngs(await bytesOf(images), folderName(images[0].path), leftOutNote(others));
  }
  const [texts, rest] = [files.filter(isText), files.filter((file) => !isText(file))];
  const contents: NamedBytes[] = [];
  for (const { path, bytes } of await bytesOf(rest.length > 0 ? rest : texts)) {
    const content = isGzip(bytes) ? gunzip(bytes) : { ok: true as const, bytes };
    if (!content.ok) return refuse(`“${nameOf(path)}”: ${content.message}`);
    contents.push({ path, bytes: content.bytes });
  }
  const result = parse(contents, label);
  if (!result.ok || rest.length === 0) return result;
  const notes = [...result.data.notes, ...leftOutNote(texts.map(({ path }) => path))];
  return { ...result, data: { ...result.data, notes } };
}

/** What lies beside data to explain it, unless it is all there is. */
function isText({ path }: OwnFile): boolean {
  return /\.(txt|md|html?|pdf)$|^readme$/i.test(nameOf(path));
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function parse(files: NamedBytes[], label?: number): ReadResult {
  const [first] = files;
  for (const { bytes, path } of files) {
    const other = otherFile(bytes, path);
    if (other) return refuse(`“${nameOf(path)}”: ${other}`);
  }
  if (files.length === 1 && isZip(first.bytes)) {
    const zip = unzipImages(first.bytes);
    return zip.ok ? parsePngs(zip.images, stem(first.path), leftOutNote(zip.others)) : zip;
  }
  if (files.length === 1 && isPng(first.bytes)) return parsePngs(files, stem(first.path));
  if (files.some(({ bytes }) => isIdx(bytes))) return parseIdx(files);
  if (files.every(({ bytes, path }) => isCifar(bytes, path))) return parseCifar(files, label);
  if (files.length > 1) return notTogether(files);
  if (isTar(first.bytes))
    return refuse(`“${nameOf(first.path)}” is a tar archive; unpack it and choose the files in it.`);
  const { columns, ...table } = parseCsv(first.bytes, first.path, label);
  const result = table.ok ? table : refuse(`“${nameOf(first.path)}”: ${table.message}`);
  return columns ? { ...result, choices: { columns: columns.names, label: columns.label } } : result;
}

function notTogether(files: readonly NamedBytes[]): Refusal {
  const names = files.slice(0, 3).map(({ path }) => `“${nameOf(path)}”`);
  const more = files.length > 3 ? ` and ${grouped(files.length - 3)} more` : '';
  return refuse(
    `${names.join(', ')}${more} do not belong together: choose one table or zip, the IDX files of one set, or batches of CIFAR-10 or CIFAR-100.`,
  );
}

function isTar(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(257, 262)) === 'ustar';
}

/** Some at a time: systems open only so many files at once. */
async function bytesOf(files: readonly OwnFile[]): Promise<NamedBytes[]> {
  const read: NamedBytes[] = [];
  for (let at = 0; at < files.length; at += openedAtOnce) {
    const some = files.slice(at, at + openedAtOnce);
    const buffers = await Promise.all(some.map(({ blob }) => readBytes(blob)));
    for (const [i, buffer] of buffers.entries())
      read.push({ path: some[i].path, bytes: new Uint8Array(buffer) });
  }
  return read;
}

/** The outermost folder of what was chosen. */
function folderName(path: string): string {
  return path.split('/').find((part) => part !== '') ?? 'images';
}
