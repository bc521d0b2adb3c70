/** The text of a file a person gave: its size is checked before anything is read, its encoding after. */
import { readBytes } from '../../training/data/read-bytes';
import { decodeText } from '../../training/data/text/decode-text';

import { megabytes } from './text-stream';

/** Largest text file that is read unless a caller says otherwise, bytes. */
export const mostTextBytes = 64 * 2 ** 20;

export type TextResult = { ok: true; text: string } | { ok: false; message: string };

/** Reads a file in the encoding that it has. Files above `mostBytes` are refused unread; never throws. */
export async function readText(file: Blob, mostBytes = mostTextBytes): Promise<TextResult> {
  if (file.size > mostBytes) {
    return refused(
      `The file has ${megabytes(file.size)}; text files up to ${megabytes(mostBytes)} are read.`,
    );
  }
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await readBytes(file));
  } catch {
    return refused(
      'The file could not be read; it may have been moved, changed or locked since it was chosen.',
    );
  }
  const decoded = decodeText(bytes);
  return decoded
    ? { ok: true, text: decoded.text }
    : refused('The file is not text; a training log is a table, JSON or what a program printed.');
}

function refused(message: string): TextResult {
  return { ok: false, message };
}
