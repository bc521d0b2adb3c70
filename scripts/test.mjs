/** `npm test [-- name ...]`: installs what is missing, then runs every check in order and stops at the first failure. */
import { spawnSync } from 'node:child_process';
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await ensureChromium();

const checks = [
  ['types', 'npx', 'tsc', '-p', '.'],
  ['lint', 'npx', 'biome', 'ci', '--error-on-warnings', '.'],
  ['unit', 'npx', 'vitest', 'run'],
  ['build', 'npx', 'vite', 'build', '--logLevel', 'warn'],
  ['size', process.execPath, 'scripts/size-budget.mjs'],
  ['browser', 'npx', 'playwright', 'test'],
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some(([known]) => known === name));
if (unknown.length > 0)
  stop(`No check is named ${unknown.join(', ')}; there are ${checks.map(([name]) => name).join(', ')}.`);

for (const [name, command, ...args] of checks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n== ${name} ==`);
  const began = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) stop(`The check "${name}" failed. Run it alone with: npm test -- ${name}`);
  console.log(`== ${name}: passed in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
