/**
 * `npm run mutate [-- NAME]`: breaks one line of the boundary between page and worker at a time and expects a unit test
 * to fail. Works on a copy, so the project stays as it is. A change that no test notices, or whose line is no longer
 * there, is a fault.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureInstalled, stop } from './install.mjs';

const client = ['src/training/client.ts', 'src/training/client.test.ts'];
const outbox = ['src/training/outbox.ts', 'src/training/outbox.test.ts'];
const worker = ['src/training/worker.ts', 'src/training/worker.test.ts', 'every command is carried out'];
const changes = ['src/training/live-changes.ts', 'src/training/live-changes.test.ts'];
const command = (name, line) => [`the worker does not know ${name}`, worker, line, ''];

/** What is broken, its file and tests, the line or part of it, and what stands there instead. */
const mutations = [
  ['announced work is waited for 12 s', client, 'const busyPatience = 180;', 'const busyPatience = 12;'],
  ['a silent worker is waited for 50 s', client, 'const patience = 12;', 'const patience = 50;'],
  command('train', "  if (command.kind === 'train') session?.train();"),
  command('pause', "  if (command.kind === 'pause') await session?.pause();"),
  command('step', "  if (command.kind === 'step') await session?.stepOnce();"),
  command('reconfigure', "  if (command.kind === 'reconfigure') session?.reconfigure(command.config);"),
  command('probes', "  if (command.kind === 'probes') session?.setProbes(command.probes);"),
  command('inspect', "  if (command.kind === 'inspect') await session?.inspect(command.step);"),
  command('valleys', "  if (command.kind === 'valleys') await session?.showValleys(command.steps);"),
  command(
    'regions',
    "  if (command.kind === 'regions') await session?.showRegions(command.step, command.grid);",
  ),
  ['the worker passes no acknowledgement on', worker, 'session?.acknowledge(command.sequence);', '{}'],
  ['rows are not held', outbox, '    this.held = true;', ''],
  ['acknowledgements are ignored', outbox, '    this.inFlight = false;', ''],
  ['any acknowledgement counts', outbox, '    if (sequence !== this.sequence) return;', ''],
  ['rows that were sent stay', outbox, '[this.waiting, this.evaluations,', '[[], this.evaluations,'],
  ['what followed rows stays', outbox, '    this.following.clear();', ''],
  ['an impossible change ends the list', changes, 'if (!taken.ok) continue;', 'if (!taken.ok) break;'],
];

ensureInstalled();
const [wanted] = process.argv.slice(2);
const chosen = mutations.filter(([name]) => !wanted || name.includes(wanted));
if (chosen.length === 0) stop(`No change is called ${wanted}.`);

const copy = resolve('node_modules/.cache/two-regimes/mutate');
rmSync(copy, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
for (const part of [
  'src',
  'scripts',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'vitest.config.ts',
  'public',
]) {
  cpSync(part, join(copy, part), { recursive: true, filter: (path) => !path.includes('recorded') });
}
symlinkSync(resolve('node_modules'), join(copy, 'node_modules'));

const failsIn = (tests, name) => {
  const only = name ? ['-t', name] : [];
  const run = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...only, tests], {
    cwd: copy,
    encoding: 'utf8',
    timeout: 600_000,
  });
  // A run that found no test, or could not read the program, says nothing of it.
  const output = run.stdout + run.stderr;
  if (!/Tests .*\d+ (passed|failed)/.test(output)) stop(`The tests did not run:\n${output}`);
  return run.status !== 0;
};

const faults = [];
for (const [, tests, name] of new Set(chosen.map(([, where]) => where))) {
  if (failsIn(tests, name)) stop(`${tests} fails before anything is broken.`);
}
for (const [name, [file, tests, only], before, after] of chosen) {
  const path = join(copy, file);
  const source = readFileSync(path, 'utf8');
  if (source.split(before).length !== 2) {
    faults.push(`${name}: its line is not in ${file} once.`);
    continue;
  }
  writeFileSync(
    path,
    source.replace(before, () => after),
  );
  const noticed = failsIn(tests, only);
  writeFileSync(path, source);
  console.log(`${noticed ? 'noticed' : 'NOT NOTICED'}: ${name}`);
  if (!noticed) faults.push(`${name}: no test of ${tests} fails.`);
}
rmSync(copy, { recursive: true, force: true });
if (faults.length > 0) stop(faults.join('\n'));
console.log(`${chosen.length} changes, each noticed by a unit test.`);
