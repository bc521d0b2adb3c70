/** `npm start`: installs what is missing, builds the site, serves it and opens it where there is a desktop. */
import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
const { build, preview } = await import('vite');
await build({ logLevel: 'warn' });
const server = await preview({
  preview: { port: 4173, strictPort: false, host: 'localhost' },
  logLevel: 'warn',
});
const address = server.resolvedUrls.local[0];
console.log(`\n  Two Regimes is at ${address}\n  Press Ctrl-C to stop.\n`);

const { platform, env, stdout } = process;
const desktop = platform !== 'linux' || env.DISPLAY || env.WAYLAND_DISPLAY;
if (stdout.isTTY && desktop && !env.CI) {
  const [opener, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[platform] ?? ['xdg-open'];
  // The address is printed already: no opener, no harm.
  spawn(opener, [...args, address], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
