/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stop } from './install.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of an installed Chromium: CHROMIUM_PATH, the search path, usual places, then Playwright's own. */
export async function findChromium() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) {
    if (existsSync(CHROMIUM_PATH)) return CHROMIUM_PATH;
    stop(`CHROMIUM_PATH names ${CHROMIUM_PATH}, which is not there.`);
  }
  const onPath = PATH.split(delimiter).flatMap((folder) => commands.map((name) => join(folder, name)));
  const found = [...onPath, ...places].find((path) => existsSync(path));
  if (found) return found;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) ? own : undefined;
}

/** The same, installing Debian's package or Playwright's build when there is none. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('No Chromium found; installing one ...');
  const run = (command, args) => spawnSync(command, args, { stdio: 'inherit' }).status === 0;
  if (process.platform === 'linux' && existsSync('/usr/bin/apt-get')) {
    const apt = (...args) =>
      process.getuid?.() === 0 ? run('apt-get', args) : run('sudo', ['-n', 'apt-get', ...args]);
    if (apt('update')) apt('install', '-y', '--no-install-recommends', 'chromium');
  }
  if (!(await findChromium())) run('npx', ['playwright', 'install', 'chromium']);
  return (
    (await findChromium()) ??
    stop('No Chromium could be installed. Install Chromium or Chrome and set CHROMIUM_PATH to its program.')
  );
}
