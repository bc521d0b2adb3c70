/**
 * Measures speed in Chromium and prints tables and JSON: `npm run bench [-- training | page | long]`, all by default. All
 * ratios come from one run on one machine; nothing here is a test.
 */
import { cpus } from 'node:os';
import { type Browser, chromium } from '@playwright/test';
// @ts-expect-error plain JavaScript
import { serve } from '../scripts/serve.mjs';
// Types of window.measureTraining come with it.
import type {} from './page/page';
import { longRunTables, pageTables } from './page-tables';
import { print, type Table } from './report';
import { trainingTables } from './training-tables';
import { versions } from './versions';

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `wanted` names parts; scripts/bench.mjs has built what they need. */
export default async function main(wanted: string[]): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH;
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: flags });
  console.log(`${versions()}\nChromium ${browser.version()}, ${cpus().length} cores, ${cpus()[0].model}`);
  try {
    await print(all(wanted, browser));
  } finally {
    await browser.close();
  }
}

async function* all(wanted: string[], browser: Browser): AsyncGenerator<Table> {
  for (const name of wanted) yield* parts[name](browser);
}

async function* training(browser: Browser): AsyncGenerator<Table> {
  const server = await serve(4191, '/', 'node_modules/.cache/two-regimes/bench-page');
  try {
    const page = await browser.newPage();
    await page.goto('http://localhost:4191/');
    const result = await page.evaluate(() => window.measureTraining());
    await page.close();
    yield* trainingTables(result);
  } finally {
    server.close();
  }
}

const page = (browser: Browser) => ofSite(browser, pageTables);
const long = (browser: Browser) => ofSite(browser, longRunTables);

async function* ofSite(browser: Browser, tables: typeof pageTables): AsyncGenerator<Table> {
  const server = await serve(4190, '/');
  try {
    yield* tables(browser, 'http://localhost:4190/');
  } finally {
    server.close();
  }
}

const parts: Record<string, (browser: Browser) => AsyncGenerator<Table>> = { training, page, long };
