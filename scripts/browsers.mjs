/** The smoke of the built page in Firefox and WebKit. What cannot be had is named; under CI that is a failure. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { stop } from './install.mjs';
import { ensureOtherBrowsers } from './other-browsers.mjs';

if (!existsSync('dist/index.html')) stop('There is no built site to try: npm run build');
const { found, missing } = await ensureOtherBrowsers();
const words = missing.map(
  (kind) =>
    `${kind}: NOT TRIED. None was found, and neither apt-get nor "npx playwright install" could install one (see above). On Debian: apt-get install ${kind === 'firefox' ? 'firefox-esr' : 'webkit2gtk-driver xvfb'}.`,
);
if (missing.length > 0 && process.env.CI) stop(words.join('\n'));
if (found.length > 0) {
  const args = ['playwright', 'test', '--config', 'e2e/browsers/playwright.config.ts'];
  const { status } = spawnSync('npx', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}
for (const each of words) console.log(each);
