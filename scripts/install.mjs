/** Installs the packages of the lock file when they are missing or others. Runs before anything is installed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const stamp = 'node_modules/.two-regimes-installed';

export function ensureInstalled() {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(
      `Two Regimes needs Node 20.19 or newer; this is ${process.versions.node}. Get one from https://nodejs.org.`,
    );
  }
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing packages (npm ci) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) stop('npm ci failed. Is the npm registry reachable? Run "npm ci" to see all it says.');
  writeFileSync(stamp, wanted);
}

/** Ends with a message in words. */
export function stop(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) ensureInstalled();
