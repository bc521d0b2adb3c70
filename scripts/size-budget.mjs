/** Gzip sizes of the built site against its budget; the page's own chunks must be free of tfjs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stop } from './install.mjs';
import { siteFiles } from './page-files.mjs';

const KiB = 1024;
const budgets = {
  'page: first scripts': 150 * KiB,
  'page: all scripts before a click': 170 * KiB,
  'page: markup, styles': 10 * KiB,
  'home: all scripts before a click': 165 * KiB,
  'home: markup, styles': 10 * KiB,
  worker: 165 * KiB,
};
/** A string constant that every build of tfjs-core carries. */
const trace = 'not found in registry';

if (!existsSync('dist/index.html')) stop('There is no built site to measure: npm run build');
const { read, page, home, worker, ofPage } = siteFiles('dist');
const gzip = (path) => gzipSync(readFileSync(join('dist', path)), { level: 9 }).length;
if (!worker) stop('No worker is started by the page.');
if (!worker.some((path) => read(path).includes(trace)))
  stop('The worker holds no tfjs: is the trace string still right?');

let over = false;
const row = (name, size, note = '') =>
  console.log(`${name.padEnd(40)} ${(size / KiB).toFixed(1).padStart(7)} KiB ${note}`);
for (const [name, files] of Object.entries({
  'page: first scripts': page.first,
  'page: all scripts before a click': page.scripts,
  'page: markup, styles': page.others,
  'home: all scripts before a click': home.scripts,
  'home: markup, styles': home.others,
  worker,
})) {
  const sizes = files.map(gzip);
  files.forEach((path, i) => void row(`  ${path}`, sizes[i]));
  const sum = sizes.reduce((a, b) => a + b, 0);
  over ||= sum > budgets[name];
  row(`${name}, gzip`, sum, `of ${budgets[name] / KiB} KiB`);
}
const carrying = ofPage.find((path) => read(path).includes(trace));
if (carrying) stop(`${carrying} belongs to the page and holds tfjs.`);
if (over) stop('Over the size budget.');
