/** Playwright's own builds of Firefox and WebKit. */
import { join } from 'node:path';
import { firefox, webkit } from '@playwright/test';
import { type Driver, size } from './driver';

export async function openBuild(kind: 'firefox' | 'webkit', downloads: string): Promise<Driver> {
  const browser = await { firefox, webkit }[kind].launch();
  const page = await browser.newPage({ viewport: size });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('download', (download) => download.saveAs(join(downloads, download.suggestedFilename())));
  return {
    name: `${kind} ${browser.version()} of Playwright`,
    downloads,
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: (expression) => page.evaluate(expression),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    screenshot: () => page.screenshot(),
    faults: () => faults.splice(0),
    close: () => browser.close(),
  };
}
