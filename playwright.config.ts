import { defineConfig } from '@playwright/test';
// @ts-expect-error plain JavaScript, runs before anything is installed
import { findChromium } from './scripts/chromium.mjs';

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
const launch = (...args: string[]) => ({ launchOptions: { executablePath, args: [...quiet, ...args] } });

export default defineConfig({
  testDir: 'e2e',
  workers: 1,
  timeout: 90_000,
  // A test that fails once and then passes is still reported, as flaky.
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: { baseURL: 'http://localhost:4180/', trace: 'off' },
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
    { command: 'node scripts/serve.mjs 4180 /', url: 'http://localhost:4180/' },
    { command: 'node scripts/serve.mjs 4181 /some/sub/path/', url: 'http://localhost:4181/some/sub/path/' },
  ],
});
