/** Installs the packages of the lock file when they are missing or others. Runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Inside node_modules, so that it goes when they go: the hash of the lock file they were made from. */
const stamp = 'node_modules/.two-regimes-installed';
const windows = process.platform === 'win32';

/** Makes the root of the project the working directory and its packages those of the lock file, or ends in words. */
export function ensureInstalled() {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const { node } = process.versions;
  const [major, minor] = node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(
      `Two Regimes needs Node 20.19 or newer; this is ${node}. Get a newer one from https://nodejs.org or with "nvm install 22", then try again.`,
    );
  }
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages (npm ci) ...');
  const options = { stdio: 'inherit', shell: windows };
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], options);
  if (error)
    stop(`npm did not start (${error.message}). It comes with Node: install that from https://nodejs.org.`);
  if (status !== 0) {
    stop(
      'The packages could not be installed; npm says why above. It needs the npm registry (see "npm config get registry") and room on the disk. Try again with "npm ci".',
    );
  }
  writeFileSync(stamp, wanted);
}

/** Ends the program with a message in words. */
export function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) ensureInstalled();
