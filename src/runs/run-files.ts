/** Several runs in one file (`two-regimes-runs`, version 1), and from files to entries of the list. */
import * as v from 'valibot';
import { defaultConfig } from '../training/config';
import type { BackendName, EngineInfo } from '../training/protocol';
import type { TrainingLog } from './import/read-log';
import { RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { makeRunFile, type ParsedRun, parseRunFile, type RunFile, runDataOf } from './run-file';
import { newEntry } from './run-list';

const mostRuns = 60;

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

export function fileOf({ data, engine, name, state, elapsed }: RunEntry, app: string): RunFile {
  return makeRunFile(data, engine, app, 9, { name, state, elapsed });
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
    const result = parseRunFile(each);
    if (!result.ok) {
      const which = several.success ? `Run ${i + 1} of ${files.length}: ` : '';
      return { ok: false, message: which + result.message };
    }
    runs.push(result.run);
  }
  return { ok: true, runs };
}

/** An entry of the list for a run from a file; `known` are the runs that are there. */
export function entryOf(run: ParsedRun, known: readonly RunEntry[]): RunEntry {
  const data = runDataOf(run);
  const step = data.steps.last('step') ?? 0;
  const { name, elapsed, environment } = run;
  return newEntry(known, data, {
    name,
    elapsed,
    engine: engineOf(environment),
    state: 'recorded',
    step,
    totalSteps: step,
  });
}

/** An entry for somebody's training log. */
export function entryOfLog(log: TrainingLog, known: readonly RunEntry[]): RunEntry {
  const data = new RunData(defaultConfig, log.stepsPerEpoch, 'log');
  data.append({ steps: log.steps, evaluations: log.evaluations });
  data.trim();
  const step = Math.max(data.steps.last('step') ?? 0, data.evaluations.last('step') ?? 0);
  return newEntry(known, data, { name: log.name, state: 'recorded', step, totalSteps: step });
}

const backends: readonly string[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

function engineOf({ backend, adapter }: RunFile['environment']): EngineInfo | undefined {
  if (!backends.includes(backend)) return undefined;
  return { engine: 'tfjs', backend: backend as BackendName, adapter, software: false, reason: '' };
}
