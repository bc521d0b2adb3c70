/** Gzip sizes of the built site against its budget; the page's own chunks must be free of tfjs. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stop } from './install.mjs';

const KiB = 1024;
const budgets = { page: 150 * KiB, worker: 165 * KiB };
/** A string constant that every build of tfjs-core carries. */
const trace = 'not found in registry';

const read = (path) => readFileSync(join('dist', path), 'utf8');
const gzip = (path) => gzipSync(readFileSync(join('dist', path)), { level: 9 }).length;

const staticImport = /(?:^|[;}\n])(?:import|export)(?:[^'"();]*?from)?["'](\.[^"']+)["']/g;
const anyImport =
  /(?:^|[;}\n])(?:import|export)(?:[^'"();]*?from)?["'](\.[^"']+)["']|\bimport\(["'`](\.[^"'`]+)["'`]/g;

/** Script files that load with `entry`: itself and what it imports, at any depth. */
function closure(entry, imports = staticImport, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, path, later] of read(entry).matchAll(imports)) {
    closure(posix.join(posix.dirname(entry), path ?? later), imports, seen);
  }
  return seen;
}

if (!existsSync('dist/index.html')) stop('There is no built site to measure: npm run build');
const html = read('index.html');
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const scripts = new Set(linked.filter((path) => path.endsWith('.js')).flatMap((path) => [...closure(path)]));
const page = ['index.html', ...scripts, ...linked.filter((path) => path.endsWith('.css'))];
const workerEntry = [...scripts]
  .map((path) => read(path).match(/(?<![\w-])worker-[\w-]+\.js/)?.[0])
  .find(Boolean);
if (!workerEntry) stop('No worker is started by the page.');
const worker = [...closure(posix.join('assets', posix.basename(workerEntry)))];
if (!worker.some((path) => read(path).includes(trace)))
  stop('The worker holds no tfjs: is the trace string still right?');

let over = false;
const row = (name, size, note = '') =>
  console.log(`${name.padEnd(40)} ${(size / KiB).toFixed(1).padStart(7)} KiB ${note}`);
for (const [name, files] of Object.entries({ page, worker })) {
  const sizes = files.map(gzip);
  files.forEach((path, i) => void row(`  ${path}`, sizes[i]));
  const sum = sizes.reduce((a, b) => a + b, 0);
  over ||= sum > budgets[name];
  row(`${name}, gzip`, sum, `of ${budgets[name] / KiB} KiB`);
}
const ofPage = [...scripts].flatMap((path) => [...closure(path, anyImport)]);
const carrying = ofPage.find((path) => read(path).includes(trace));
if (carrying) stop(`${carrying} belongs to the page and holds tfjs.`);
if (over) stop('Over the size budget.');
