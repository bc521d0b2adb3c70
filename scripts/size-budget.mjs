/** Gzip sizes of the built site against its budget; the page's own chunks must be free of tfjs. */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stop } from './install.mjs';

const KiB = 1024;
const budgets = { page: 150 * KiB, worker: 165 * KiB };
/** A string constant that every build of tfjs-core carries. */
const trace = 'not found in registry';

const read = (path) => readFileSync(join('dist', path), 'utf8');
const gzip = (path) => gzipSync(readFileSync(join('dist', path)), { level: 9 }).length;

/** Script files that load with `entry`: itself and what it imports statically, at any depth. */
function closure(entry, seen = new Set()) {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  const imports = read(entry).matchAll(/(?:^|[;}\n])import(?:[^'"()]*?from)?["'](\.[^"']+)["']/g);
  for (const [, path] of imports) closure(posix.join(posix.dirname(entry), path), seen);
  return seen;
}

const html = read('index.html');
const linked = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const scripts = new Set(linked.filter((path) => path.endsWith('.js')).flatMap((path) => [...closure(path)]));
const page = ['index.html', ...scripts, ...linked.filter((path) => path.endsWith('.css'))];
const workerEntry = [...scripts]
  .map((path) => read(path).match(/(?:assets\/)?worker-[\w-]+\.js/)?.[0])
  .find(Boolean);
if (!workerEntry) stop('No worker is started by the page.');
const worker = [...closure(posix.join('assets', posix.basename(workerEntry)))];
if (!worker.some((path) => read(path).includes(trace)))
  stop('The worker holds no tfjs: is the trace string still right?');

let over = false;
for (const [name, files] of Object.entries({ page, worker })) {
  const size = files.reduce((sum, path) => sum + gzip(path), 0);
  over ||= size > budgets[name];
  console.log(
    `${name.padEnd(7)} ${(size / KiB).toFixed(1).padStart(6)} KiB of ${budgets[name] / KiB} KiB gzip, ${files.length} files`,
  );
}
const carrying = page.find((path) => path.endsWith('.js') && read(path).includes(trace));
if (carrying) stop(`${carrying} belongs to the page and holds tfjs.`);
if (over) stop('Over the size budget.');
