/** Finds a Chromium for the browser tests, or installs one. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { stop } from './install.mjs';

const { env, platform } = process;
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const windowsFolders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean);
const places = {
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: windowsFolders.flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Chromium', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
};

/**
 * Path of an installed Chromium: CHROMIUM_PATH, the search path, usual places, then Playwright's own; undefined
 * when there is none. Ends the program when CHROMIUM_PATH names no working one. Needs the packages installed.
 */
export async function findChromium() {
  const { CHROMIUM_PATH, PATH = '' } = env;
  if (CHROMIUM_PATH) {
    if (works(CHROMIUM_PATH)) return CHROMIUM_PATH;
    stop(
      `CHROMIUM_PATH is ${CHROMIUM_PATH}, and no Chromium starts there. Correct it, or unset it to have one looked for.`,
    );
  }
  const onPath = PATH.split(delimiter).flatMap((folder) => commands.map((name) => join(folder, name)));
  const found = [...onPath, ...(places[platform] ?? [])].find(works);
  if (found) return found;
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return works(own) ? own : undefined;
}

/** The same, installing Debian's package or Playwright's build when there is none. */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('No Chromium found; installing one ...');
  installPackages('chromium');
  const installed = await findChromium();
  if (installed) return installed;
  installBuilds('chromium');
  return (
    (await findChromium()) ??
    stop(
      'The browser tests need a Chromium, and none could be installed. Install Chromium, Chrome or Edge by hand (on Debian: apt-get install chromium) and, if it is not found, set CHROMIUM_PATH to its program.',
    )
  );
}

const root = process.getuid?.() === 0;
const privileged = () =>
  root || (platform === 'linux' && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0);

/** Installs packages of Debian or a relative, where that is allowed. */
export function installPackages(...names) {
  if (!existsSync('/usr/bin/apt-get') || !privileged()) return;
  const apt = (...args) => run(...(root ? [] : ['sudo', '-n']), 'apt-get', ...args);
  if (apt('update')) apt('install', '-y', '--no-install-recommends', ...names);
}

/** Downloads Playwright's own builds of browsers, with the packages they need where that is allowed. */
export function installBuilds(...names) {
  run('npx', 'playwright', 'install', ...(privileged() ? ['--with-deps'] : []), ...names);
}

function run(command, ...args) {
  return spawnSync(command, args, { stdio: 'inherit', shell: platform === 'win32' }).status === 0;
}

/** Ubuntu's chromium-browser may be a stub that only asks for a snap. Windows opens a window for --version. */
export function works(path) {
  if (!existsSync(path)) return false;
  return platform === 'win32' || spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}
