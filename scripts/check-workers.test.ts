import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
// @ts-expect-error plain JavaScript
import { checkWorkers } from './check-workers.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'two-regimes-workers-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A sound site of two workers: entries only import, and lazy chunks import from the programs. */
const sound = {
  'index.html': '<script type="module" src="./assets/index-1.js"></script>',
  'assets/index-1.js':
    'const a=()=>new Worker(new URL(new URL(`train-1.js`,import.meta.url).href,``+import.meta.url),{type:`module`});import("./later-1.js")',
  'assets/later-1.js': 'export const b=new window.Worker(new URL("read-1.js",import.meta.url))',
  'assets/train-1.js': 'import"./program-1.js";',
  'assets/program-1.js': 'export const core=1;self.onmessage=()=>import("./lazy-1.js")',
  'assets/lazy-1.js': 'import{core as c}from"./program-1.js";console.log(c,"./train-1.js")',
  'assets/read-1.js': 'import"./program-2.js";',
  'assets/program-2.js': 'self.onmessage=()=>{}',
};

function check(changes: Record<string, string> = {}) {
  for (const [path, text] of Object.entries({ ...sound, ...changes })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkWorkers(folder) as { entries: string[]; faults: string[] };
}

test('a sound site: every worker is found, also one that a lazy chunk starts', () => {
  expect(check()).toEqual({ entries: ['assets/read-1.js', 'assets/train-1.js'], faults: [] });
});

test.each([
  ['statically', 'import{core as c}from"./train-1.js";c()'],
  ['for its effects', 'import"./train-1.js";'],
  ['by passing its exports on', 'export{core}from"./train-1.js";'],
  ['by passing all of them on', 'export*from"../assets/train-1.js";'],
  ['dynamically', 'const f=()=>import(`./train-1.js`).then(e=>e.t);'],
])('a chunk that imports an entry %s is a fault', (_, text) => {
  expect(check({ 'assets/lazy-1.js': text }).faults).toEqual([
    'assets/lazy-1.js imports assets/train-1.js, the entry of a worker.',
  ]);
});

test('the entry of one worker that is imported by the program of another is a fault', () => {
  expect(check({ 'assets/program-2.js': 'import("./train-1.js")' }).faults).toEqual([
    'assets/program-2.js imports assets/train-1.js, the entry of a worker.',
  ]);
});

test('a site without a worker is a fault: then nothing was looked into', () => {
  expect(check({ 'assets/index-1.js': '', 'assets/later-1.js': '' })).toEqual({
    entries: [],
    faults: ['No script starts a worker.'],
  });
});

test('a worker whose file is not written where it starts, or was not built, is a fault', () => {
  const { faults } = check({
    'assets/index-1.js': 'export const f=(u)=>new Worker(u);new SharedWorker("gone-1.js")',
  });
  expect(faults).toEqual([
    'assets/index-1.js starts a worker, and which file is not written there.',
    'assets/gone-1.js is started as a worker and was not built.',
  ]);
});

test('the thread pool of Emscripten starts from a blob and is no worker of the site', () => {
  const pool = 'const p={unusedWorkers:[]};export const q=(t)=>p.unusedWorkers.push(new Worker(t))';
  expect(check({ 'assets/lazy-1.js': pool }).faults).toEqual([]);
});
