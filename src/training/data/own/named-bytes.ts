/** Bytes of one file with where it lay, as the parsers take them, and the two roles a file may have. */

export interface NamedBytes {
  /** Folders and name, parted by slashes. */
  path: string;
  bytes: Uint8Array;
}

/** Whether the name says that a file holds test examples: t10k-images, test_batch. */
export function isTestFile({ path }: NamedBytes): boolean {
  return /t10k|test|valid/i.test(nameOf(path));
}

export function nameOf(path: string): string {
  return path.split('/').at(-1) ?? path;
}
