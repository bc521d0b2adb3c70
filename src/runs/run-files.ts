/** Several runs in one file (`two-regimes-runs`, version 1), and from files to entries of the list. */
import * as v from 'valibot';
import { defaultConfig } from '../training/config';
import type { BackendName, EngineInfo } from '../training/protocol';
import { totalSteps } from '../training/schedules/plan';
import { sharePast } from './forking';
import type { TrainingLog } from './import/read-log';
import { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import {
  type FileFacts,
  makeRunFile,
  type ParsedRun,
  parseRunFile,
  type RunFile,
  takenRunOf,
} from './run-file';
import { whyNot } from './run-file-faults';
import { isOver, mostRuns, newEntry, shippedId } from './run-list';

export interface RunFiles {
  format: 'two-regimes-runs';
  version: 1;
  runs: RunFile[];
}

const schema = v.object({
  format: v.literal('two-regimes-runs'),
  version: v.literal(1),
  runs: v.pipe(v.array(v.unknown()), v.maxLength(mostRuns)),
});

/** What a file tells of a run beside its numbers; the shipped recording is nobody's parent there. */
export function fileFactsOf({ id, parent, name, state, elapsed }: FiledRun): FileFacts {
  const known = parent?.id === shippedId ? undefined : parent;
  return { name, state, elapsed, ...(id !== shippedId && { id, parent: known }) };
}

export type FiledRun = Pick<RunEntry, 'id' | 'parent' | 'name' | 'state' | 'elapsed' | 'engine' | 'data'>;

export function fileOf(run: FiledRun, app: string): RunFile {
  // The regimes of all steps are in it, also right after training.
  if (!run.data.settled) run.data.settle();
  return makeRunFile(run.data, run.engine, app, 9, fileFactsOf(run));
}

export function filesOf(runs: readonly RunEntry[], app: string): RunFiles {
  const kept = runs.filter(({ data }) => data.origin === 'run').map((entry) => fileOf(entry, app));
  return { format: 'two-regimes-runs', version: 1, runs: kept };
}

type Result = { ok: true; runs: ParsedRun[] } | { ok: false; message: string };

/** The runs of a parsed JSON value, of one run or of several: all of them, or why not. Never throws. */
export function parseRunFiles(value: unknown): Result {
  const several = v.safeParse(schema, value);
  const files = several.success ? several.output.runs : [value];
  const runs: ParsedRun[] = [];
  for (const [i, each] of files.entries()) {
    const result = parseRunFile(each, whyNot);
    if (!result.ok) {
      const which = several.success ? `Run ${i + 1} of ${files.length}: ` : '';
      return { ok: false, message: which + result.message };
    }
    runs.push(result.run);
  }
  return { ok: true, runs };
}

/**
 * Entries of the list for runs from files that were opened together; `known` are the runs that are there. They are
 * new runs, made of the numbers of the files without a copy: each gets an id of its own, and a fork its parent among
 * them, or among the known ones.
 */
export function entriesOf(runs: readonly ParsedRun[], known: readonly RunEntry[]): RunEntry[] {
  const entries: RunEntry[] = [];
  for (const run of runs) {
    entries.push(newEntry([...known, ...entries], takenRunOf(run), factsOf(run)));
  }
  return entries.map((entry, i) => {
    const { parent } = runs[i];
    if (!parent || isInCircle(runs[i], runs)) return entry;
    const from = entries.find((_, j) => runs[j].id === parent.id) ?? known.find(({ id }) => id === parent.id);
    return from && sharePast(from.data, entry.data, parent.step)
      ? { ...entry, parent: { id: from.id, step: parent.step } }
      : entry;
  });
}

/** Whether its parent, or one above, leads back to the run: a list of such runs would have no first one. */
function isInCircle(run: ParsedRun, runs: readonly ParsedRun[]): boolean {
  let above: ParsedRun | undefined = run;
  for (let i = 0; i < runs.length && above?.parent; i++) {
    const { id }: { id: string } = above.parent;
    above = runs.find((each) => each.id === id);
    if (above === run) return true;
  }
  return false;
}

/** A run that was not over waits where its file ends, to be gone on with; the others are records. */
function factsOf(run: ParsedRun): Partial<RunEntry> {
  const { initial, changes, stepsPerEpoch, tables, name, elapsed, environment } = run;
  const step = tables.steps?.step.at(-1) ?? 0;
  const facts = { name, elapsed, engine: engineOf(environment), step };
  const total = totalSteps(changes.at(-1)?.config ?? initial, stepsPerEpoch);
  if (isOver(run.state) || step >= total) return { ...facts, state: 'recorded', totalSteps: step };
  return { ...facts, state: step > 0 ? 'paused' : 'ready' };
}

/** An entry for somebody's training log. */
export function entryOfLog(log: TrainingLog, known: readonly RunEntry[]): RunEntry {
  const data = new RunData(defaultConfig, log.stepsPerEpoch, 'log');
  data.take({ steps: log.steps, evaluations: log.evaluations });
  const step = Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0);
  return newEntry(known, data, { name: log.name, state: 'recorded', step, totalSteps: step });
}

const backends: readonly string[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

function engineOf({ backend, adapter }: RunFile['environment']): EngineInfo | undefined {
  if (!backends.includes(backend)) return undefined;
  return { engine: 'tfjs', backend: backend as BackendName, adapter, software: false, reason: '' };
}
