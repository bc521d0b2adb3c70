/** Firefox over WebDriver BiDi, which it speaks itself: no driver program beside it. */
import puppeteer from 'puppeteer-core';
import { type Driver, size } from './driver';

export async function openFirefox(path: string, downloads: string): Promise<Driver> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: path,
    headless: true,
    args: [`--width=${size.width}`, `--height=${size.height}`],
    defaultViewport: size,
    extraPrefsFirefox: {
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
    },
  });
  const [page] = await browser.pages();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  return {
    name: await browser.version(),
    downloads,
    goto: async (address) => void (await page.goto(address)),
    reload: async () => void (await page.reload()),
    evaluate: (expression) => page.evaluate(expression),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    screenshot: async () => Buffer.from(await page.screenshot()),
    faults: () => faults.splice(0),
    close: () => browser.close(),
  };
}
