/** The text of a file a person gave: its size is checked before anything is read, its encoding after. */
import { readBytes } from '../../training/data/read-bytes';

/** Largest text file that is read unless a caller says otherwise, bytes. */
export const mostTextBytes = 64 * 2 ** 20;

export type TextResult = { ok: true; text: string } | { ok: false; message: string };

/** Reads a file as UTF-8. Files above `mostBytes` are refused unread; never throws. */
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
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return refused('The text is in UTF-16; save it as UTF-8.');
  }
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return refused(`Line ${lineOfFault(bytes)} is not UTF-8 text; save the file as UTF-8.`);
  }
}

/** Number of the line with the first bytes that are no UTF-8. */
function lineOfFault(bytes: Uint8Array<ArrayBuffer>): number {
  const text = new TextDecoder().decode(bytes);
  const at = text.indexOf('\uFFFD');
  let line = 1;
  for (let i = text.indexOf('\n'); i >= 0 && i < at; i = text.indexOf('\n', i + 1)) line++;
  return line;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
}

function refused(message: string): TextResult {
  return { ok: false, message };
}
