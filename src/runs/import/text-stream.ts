/** The text of a file in pieces, unpacked where it is compressed: as long as it may be, little of it is in memory. */
import { within } from '../../training/within';
import { mostFileBytes } from '../run-limits';

/** A disk that sleeps or is far away answers late. */
const readSeconds = 60;

/** Why a file cannot be read to its end, as a sentence for a person. */
export class TextFault extends Error {}

/** Whether bytes begin as a gzip file does. */
export const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/** Bytes of a file, unpacked with `gzip`. */
export function bytesOf(file: Blob, gzip: boolean): ReadableStream<Uint8Array<ArrayBuffer>> {
  if (!gzip) return file.stream();
  if (typeof DecompressionStream === 'undefined') {
    throw new TextFault('This browser cannot unpack it; unpack it first, then open what is in it.');
  }
  const unpacked = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  return new ReadableStream({
    async pull(controller) {
      const part = unpacked.read().catch(() => {
        throw new TextFault(
          'What is packed in it is cut short or damaged; get it once more from where it is from.',
        );
      });
      const { done, value } = await within(readSeconds, part, 'The disk');
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => unpacked.cancel(reason),
  });
}

/** The first `count` bytes of a stream, or all it has; the rest is let go. */
export async function firstBytes(
  stream: ReadableStream<Uint8Array>,
  count: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(count);
  let used = 0;
  const reader = stream.getReader();
  while (used < count) {
    const { done, value } = await within(readSeconds, reader.read(), 'The disk');
    if (done) break;
    bytes.set(value.subarray(0, count - used), used);
    used += Math.min(value.length, count - used);
  }
  await reader.cancel();
  return bytes.subarray(0, used);
}

/**
 * Calls `take` with the text of a stream, piece by piece, until it returns false. UTF-8, or UTF-16 with a byte order
 * mark. Throws a `TextFault` where it is not that, or longer than any file that this page reads.
 */
export async function eachText(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  take: (text: string) => boolean | undefined,
): Promise<void> {
  const reader = stream.getReader();
  let decoder: TextDecoder | undefined;
  let bytes = 0;
  for (;;) {
    const { done, value } = await within(readSeconds, reader.read(), 'The disk');
    decoder ??= new TextDecoder(value && encodingOf(value), { fatal: true });
    bytes += value?.length ?? 0;
    if (bytes > mostFileBytes) {
      await reader.cancel();
      throw new TextFault(`It is larger than any file that is read here: ${megabytes(mostFileBytes)}.`);
    }
    let text: string;
    try {
      text = decoder.decode(value, { stream: !done });
    } catch {
      await reader.cancel();
      throw new TextFault('It is not text in UTF-8; it may be damaged.');
    }
    if (take(text) === false) return reader.cancel();
    if (done) return;
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** A size for a person; `bytes` in units of 2 ** 20. */
export function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toLocaleString('en', { maximumFractionDigits: bytes < 2 ** 23 ? 1 : 0 })} MB`;
}
