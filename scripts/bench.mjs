/** `npm run bench [-- training | page | long]`: builds what is to be measured, then measures it in Chromium. */
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled, stop } from './install.mjs';

const parts = ['training', 'page', 'long'];
const wanted = process.argv.length > 2 ? process.argv.slice(2) : parts;
const unknown = wanted.filter((name) => !parts.includes(name));
if (unknown.length > 0) stop(`No part is named ${unknown.join(', ')}; there are ${parts.join(', ')}.`);

ensureInstalled();
process.env.CHROMIUM_PATH = await ensureChromium();
const { build } = await import('vite');
if (wanted.includes('page') || wanted.includes('long')) await build({ logLevel: 'warn' });
if (wanted.includes('training')) {
  await build({
    root: 'bench/page',
    base: './',
    configFile: 'vite.config.ts',
    logLevel: 'error',
    build: { outDir: '../../node_modules/.cache/two-regimes/bench-page', emptyOutDir: true },
  });
}
process.argv.splice(2, Number.POSITIVE_INFINITY, 'bench/bench.ts', ...wanted);
await import('./run.mjs');
