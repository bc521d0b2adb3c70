/** A Chromium whose tabs are as a person's: one that lies behind another is hidden, and files go to a folder. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
// @ts-expect-error plain JavaScript
import { freePort } from '../../scripts/free-port.mjs';
import { within } from '../../src/training/within';

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--window-size=1280,900',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const downloadSeconds = 300;

export class RealTabs {
  private constructor(
    private readonly launched: Browser,
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  /** `folder` takes what is downloaded. */
  static async launch(folder: string): Promise<RealTabs> {
    const port: number = await freePort();
    const executablePath = process.env.CHROMIUM_PATH;
    const launched = await chromium.launch({
      ...(executablePath && { executablePath }),
      args: [...flags, `--remote-debugging-port=${port}`],
    });
    // A page of Playwright's own contexts is told that it is seen, wherever it lies.
    const browser = await chromium.connectOverCDP(`http://localhost:${port}`, { noDefaults: true });
    return new RealTabs(launched, browser, folder);
  }

  get context(): BrowserContext {
    return this.browser.contexts()[0];
  }

  get version(): string {
    return this.browser.version();
  }

  /** Text of the file that comes of `act`. */
  async download(act: () => Promise<void>): Promise<string> {
    const session = await this.browser.newBrowserCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allowAndName',
      downloadPath: this.folder,
      eventsEnabled: true,
    });
    const done = new Promise<string>((resolve, reject) =>
      session.on('Browser.downloadProgress', ({ state, guid }) => {
        if (state === 'completed') resolve(guid);
        if (state === 'canceled') reject(new Error('The download was cancelled.'));
      }),
    );
    await act();
    const path = join(this.folder, await within(downloadSeconds, done, 'The download'));
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    return text;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.launched.close();
  }
}
