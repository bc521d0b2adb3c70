/** Unpacks a zip piece by piece and stops at what no honest archive of small images holds. */
import { Unzip, UnzipInflate } from 'fflate';
import { type ImageFile, mostImages } from './images';

const mostUnpacked = 200 * 2 ** 20;
const mostOfOne = 4 * 2 ** 20;
const mostEntries = 2 * mostImages;
const piece = 1 << 16;

export type UnzipResult = { ok: true; files: ImageFile[] } | { ok: false; message: string };

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

/** The files of an archive, folders and what systems add to them left out. Never throws. */
export function unzip(bytes: Uint8Array): UnzipResult {
  const files: ImageFile[] = [];
  let fault = '';
  let [unpacked, entries] = [0, 0];
  const unzipper = new Unzip((file) => {
    if (++entries > mostEntries) fault ||= `It has more than ${mostEntries.toLocaleString('en')} files.`;
    const path = file.name;
    if (fault || path.endsWith('/') || path.includes('__MACOSX/') || path.split('/').at(-1)?.startsWith('.'))
      return;
    const parts: Uint8Array[] = [];
    let size = 0;
    file.ondata = (error, chunk, final) => {
      if (error) fault ||= `${path.slice(0, 80)} cannot be unpacked: ${error.message}.`;
      if (fault) return;
      size += chunk.length;
      unpacked += chunk.length;
      if (size > mostOfOne) fault = `${path.slice(0, 80)} unpacks to more than ${mostOfOne / 2 ** 20} MB.`;
      if (unpacked > mostUnpacked) fault = `It unpacks to more than ${mostUnpacked / 2 ** 20} MB.`;
      parts.push(chunk);
      if (final && !fault) files.push({ path, bytes: joined(parts, size) });
    };
    try {
      file.start();
    } catch (error) {
      fault ||= `${path.slice(0, 80)} cannot be unpacked: ${(error as Error).message}.`;
    }
  });
  unzipper.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && !fault; at += piece) {
      unzipper.push(bytes.subarray(at, at + piece), at + piece >= bytes.length);
    }
  } catch (error) {
    fault ||= `It cannot be unpacked: ${(error as Error).message}.`;
  }
  if (fault) return { ok: false, message: fault };
  return files.length > 0 ? { ok: true, files } : { ok: false, message: 'There are no files in it.' };
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
