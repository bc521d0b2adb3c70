import { chromium } from '@playwright/test';

const [base, out, ...list] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-quic', '--no-first-run'],
});
for (const item of list) {
  const [name, hash, w = '1280', h = '800', scheme = 'light', full = '0', wait = '2500'] = item.split('|');
  const page = await (
    await browser.newContext({
      viewport: { width: +w, height: +h },
      colorScheme: scheme,
      reducedMotion: 'reduce',
    })
  ).newPage();
  page.on('pageerror', (e) => console.log(name, e.message));
  await page.goto(base + hash);
  await page.waitForTimeout(+wait);
  await page.screenshot({ path: `${out}/${name}.png`, fullPage: full === '1' });
  console.log(
    name,
    await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]),
  );
  await page.context().close();
}
await browser.close();
