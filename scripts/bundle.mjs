/**
 * Bundles a TypeScript program for Node: bundled, one tfjs-core is shared by backends and gradients, which plain Node
 * would load twice.
 */
import { basename, join, resolve } from 'node:path';

/** Writes the program into `folder`, which is emptied before, and returns its path. */
export async function bundle(entry, folder) {
  // Not at the top: whoever installs packages imports this first.
  const [{ build }, { formulas }] = await Promise.all([import('vite'), import('./formulas.mjs')]);
  const outDir = resolve(folder);
  await build({
    configFile: false,
    publicDir: false,
    // Lessons, whose plans are recorded, have formulas in their prose.
    plugins: [formulas()],
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
  return join(outDir, `${basename(entry, '.ts')}.js`);
}
