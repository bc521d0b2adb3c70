/** Several runs in one file (`two-regimes-runs`, version 1), and from files to entries of the list. */
import * as v from 'valibot';
import type { BackendName, EngineInfo } from '../training/protocol';
import type { RunEntry } from './run-entry';
import { makeRunFile, type RunFile, readRunFile } from './run-file';
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

type Result = { ok: true; entries: RunEntry[] } | { ok: false; message: string };

/** The runs of a parsed JSON value, of one run or of several: all of them, or why not. Never throws. */
export function readRuns(value: unknown, known: readonly RunEntry[]): Result {
  const several = v.safeParse(schema, value);
  const files = several.success ? several.output.runs : [value];
  const entries: RunEntry[] = [];
  for (const [i, each] of files.entries()) {
    const result = readRunFile(each);
    if (!result.ok) {
      const which = several.success ? `Run ${i + 1} of ${files.length}: ` : '';
      return { ok: false, message: which + result.message };
    }
    const { data, file } = result;
    const step = data.steps.last('step') ?? 0;
    entries.push(
      newEntry([...known, ...entries], data, {
        name: file.name,
        elapsed: file.elapsed,
        engine: engineOf(file.environment),
        state: 'recorded',
        step,
        totalSteps: step,
        created: Date.now() + i,
      }),
    );
  }
  return { ok: true, entries };
}

const backends: readonly string[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

function engineOf({ backend, adapter }: RunFile['environment']): EngineInfo | undefined {
  if (!backends.includes(backend)) return undefined;
  return { engine: 'tfjs', backend: backend as BackendName, adapter, software: false, reason: '' };
}
