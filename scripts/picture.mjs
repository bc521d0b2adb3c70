/** Takes the README's picture of the page mid-run: `npm run picture` (after a build). */
import { chromium } from '@playwright/test';
import { ensureChromium } from './chromium.mjs';
import { serve } from './serve.mjs';

const server = await serve(4192, '/');
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
const page = await browser.newPage({
  viewport: { width: 1280, height: 1010 },
  deviceScaleFactor: 1.5,
  colorScheme: 'light',
});
await page.goto('http://localhost:4192/?backend=wasm');
await page.getByRole('button', { name: 'Train', exact: true }).click();
await page
  .getByText(/Training · epoch 4\d of 60/)
  .first()
  .waitFor();
await page.screenshot({ path: 'docs/two-regimes.png' });
await browser.close();
server.close();
