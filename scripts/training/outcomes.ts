/**
 * Keeps what came of jobs in a folder, a file each, so that an interrupted program goes on where it was. A file is named
 * after everything that decides its content: the job, the version of the site and the very code that trained it.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { fieldNames } from '../../src/training/fields';
import type { TrainJob, TrainOutcome } from './job';

const formatVersion = 1;

/** Name of a job's file; `code` names the program that trains. */
export function keyOf(job: TrainJob, app: string, code: string): string {
  const { config, keep, probes = {}, views = [], targetLoss = 0 } = job;
  const fields = fieldNames.map((name) => [name, config[name]]);
  const measured = Object.entries(probes).sort();
  const parts = [formatVersion, app, code, fields, keep, measured, views, targetLoss];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** What is kept under a key; undefined where nothing is, or nothing that can be read. */
export function keptOutcome(folder: string, key: string): TrainOutcome | undefined {
  try {
    return deserialize(readFileSync(join(folder, key))) as TrainOutcome;
  } catch {
    return undefined;
  }
}

/** A program that is ended meanwhile leaves no half file behind. */
export function keepOutcome(folder: string, key: string, outcome: TrainOutcome): void {
  mkdirSync(folder, { recursive: true });
  const draft = join(folder, `${key}.${process.pid}.draft`);
  writeFileSync(draft, serialize(outcome));
  renameSync(draft, join(folder, key));
}
