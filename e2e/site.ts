/** A copy of the built site on a server of its own, for tests that damage it on disk or on the way. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
// @ts-expect-error plain JavaScript
import { serve } from '../scripts/serve.mjs';
import { test as base } from './page';

const built = 'dist';

export class Site {
  private readonly broken = new Set<string>();
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

  /** Everything as it was built. */
  restore(): void {
    this.broken.clear();
    cpSync(built, this.folder, { recursive: true });
  }

  serve(): Promise<Server> {
    return serve(0, '/', this.folder, (file: string) => this.broken.has(file));
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
