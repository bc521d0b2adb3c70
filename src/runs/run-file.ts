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
import { parseConfig, type RunConfig } from '../training/config';
import type { Columns } from '../training/growing-columns';
import type { EngineInfo, LiveChange } from '../training/protocol';
import { type NewRows, RunData } from './run-data';

/** Largest step: 32-bit numbers hold every whole number up to it. */
const mostStep = 2 ** 24 - 1;

/** Numbers of a column; JSON has no NaN, so a missing number is null. */
const column = v.pipe(v.array(v.nullable(v.number())), v.maxLength(1_000_000));

/** A table: steps are needed; any other column that is not there was not measured. */
const table = v.objectWithRest({ step: column }, column);
type FileTable = v.InferOutput<typeof table>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostStep));
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
  stepsPerEpoch: v.pipe(count, v.minValue(1)),
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

/** A run file that was found to be right, its numbers typed: what a worker can hand over. */
export interface ParsedRun {
  initial: RunConfig;
  changes: LiveChange[];
  stepsPerEpoch: number;
  name: string;
  elapsed: number;
  environment: RunFile['environment'];
  tables: NewRows;
}

/** Checks a parsed JSON value. Never throws. */
export function parseRunFile(value: unknown): { ok: true; run: ParsedRun } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    const where = (v.getDotPath(issue) ?? 'the file').slice(0, 80);
    return { ok: false, message: `Not a run file: ${where}: ${issue.message.slice(0, 160)}` };
  }
  const { config: first, changes: later, stepsPerEpoch, name, elapsed, environment, ...file } = result.output;
  const initial = parseConfig(first);
  if (!initial.ok) return { ok: false, message: `Run file: ${initial.issues[0].message}` };
  const changes: LiveChange[] = [];
  for (const change of later) {
    const parsed = parseConfig(change.config);
    if (!parsed.ok) return { ok: false, message: `Run file: changes: ${parsed.issues[0].message}` };
    changes.push({ step: change.step, config: parsed.config });
  }
  const tables: NewRows = {
    steps: numbers(stepColumns, file.steps),
    evaluations: numbers(evaluationColumns, file.evaluations),
    probes: numbers(probeColumns, file.probes),
    curvature: numbers(curvatureColumns, file.curvature),
  };
  const fault = faultOf(tables);
  if (fault) return { ok: false, message: `Run file: ${fault}` };
  return {
    ok: true,
    run: { initial: initial.config, changes, stepsPerEpoch, name, elapsed, environment, tables },
  };
}

/** What is wrong with the tables, if anything. */
function faultOf(tables: NewRows): string | undefined {
  for (const [name, table] of Object.entries(tables) as [string, Table<'step'>][]) {
    const { step } = table;
    if (Object.values<Float32Array>(table).some((column) => column.length !== step.length)) {
      return `the columns of the table “${name}” differ in length.`;
    }
    const least = name === 'steps' ? 1 : 0;
    const bad = step.findIndex(
      (at, i) => !(Number.isInteger(at) && at <= mostStep && at >= (i === 0 ? least : step[i - 1] + 1)),
    );
    if (bad >= 0) {
      return `${name}.step: row ${bad + 1} is not allowed; steps are ascending whole numbers from ${least} to ${mostStep.toLocaleString('en')}.`;
    }
  }
  return undefined;
}

export function runDataOf({ initial, changes, stepsPerEpoch, tables }: ParsedRun): RunData {
  const data = new RunData(initial, stepsPerEpoch);
  for (const change of changes) data.change(change);
  data.append(tables);
  data.trim();
  return data;
}

/** The run of a parsed JSON value, or why it is none. Never throws. */
export function readRunFile(
  value: unknown,
): { ok: true; data: RunData; run: ParsedRun } | { ok: false; message: string } {
  const result = parseRunFile(value);
  return result.ok ? { ok: true, data: runDataOf(result.run), run: result.run } : result;
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
