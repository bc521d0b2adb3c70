/** Data of a person from files: picks the reader by what the files hold. Never throws. */
import { gunzipSync } from 'fflate';
import { readText } from '../import/read-text';
import { isCifar, readCifar } from './cifar';
import { columnsOf, labelColumnOf, readCsv } from './csv';
import { isIdx, readIdxFiles } from './idx';
import { type Decode, isPng, readImages } from './images';
import { type ExamplesResult, type OwnDataResult, ownDataOf } from './split';
import { isZip, unzip } from './zip';

/** All files together; a training set of CIFAR-10 is 180 MB. */
const mostBytes = 200 * 2 ** 20;

/** What a table lets a person choose. */
export interface Choices {
  columns: string[];
  label: number;
}

export type ReadResult =
  | (OwnDataResult & { choices?: Choices })
  | { ok: false; message: string; choices?: Choices };

/** `label`: number of the column with the labels, for tables. */
export async function readOwnData(
  files: readonly File[],
  decode: Decode,
  label?: number,
): Promise<ReadResult> {
  const [first] = files;
  if (!first) return { ok: false, message: 'No file was given.' };
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > mostBytes) {
    return {
      ok: false,
      message: `${Math.round(size / 2 ** 20).toLocaleString('en')} MB are too many; it takes up to ${mostBytes / 2 ** 20} MB.`,
    };
  }
  const name = first.name.replace(/\.[^.]*$/, '').slice(0, 60) || 'own data';
  const binary = await Promise.all(files.map(read));
  const fault = binary.find((each) => each.fault);
  if (fault) return { ok: false, message: `${fault.name}: ${fault.fault}` };
  const finish = (result: ExamplesResult): OwnDataResult =>
    result.ok ? ownDataOf(name, result.examples) : result;
  if (binary.every(({ bytes }) => isIdx(bytes))) return finish(readIdxFiles(binary));
  if (binary.some(({ bytes }) => isPng(bytes))) {
    return finish(
      await readImages(
        binary.map(({ path, bytes }) => ({ path, bytes })),
        decode,
      ),
    );
  }
  if (binary.length === 1 && isZip(binary[0].bytes)) {
    const unpacked = unzip(binary[0].bytes);
    return unpacked.ok ? finish(await readImages(unpacked.files, decode)) : unpacked;
  }
  if (binary.every((each) => each.name.endsWith('.bin') && isCifar(each.bytes)))
    return finish(readCifar(binary));
  if (files.length > 1) {
    return {
      ok: false,
      message:
        'Several files are a pair of IDX files, batches of CIFAR-10 or a folder of PNGs; these are none of it.',
    };
  }
  const text = await readText(first);
  if (!text.ok) return text;
  if (text.text.includes('\0'))
    return { ok: false, message: 'It is none of: CSV, IDX, CIFAR-10 batches, zip or PNGs.' };
  const columns = columnsOf(text.text);
  const choices = { columns, label: label ?? labelColumnOf(columns) };
  return { ...finish(readCsv(text.text, label)), choices };
}

interface Read {
  name: string;
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
  fault?: string;
}

/** Bytes of a file, unpacked where it is a .gz; one that would grow out of bounds is refused by its own footer. */
async function read(file: File): Promise<Read> {
  const path = file.webkitRelativePath || file.name;
  const { name } = file;
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return { name, path, bytes };
    const unpacked = new DataView(bytes.buffer).getUint32(bytes.length - 4, true);
    if (unpacked > mostBytes)
      return { name, path, bytes, fault: `it unpacks to more than ${mostBytes / 2 ** 20} MB.` };
    // The output never grows beyond what the footer promised.
    return { name, path, bytes: new Uint8Array(gunzipSync(bytes, { out: new Uint8Array(unpacked) })) };
  } catch (error) {
    return { name, path, bytes: new Uint8Array(), fault: `it cannot be read: ${(error as Error).message}.` };
  }
}
