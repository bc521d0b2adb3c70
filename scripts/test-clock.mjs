/** `npm run test:clock [-- PATH ...]`: the unit tests with clocks and timers four times as fast, then as slow. */
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await ensureChromium();
for (const scale of ['4', '0.25']) {
  console.log(`\n== clocks and timers run ${scale} times as fast ==`);
  const { status } = spawnSync('npx', ['vitest', 'run', ...process.argv.slice(2)], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, CLOCK_SCALE: scale },
  });
  if (status !== 0) stop(`Tests depend on the clock: they fail when it runs ${scale} times as fast.`);
}
