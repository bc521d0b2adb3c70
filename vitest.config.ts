import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig } from 'vitest/config';
// @ts-expect-error plain JavaScript, runs before anything is installed
import { findChromium } from './scripts/chromium.mjs';

// The WebGPU tests run Dawn on the software Vulkan driver that every Chromium carries. The loader reads both
// variables when a test process starts.
const chromium: string | undefined = await findChromium();
const folders = chromium ? [dirname(chromium), '/usr/lib/chromium', '/opt/google/chrome'] : [];
const driver = folders
  .map((folder) => join(folder, 'vk_swiftshader_icd.json'))
  .find((path) => existsSync(path));
if (driver) {
  process.env.VK_ICD_FILENAMES = driver;
  process.env.LD_LIBRARY_PATH = [dirname(driver), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', '{bench,scripts}/**/*.test.ts'],
    pool: 'forks',
    // On two cores the default is one at a time.
    maxWorkers: '100%',
    setupFiles: process.env.CLOCK_SCALE ? ['scripts/testing/scaled-clock.ts'] : [],
    // Against hanging only: machines differ, and other work runs beside the tests.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // One tfjs-core for backends and gradients alike.
    server: { deps: { inline: [/@tensorflow/] } },
  },
});
