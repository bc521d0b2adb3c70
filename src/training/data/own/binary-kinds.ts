/** Tells files of examples that are no text from all others, by their first bytes and their name. Pure. */
import { cifarKind } from './cifar';
import { isIdx } from './idx';
import { isPng } from './png';
import { isZip } from './zip';

/** Whether reading a person's own data is what knows best what such a file is, and what is wrong with it. */
export function isBinaryData(bytes: Uint8Array, name: string): boolean {
  if (isPng(bytes) || isZip(bytes) || isIdx(bytes)) return true;
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (isGzip) return /(idx\d|ubyte|images|labels|\.bin)[^/]*\.gz$/i.test(name);
  return /\.bin$/i.test(name) || (bytes.includes(0) && cifarKind(bytes, false) !== undefined);
}
