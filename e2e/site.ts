/** A copy of the built site on a server of its own, for tests that damage it on disk or on the way. */
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
// @ts-expect-error plain JavaScript
import { serve } from '../scripts/serve.mjs';
import { test as base } from './page';

const built = 'dist';

export class Site {
  private readonly broken = new Set<string>();
  /** Paths of files that were asked for. */
  readonly requested = new Set<string>();
  private constructor(private readonly folder: string) {}

  static copy(): Site {
    const site = new Site(mkdtempSync(join(tmpdir(), 'two-regimes-')));
    cpSync(built, site.folder, { recursive: true });
    return site;
  }

  /** Paths are those below the site, `data/name` or a whole folder. */
  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  cutTo(path: string, bytes: number): void {
    truncateSync(join(this.folder, path), bytes);
  }

  /** Turns every bit of a few bytes in the middle; the length stays. */
  flip(path: string): void {
    const bytes = readFileSync(join(this.folder, path));
    const middle = bytes.length >> 1;
    for (let i = middle; i < middle + 16; i++) bytes[i] ^= 0xff;
    writeFileSync(join(this.folder, path), bytes);
  }

  append(path: string, bytes: number): void {
    writeFileSync(join(this.folder, path), new Uint8Array(bytes), { flag: 'a' });
  }

  /** From now on the connection breaks half way through this file. */
  breakConnectionAt(path: string): void {
    this.broken.add(join(this.folder, path));
  }

  /** Text of a file as it is now. */
  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** Paths of all files, in no order. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => statSync(join(this.folder, path)).isFile());
  }

  /** Puts another version in the place of this one: the same programs, each asset under another name. */
  deploy(): void {
    const next = (name: string) => name.replace(/(?=\.\w+$)/, '_');
    const assets = this.files().filter((path) => /^assets\/.*-[\w-]{8}_*\.(js|css)$/.test(path));
    const names = new RegExp(assets.map((path) => basename(path).replaceAll('.', '\\.')).join('|'), 'g');
    for (const path of this.files().filter((each) => /\.(js|css|html)$/.test(each)))
      this.write(path, this.read(path).replace(names, next));
    for (const path of assets) renameSync(join(this.folder, path), join(this.folder, next(path)));
    const list = /\[\{"(?:integrity|url)":.*?\}\]/;
    const worker = this.read('service-worker.js');
    const entries: { url: string; revision: string | null }[] = JSON.parse(list.exec(worker)?.[0] ?? '');
    const listed = entries.map(({ url, revision }) => {
      const bytes = readFileSync(join(this.folder, url));
      const hash = (kind: string, as: 'hex' | 'base64') => createHash(kind).update(bytes).digest(as);
      return {
        url,
        revision: revision && hash('md5', 'hex'),
        integrity: `sha384-${hash('sha384', 'base64')}`,
      };
    });
    this.write(
      'service-worker.js',
      worker.replace(list, () => JSON.stringify(listed)),
    );
  }

  /** Everything as it was built. */
  restore(): void {
    this.broken.clear();
    cpSync(built, this.folder, { recursive: true });
  }

  serve(): Promise<Server> {
    return serve(0, '/', this.folder, (file: string) => {
      this.requested.add(relative(this.folder, file).replaceAll('\\', '/'));
      return this.broken.has(file);
    });
  }

  delete(): void {
    rmSync(this.folder, { recursive: true });
  }
}

/** `lab` opens the copy, and `site` damages it. */
export const test = base.extend<{ site: Site; baseURL: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its parameter
  site: async ({}, use) => {
    const site = Site.copy();
    await use(site);
    site.delete();
  },
  baseURL: async ({ site }, use) => {
    const server = await site.serve();
    await use(`http://localhost:${(server.address() as AddressInfo).port}/`);
    server.closeAllConnections();
    server.close();
  },
});
