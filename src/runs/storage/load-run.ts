/**
 * Reads a run back. A run that was training when the page ended is taken back to its last checkpoint: what came
 * after it may be incomplete, and training goes on from there anyway. Its live changes stay, so that steps that are
 * taken again are the same.
 */
import { RunData } from '../run-data';
import { readTable, tableNames, tableOf } from './chunks';
import type { RunTransaction } from './database';
import type { LoadedRun } from './kept-run';
import { parseRecord, type RunRecord } from './run-record';
import { lastStep } from './run-watch';

type Read = RunTransaction<'readonly'>;

/** The run of a stored value. Throws, in words, where that is damaged. */
export async function readRun(
  transaction: Read,
  value: unknown,
): Promise<{ run: LoadedRun; record: RunRecord }> {
  const result = parseRecord(value);
  if (!result.ok) throw new Error(result.message);
  const { record } = result;
  const data = new RunData(record.initial, record.stepsPerEpoch, record.origin);
  data.classes = record.facts?.classes;
  for (const change of record.changes) data.change(change);
  for (const table of tableNames) {
    const { rows } = record.tables[table];
    await readTable(transaction, { run: record.id, table }, rows, tableOf(data, table));
  }
  const interrupted = wasInterrupted(record, lastStep(data));
  if (interrupted) {
    const step = safeStep(record);
    for (const table of tableNames) tableOf(data, table).truncateAfter('step', step);
  }
  // Everything is there: now what follows from it.
  data.append({});
  data.trim();
  const { id, name, created, parent, style, hidden, pinned, elapsed, engine, facts } = record;
  const step = lastStep(data);
  const run: LoadedRun = {
    id,
    name,
    created,
    style,
    hidden,
    pinned,
    elapsed,
    interrupted,
    step,
    data,
    state: stateOf(record, interrupted, step),
    parent,
    engine,
    facts,
  };
  return { run, record };
}

/** It trained, or stopped with rows on their way that never came. */
function wasInterrupted({ state, step }: RunRecord, last: number): boolean {
  return state !== 'recorded' && (state === 'training' || last < step);
}

/** The last step up to which everything is surely there: of a checkpoint, where a fork began, where it rested. */
function safeStep({ checkpoints, parent, restedAt }: RunRecord): number {
  return Math.max(restedAt, parent?.step ?? 0, ...checkpoints.map(({ step }) => step));
}

function stateOf({ state }: RunRecord, interrupted: boolean, step: number): LoadedRun['state'] {
  if (!interrupted && state !== 'failed') return state;
  return step > 0 ? 'paused' : 'ready';
}
