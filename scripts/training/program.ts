/** The program that the training processes run: bundled anew for each parent, and named by what it does. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
// @ts-expect-error plain JavaScript
import { bundle } from '../bundle.mjs';

const folder = 'node_modules/.cache/two-regimes';
/** Parents that run side by side each have their own copy: the folder ends with the parent's process number. */
const prefix = 'training-process-';

export interface Program {
  path: string;
  /** The same for programs that do the same, on any machine. */
  code: string;
  remove(): void;
}

export async function bundleProgram(): Promise<Program> {
  removeForsaken();
  const path: string = await bundle(
    'scripts/training/training-process.ts',
    join(folder, `${prefix}${process.pid}`),
  );
  return { path, code: codeOf(path), remove: () => rmSync(dirname(path), { recursive: true, force: true }) };
}

/** Comments of the bundler and names of its chunks of tfjs hold paths of this machine. */
function codeOf(path: string): string {
  const text = readFileSync(path, 'utf8')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/(assets\/[\w-]+)-[\w-]{8}\.js/g, '$1.js');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Copies of parents that were ended before they could tidy up. */
function removeForsaken(): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length))))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // One that belongs to somebody else is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
