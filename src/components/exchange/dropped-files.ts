/** Files that were dropped, those in folders too: what is dropped lists a folder as a file that cannot be read. */

import { within } from '../../training/within';

/** More than any reader takes; a whole disk that is dropped by mistake is not walked to its end. */
const mostFiles = 50_000;
/** Each file, and each part of a folder: they may lie on a drive far away. */
const diskSeconds = 20;

/** Part of the browser's `FileSystemEntry` and its two kinds. */
export interface Entry {
  isFile: boolean;
  isDirectory: boolean;
  name: string;
  /** From the top of what was dropped, with a leading slash. */
  fullPath: string;
  file?(done: (file: File) => void, failed: (error: unknown) => void): void;
  createReader?(): { readEntries(done: (some: Entry[]) => void, failed: (error: unknown) => void): void };
}

/**
 * Every file of a drop, in the order of the folders. Call it while the event lasts: afterwards the browser forgets
 * what was dropped. A file or folder that cannot be read is left out.
 */
export function droppedFiles({ items, files }: DataTransfer): Promise<File[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry() as Entry | null);
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve([...files]);
  return filesIn(entries.filter((entry) => entry !== null));
}

/** The files of entries and of the folders among them, hidden ones left out, at most `mostFiles`. */
export async function filesIn(entries: readonly Entry[]): Promise<File[]> {
  const found: File[] = [];
  const waiting = [...entries].reverse();
  for (let entry = waiting.pop(); entry && found.length < mostFiles; entry = waiting.pop()) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory) waiting.push(...(await childrenOf(entry)).reverse());
    else {
      const file = await fileOf(entry);
      if (file) found.push(file);
    }
  }
  return found;
}

function fileOf(entry: Entry): Promise<File | undefined> {
  const found = new Promise<File | undefined>((resolve) => {
    const done = (file: File) => {
      // Where it lay tells the class of an image; a file that was chosen with its folder says so here itself.
      Object.defineProperty(file, 'webkitRelativePath', { value: entry.fullPath.slice(1) });
      resolve(file);
    };
    if (entry.file) entry.file(done, () => resolve(undefined));
    else resolve(undefined);
  });
  return within(diskSeconds, found, 'The disk').catch(() => undefined);
}

/** Browsers hand out a folder in parts, the last of which is empty. */
async function childrenOf(folder: Entry): Promise<Entry[]> {
  const reader = folder.createReader?.();
  const children: Entry[] = [];
  for (;;) {
    const part = new Promise<Entry[]>((resolve) => {
      if (reader) reader.readEntries(resolve, () => resolve([]));
      else resolve([]);
    });
    const some = await within(diskSeconds, part, 'The disk').catch(() => []);
    if (some.length === 0 || children.length >= mostFiles) break;
    children.push(...some);
  }
  return children.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}
