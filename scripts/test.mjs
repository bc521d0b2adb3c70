/** `npm test [-- name ...]`: installs what is missing, then runs every check in order and stops at the first failure. */
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, stop } from './install.mjs';

const checks = [
  ['types', 'npx', 'tsc', '-p', '.'],
  ['lint', 'npx', 'biome', 'ci', '--error-on-warnings', '.'],
  ['unit', 'npx', 'vitest', 'run'],
  ['build', 'npx', 'vite', 'build', '--logLevel', 'warn'],
  ['workers', process.execPath, 'scripts/check-workers.mjs'],
  ['size', process.execPath, 'scripts/size-budget.mjs'],
  ['reproduce', process.execPath, 'scripts/run.mjs', 'scripts/reproduce.ts', '--quick'],
  ['browser', 'npx', 'playwright', 'test'],
  ['browsers', process.execPath, 'scripts/browsers.mjs'],
];
/** The unit tests run WebGPU on the software driver that comes with a Chromium. */
const needsChromium = ['unit', 'browser'];

const known = checks.map(([name]) => name);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : known;
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) stop(`No check is named ${unknown.join(', ')}; there are ${known.join(', ')}.`);

ensureInstalled();
if (wanted.some((name) => needsChromium.includes(name))) process.env.CHROMIUM_PATH = await ensureChromium();

for (const [name, command, ...args] of checks) {
  if (!wanted.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  const began = performance.now();
  const windowsNpx = process.platform === 'win32' && command === 'npx';
  const { status, signal } = spawnSync(command, args, { stdio: 'inherit', shell: windowsNpx });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (signal === 'SIGINT') process.exit(130);
  if (status !== 0) stop(`== ${name}: FAILED after ${seconds} s. Run it alone with: npm test -- ${name}`);
  console.log(`== ${name}: passed in ${seconds} s`);
}
