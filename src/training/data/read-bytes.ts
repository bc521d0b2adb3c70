import { within } from '../within';

/** Disks may be slow and drives far away: half a minute, and one more for each 100 MB. */
const secondsFor = (bytes: number) => 30 + Math.ceil((60 * bytes) / 100e6);

/** The bytes of a file that a person chose. Rejects where it cannot be read, and with NoAnswer. */
export function readBytes(file: Blob): Promise<ArrayBuffer> {
  return within(secondsFor(file.size), file.arrayBuffer(), 'The disk');
}
