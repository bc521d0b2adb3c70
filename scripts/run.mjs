/** `node scripts/run.mjs ENTRY.ts [args]`: bundles a TypeScript program for Node and runs its default export. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { ensureInstalled, stop } from './install.mjs';

ensureInstalled();
const [entry, ...args] = process.argv.slice(2);
if (!entry || !existsSync(entry))
  stop(`No program ${entry ?? ''}. Usage: node scripts/run.mjs ENTRY.ts [args]`);
const file = await bundle(entry, join('node_modules/.cache/two-regimes', basename(entry, '.ts')));
const program = await import(pathToFileURL(file).href);
await program.default(args);
process.exit();
