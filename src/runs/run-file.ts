/**
 * The run file (`two-regimes-run`, version 1): a recorded run as JSON. Reading validates everything and
 * names the place of the first fault.
 */
import * as v from 'valibot';
import {
  curvatureColumns,
  evaluationColumns,
  probeColumns,
  stepColumns,
  type Table,
} from '../training/columns';
import { parseConfig } from '../training/config';
import type { EngineInfo } from '../training/protocol';
import type { Columns } from './columns';
import { RunData } from './run-data';

/** Numbers of a column; JSON has no NaN, so a missing number is null. */
const column = v.pipe(v.array(v.nullable(v.number())), v.maxLength(1_000_000));

/** A table: steps are needed; any other column that is not there was not measured. */
const table = v.objectWithRest({ step: column }, column);
type FileTable = v.InferOutput<typeof table>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const config = v.record(v.string(), v.unknown());

const schema = v.object({
  format: v.literal('two-regimes-run'),
  version: v.literal(1),
  /** As the run began; `changes` holds what it became. */
  config,
  changes: v.optional(v.pipe(v.array(v.object({ step: count, config })), v.maxLength(10_000)), []),
  environment: v.object({
    engine: v.string(),
    backend: v.string(),
    adapter: v.string(),
    app: v.string(),
  }),
  stepsPerEpoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Name that a person gave, and how the run ended. */
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  state: v.optional(v.string(), 'recorded'),
  elapsed: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  /** Measured stretches, for readers other than this page: steps from + 1 to `to`. */
  regimes: v.optional(v.array(v.unknown())),
  steps: table,
  evaluations: table,
  probes: v.optional(table, { step: [] }),
  curvature: v.optional(table, { step: [] }),
});

export type RunFile = v.InferOutput<typeof schema>;

/** The run of a parsed JSON value, or why it is none. Never throws. */
export function readRunFile(
  value: unknown,
): { ok: true; data: RunData; file: RunFile } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    return { ok: false, message: `Not a run file: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}` };
  }
  const file = result.output;
  const initial = parseConfig(file.config);
  if (!initial.ok) return { ok: false, message: `Run file: ${initial.issues[0].message}` };
  const data = new RunData(initial.config, file.stepsPerEpoch);
  for (const change of file.changes) {
    const later = parseConfig(change.config);
    if (!later.ok) return { ok: false, message: `Run file: changes: ${later.issues[0].message}` };
    data.change({ step: change.step, config: later.config });
  }
  try {
    data.append({
      steps: numbers(stepColumns, file.steps),
      evaluations: numbers(evaluationColumns, file.evaluations),
      probes: numbers(probeColumns, file.probes),
      curvature: numbers(curvatureColumns, file.curvature),
    });
  } catch {
    return { ok: false, message: 'Run file: the columns of a table differ in length.' };
  }
  return { ok: true, data, file };
}

/** What a file tells of a run beside its numbers. */
export interface RunFacts {
  name: string;
  state: string;
  elapsed: number;
}

/** The run file of a run; numbers keep `digits` significant digits. */
export function makeRunFile(
  data: RunData,
  engine: EngineInfo | undefined,
  app: string,
  digits = 9,
  { name, state, elapsed }: RunFacts = { name: '', state: 'recorded', elapsed: 0 },
): RunFile {
  const rounded = (values: ArrayLike<number>) =>
    Array.from(values, (x) => (Number.isFinite(x) ? Number(x.toPrecision(digits)) : null));
  const written = (columns: Columns<string>) =>
    Object.fromEntries(columns.names.map((name) => [name, rounded(columns.get(name))])) as FileTable;
  return {
    format: 'two-regimes-run',
    version: 1,
    config: data.initial,
    changes: data.changes.map(({ step, config }) => ({ step, config })),
    environment: {
      engine: engine?.engine ?? 'unknown',
      backend: engine?.backend ?? 'unknown',
      adapter: engine?.adapter ?? '',
      app,
    },
    stepsPerEpoch: data.stepsPerEpoch,
    name,
    state,
    elapsed,
    regimes: data.regime.segments.map(({ from, to, regime, subtype }) => ({ from, to, regime, subtype })),
    steps: written(data.steps as Columns<string>),
    evaluations: written(data.evaluations as Columns<string>),
    probes: written(data.probes as Columns<string>),
    curvature: written(data.curvature as Columns<string>),
  };
}

function numbers<K extends string>(names: readonly K[], columns: FileTable): Table<K> {
  const missing = new Array<null>(columns.step.length).fill(null);
  return Object.fromEntries(
    names.map((name) => [name, Float32Array.from(columns[name] ?? missing, (x) => x ?? Number.NaN)]),
  ) as Table<K>;
}
