/**
 * `node scripts/run.mjs ENTRY.ts [args]`: bundles a TypeScript program for Node and runs its default export.
 * Bundled, so that one tfjs-core is shared by backends and gradients, which plain Node would load twice.
 */
import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
const [entry, ...args] = process.argv.slice(2);
if (!entry || !existsSync(entry))
  stop(`No program ${entry ?? ''}. Usage: node scripts/run.mjs ENTRY.ts [args]`);
const { build } = await import('vite');
const outDir = resolve('node_modules/.cache/two-regimes', basename(entry, '.ts'));
await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['webgpu', '@playwright/test', 'vite'] },
  build: {
    ssr: entry,
    outDir,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      output: {
        // tfjs-backend-wasm looks for the CommonJS names of its own file.
        banner:
          'import { createRequire as requireFrom } from "node:module"; import { fileURLToPath as pathOf } from "node:url"; import { dirname as folderOf } from "node:path"; const require = requireFrom(import.meta.url); const __filename = pathOf(import.meta.url); const __dirname = folderOf(__filename);',
      },
    },
  },
});
const program = await import(pathToFileURL(resolve(outDir, `${basename(entry, '.ts')}.js`)).href);
await program.default(args);
process.exit();
