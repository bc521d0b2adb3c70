import { defineConfig } from '@playwright/test';
// @ts-expect-error plain JavaScript, runs before anything is installed
import { findChromium } from './scripts/chromium.mjs';
// @ts-expect-error plain JavaScript
import { freePort } from './scripts/free-port.mjs';

const quiet = [
  '--headless=new',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const executablePath: string | undefined = await findChromium();
// The processes of the tests read this file again and inherit the variables.
process.env.SITE_PORT ??= `${await freePort()}`;
process.env.SUB_PATH_PORT ??= `${await freePort()}`;
const site = `http://localhost:${process.env.SITE_PORT}/`;
const subPath = `http://localhost:${process.env.SUB_PATH_PORT}/some/sub/path/`;
const launch = (...args: string[]) => ({
  launchOptions: { ...(executablePath && { executablePath }), args: [...quiet, ...args] },
});

export default defineConfig({
  testDir: 'e2e',
  // Tests wait more than they compute.
  workers: 2,
  timeout: 180_000,
  // Nothing hangs on a noisy neighbour: a test that fails once is tried again, and counts as a fault all the same.
  retries: 1,
  // As long as an engine takes to start beside five other programs on two cores; only what fails waits so long.
  expect: { timeout: 60_000 },
  reporter: [['list'], ['./e2e/flaky-reporter.ts']],
  // Traces cost time, and are for those who cannot run the test themselves: the workflow asks for them.
  // Every context would fetch, check and keep the whole site beside what is tested, and hide what is damaged from then
  // on; `offline.spec.ts` tests what it does.
  use: { serviceWorkers: 'block', baseURL: site, trace: process.env.TRACES ? 'retain-on-failure' : 'off' },
  // Chromium's own headless mode: the small headless shell has no WebGPU.
  projects: [
    {
      name: 'webgpu',
      use: launch('--enable-unsafe-webgpu', '--enable-unsafe-swiftshader'),
      testIgnore: '**/*.fallback.spec.ts',
    },
    { name: 'no-webgpu', use: launch(), testMatch: '**/*.fallback.spec.ts' },
  ],
  webServer: [
    { command: `node scripts/serve.mjs ${process.env.SITE_PORT} /`, url: site },
    { command: `node scripts/serve.mjs ${process.env.SUB_PATH_PORT} /some/sub/path/`, url: subPath },
  ],
});
