/** `npm run bench`: builds the site and the bench page, then measures both in Chromium. */
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await ensureChromium();
const { build } = await import('vite');
await build({ logLevel: 'warn' });
await build({
  root: 'bench/page',
  base: './',
  configFile: 'vite.config.ts',
  logLevel: 'error',
  build: { outDir: '../../node_modules/.cache/two-regimes/bench-page', emptyOutDir: true },
});
process.argv.splice(2, 0, 'bench/bench.ts');
await import('./run.mjs');
