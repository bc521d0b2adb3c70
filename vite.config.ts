import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
// @ts-expect-error plain JavaScript, shared with programs that run without a build
import { formulas } from './scripts/formulas.mjs';
import { pwa } from './scripts/pwa';

/** Serves and emits the wasm programs of tfjs from its package, below `wasm/`. */
export function tfjsWasm(): Plugin {
  const require = createRequire(import.meta.url);
  const folder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist');
  const names = ['', '-simd', '-threaded-simd'].map((kind) => `tfjs-backend-wasm${kind}.wasm`);
  return {
    name: 'tfjs-wasm',
    generateBundle() {
      for (const name of names) {
        this.emitFile({ type: 'asset', fileName: `wasm/${name}`, source: readFileSync(join(folder, name)) });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = names.find((each) => request.url?.endsWith(`/wasm/${each}`));
        if (!name) return next();
        response.setHeader('content-type', 'application/wasm');
        response.end(readFileSync(join(folder, name)));
      });
    },
  };
}

/** Serves and emits what `npm run reproduce` wrote, below `evidence/`; a site without it says so on its page. */
function evidence(): Plugin {
  const folder = 'evidence';
  const types: Record<string, string> = { json: 'application/json', svg: 'image/svg+xml' };
  const names = () =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => name.replaceAll('\\', '/'))
          .filter((name) => /\.(json|svg)$/.test(name))
      : [];
  return {
    name: 'evidence',
    generateBundle() {
      for (const name of names())
        this.emitFile({
          type: 'asset',
          fileName: `evidence/${name}`,
          source: readFileSync(join(folder, name)),
        });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = names().find((each) => request.url?.endsWith(`/evidence/${each}`));
        if (!name) return next();
        response.setHeader('content-type', types[name.split('.').at(-1) ?? '']);
        response.end(readFileSync(join(folder, name)));
      });
    },
  };
}

/** The built page may load nothing from elsewhere and run nothing inline; development needs both. */
function contentSecurityPolicy(): Plugin {
  const policy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
        injectTo: 'head-prepend',
      },
    ],
  };
}

/** Scales and zoom of the page need numbers only of all that d3 goes between: 5 KiB less before the first picture. */
function numbersOnly(): Plugin {
  const standIn = fileURLToPath(new URL('src/components/charts/numbers-between.ts', import.meta.url));
  return {
    name: 'numbers-only',
    apply: 'build',
    enforce: 'pre',
    resolveId: (source, importer = '') =>
      source === 'd3-interpolate' && /[\\/]d3-(scale|zoom)[\\/]/.test(importer) ? standIn : undefined,
  };
}

export default defineConfig({
  // Relative addresses: the site works under any path of any static host.
  base: './',
  plugins: [react(), numbersOnly(), formulas(), tfjsWasm(), evidence(), contentSecurityPolicy(), ...pwa()],
  worker: {
    format: 'es',
    // WebKit runs a worker's entry again when a chunk imports from it: what entries import has chunks of its own.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'program', tags: ['$initial'], test: (id) => !id.endsWith('worker-entry.ts') }],
        },
      },
    },
  },
  resolve: {
    alias: {
      'd3-transition': fileURLToPath(new URL('src/components/charts/no-transition.ts', import.meta.url)),
    },
  },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    // Every browser of that year knows what it stands in for.
    modulePreload: { polyfill: false },
    // What the first picture needs comes as one file: small shared ones compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
});
