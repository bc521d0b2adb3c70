/**
 * Reads a run back. A run that was training when the page ended is taken back to its last checkpoint: what came
 * after it may be incomplete, and training goes on from there anyway. Its live changes stay, so that steps that are
 * taken again are the same.
 */
import * as v from 'valibot';
import type { Checkpoint } from '../../training/protocol';
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
    ...{ id, name, created, style, hidden, pinned, elapsed, interrupted, step, data },
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

const checkpointSchema = v.object({
  step: v.pipe(v.number(), v.integer(), v.minValue(0)),
  tensors: v.pipe(v.array(v.instance(Float32Array)), v.minLength(1)),
});

export interface KeptCheckpoints {
  /** Ascending. */
  checkpoints: Checkpoint[];
  /** Steps of those that the record names and that are damaged or gone. */
  damaged: number[];
}

/**
 * The undamaged ones of stored checkpoints: every number is finite, and sizes are those of the run's parameters, or
 * where these are unknown those that most of its checkpoints have.
 */
export function readCheckpoints(values: readonly unknown[], record?: RunRecord): KeptCheckpoints {
  const whole = values.flatMap((value) => {
    const result = v.safeParse(checkpointSchema, value);
    return result.success ? [result.output as Checkpoint] : [];
  });
  const usual = mostCommon(whole.map(sizesOf));
  const parameters = record?.facts?.parameters;
  const checkpoints = whole.filter((each) => {
    const fits = parameters === undefined ? sizesOf(each) === usual : holdsTwice(each, parameters);
    return fits && each.tensors.every((tensor) => tensor.every(Number.isFinite));
  });
  const good = new Set(checkpoints.map(({ step }) => step));
  const named = record?.checkpoints.map(({ step }) => step) ?? [];
  return { checkpoints, damaged: named.filter((step) => !good.has(step)) };
}

const sizesOf = ({ tensors }: Checkpoint): string => tensors.map(({ length }) => length).join();

/** Of several that are equally common the latest. */
function mostCommon(texts: readonly string[]): string | undefined {
  const times = (text: string) => texts.filter((each) => each === text).length;
  return texts.reduceRight<string | undefined>(
    (best, each) => (best === undefined || times(each) > times(best) ? each : best),
    undefined,
  );
}

/** The weights come first, so many numbers; then a velocity for each of them, in the same sizes. */
function holdsTwice({ tensors }: Checkpoint, parameters: number): boolean {
  let [count, sum] = [0, 0];
  while (count < tensors.length && sum < parameters) sum += tensors[count++].length;
  return (
    sum === parameters &&
    tensors.slice(0, count).every(({ length }, i) => tensors[count + i]?.length === length)
  );
}
