/** `npm run soak [-- --steps N]`: builds the site, then trains a long run in Chromium and disturbs it all the while. */
import { ensureChromium } from './chromium.mjs';
import { ensureInstalled } from './install.mjs';

ensureInstalled();
process.env.CHROMIUM_PATH = await ensureChromium();
const { build } = await import('vite');
await build({ logLevel: 'warn' });
process.argv.splice(2, 0, 'bench/soak.ts');
await import('./run.mjs');
