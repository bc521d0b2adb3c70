/** One browser and one served copy of the site for all tests of a project; every test fails on an error in the page. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { Site } from '../site';
import { openFirefox } from './bidi';
import { openBuild } from './builds';
import type { Driver } from './driver';
import { Person } from './person';
import { openWebkit } from './webdriver';

/** A browser of this machine: see `scripts/other-browsers.mjs`. */
export interface Found {
  kind: 'firefox' | 'webkit';
  route: 'bidi' | 'webdriver' | 'playwright';
  path: string;
}
export interface Options {
  found: Found;
}

/**
 * Runs first in the page and keeps its errors: WebKitGTK tells them to nobody. Firefox calls it an error to preload a
 * module that is there already; nothing is lost then.
 */
const listener = `globalThis.faults = [];
const keep = (text) => faults.push(String(text));
addEventListener('error', ({ message, target }) => {
  if (target.rel !== 'modulepreload') keep(message ?? \`\${target.src ?? target.href} did not arrive\`);
}, true);
addEventListener('unhandledrejection', ({ reason }) => keep(reason?.stack ?? reason));
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  keep(\`policy: \${violatedDirective} \${blockedURI}\`));
const { error } = console;
console.error = (...args) => {
  keep(args.join(' '));
  error(...args);
};
`;

function open({ kind, route, path }: Found, downloads: string): Promise<Driver> {
  if (route === 'bidi') return openFirefox(path, downloads);
  if (route === 'webdriver') return openWebkit(path, downloads);
  return openBuild(kind, downloads);
}

export const test = base.extend<{ person: Person }, Options & { driver: Driver; address: string }>({
  found: [undefined as unknown as Found, { option: true, scope: 'worker' }],
  address: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its parameter
    async ({}, use) => {
      const site = Site.copy();
      site.write('listener.js', listener);
      const markup = readFileSync('dist/index.html', 'utf8');
      site.write('index.html', markup.replace(/<script/, '<script src="./listener.js"></script><script'));
      const server = await site.serve();
      await use(`http://localhost:${(server.address() as AddressInfo).port}/`);
      server.closeAllConnections();
      server.close();
      site.delete();
    },
    { scope: 'worker' },
  ],
  driver: [
    async ({ found }, use) => {
      const downloads = mkdtempSync(join(tmpdir(), 'two-regimes-downloads-'));
      const driver = await open(found, downloads);
      console.log(driver.name);
      await use(driver);
      await driver.close();
      rmSync(downloads, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  person: async ({ driver, address }, use, testInfo) => {
    const person = new Person(driver, address);
    await use(person);
    writeFileSync(testInfo.outputPath('page.png'), await driver.screenshot());
    expect(await person.collectFaults()).toEqual([]);
  },
});
export { expect };
