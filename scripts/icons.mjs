/** Draws the icons of the installed site from `public/icon.svg`: `node scripts/icons.mjs`. */
import { mkdirSync, readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { ensureChromium } from './chromium.mjs';

/** Maskable ones fill their square, and keep what is drawn within the circle that every mask leaves. */
const icons = [
  { name: '192', size: 192, drawn: 1, paper: 'transparent' },
  { name: '512', size: 512, drawn: 1, paper: 'transparent' },
  { name: 'maskable-192', size: 192, drawn: 0.62, paper: '#fdfcfa' },
  { name: 'maskable-512', size: 512, drawn: 0.62, paper: '#fdfcfa' },
];

const svg = Buffer.from(readFileSync('public/icon.svg')).toString('base64');
mkdirSync('public/icons', { recursive: true });
const browser = await chromium.launch({
  executablePath: await ensureChromium(),
  args: ['--headless=new', '--no-sandbox', '--no-first-run', '--disable-background-networking'],
});
for (const { name, size, drawn, paper } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${paper}">
      <img width="${drawn * size}" height="${drawn * size}" src="data:image/svg+xml;base64,${svg}">`,
  );
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
