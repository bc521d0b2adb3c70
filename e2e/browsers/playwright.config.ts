import { defineConfig } from '@playwright/test';
// @ts-expect-error plain JavaScript, runs before anything is installed
import { findOtherBrowsers } from '../../scripts/other-browsers.mjs';
import type { Found, Options } from './fixtures';

// The processes of the tests read this file again and inherit the variable.
process.env.OTHER_BROWSERS ??= JSON.stringify(await findOtherBrowsers());
const found: Found[] = JSON.parse(process.env.OTHER_BROWSERS);

export default defineConfig<object, Options>({
  testDir: '.',
  testMatch: 'smoke.ts',
  outputDir: '../../test-results/browsers',
  workers: 1,
  timeout: 240_000,
  retries: 1,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['../flaky-reporter.ts']],
  projects: found.map((each) => ({ name: each.kind, use: { found: each } })),
});
