/** Lets the site work without a connection and be installed: manifest, service worker, and what that keeps. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const paper = '#fdfcfa';

/**
 * Every file of the built site but source maps is kept, whatever its size, and only if it comes as it was built: each
 * has its hash in the list, and a browser refuses a damaged one.
 */
export function pwa(): Plugin[] {
  let folder = 'dist';
  const icon = (name: string, size: number, purpose: 'any' | 'maskable') => ({
    src: `icons/${name}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  return [
    {
      name: 'built-folder',
      configResolved: ({ build }) => {
        folder = build.outDir;
      },
    },
    ...VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectRegister: false,
      includeManifestIcons: false,
      manifest: {
        name: 'Two Regimes',
        short_name: 'Two Regimes',
        description: 'Train a small network in your browser and see where its large-step regime ends.',
        // Relative to the manifest: the site works under any path.
        id: './',
        start_url: './',
        scope: './',
        display: 'standalone',
        theme_color: paper,
        background_color: paper,
        icons: [icon('192', 192, 'any'), icon('512', 512, 'any'), icon('maskable-512', 512, 'maskable')],
      },
      injectManifest: {
        globPatterns: ['**/*'],
        globIgnores: ['**/*.map', 'service-worker.js'],
        maximumFileSizeToCacheInBytes: 2 ** 30,
        manifestTransforms: [
          (entries) => ({
            manifest: entries.map((entry) => ({ ...entry, integrity: integrityOf(join(folder, entry.url)) })),
          }),
        ],
      },
    }),
  ];
}

const integrityOf = (path: string) =>
  `sha384-${createHash('sha384').update(readFileSync(path)).digest('base64')}`;
