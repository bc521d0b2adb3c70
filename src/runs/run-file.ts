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
import { changedFields, parseConfig, type RunConfig } from '../training/config';
import { fields, liveNames } from '../training/fields';
import type { Columns } from '../training/growing-columns';
import type { EngineInfo, LiveChange } from '../training/protocol';
import type { WindowReading } from '../training/regime/types';
import { stepsPerEpochOf } from '../training/schedules/plan';
import { type NewRows, RunData } from './run-data';
import type { RunEntry } from './run-entry';
import { type FileTable, numbersOf, table, written } from './run-file-numbers';
import { mostChanges } from './run-limits';

/** Largest step: 32-bit numbers hold every whole number up to it. */
const mostStep = 2 ** 24 - 1;

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(mostStep));
const config = v.record(v.string(), v.unknown());
const id = v.pipe(v.string(), v.uuid());

const states = [
  'ready',
  'loading',
  'training',
  'paused',
  'finished',
  'diverged',
  'failed',
  'recorded',
] as const satisfies readonly RunEntry['state'][];

const schema = v.object({
  format: v.literal('two-regimes-run'),
  version: v.literal(1),
  /** The run in the list it was written from, its parent there, and the last step the two share. */
  id: v.optional(id),
  parent: v.optional(v.object({ id, step: count })),
  /** As the run began; `changes` holds what it became. */
  config,
  changes: v.optional(v.pipe(v.array(v.object({ step: count, config })), v.maxLength(mostChanges)), []),
  environment: v.object({
    engine: v.string(),
    backend: v.string(),
    adapter: v.string(),
    app: v.string(),
  }),
  stepsPerEpoch: v.pipe(count, v.minValue(1)),
  /** Number of classes; without it that of the data set, where it is known. */
  classes: v.optional(v.pipe(count, v.minValue(2), v.maxValue(100_000))),
  /** Name that a person gave, and how the run ended. */
  name: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  state: v.optional(v.picklist(states), 'recorded'),
  elapsed: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  /** Measured stretches, for readers other than this page: steps from + 1 to `to`. */
  regimes: v.optional(v.array(v.unknown())),
  steps: table,
  evaluations: table,
  probes: v.optional(table, { step: [] }),
  curvature: v.optional(table, { step: [] }),
});

/** Tables of a run file, in the order in which they stand there, after everything else. */
export const tableNames = ['steps', 'evaluations', 'probes', 'curvature'] as const;
type TableName = (typeof tableNames)[number];

/** A run file without its tables. */
export type FileHead = Omit<v.InferOutput<typeof schema>, TableName>;
export type RunFile = FileHead & Record<TableName, FileTable>;

/** A run file that was found to be right, its numbers typed: what a worker can hand over. */
export interface ParsedRun {
  id: string | undefined;
  parent: RunFile['parent'];
  state: RunFile['state'];
  initial: RunConfig;
  changes: LiveChange[];
  stepsPerEpoch: number;
  classes: number | undefined;
  name: string;
  elapsed: number;
  environment: RunFile['environment'];
  tables: NewRows;
}

/** A value of a file that is not what it should be. */
export type FileIssue = v.InferIssue<typeof schema>;

/** Checks a parsed JSON value; `why` says what is wrong with one in it. Never throws. */
export function parseRunFile(
  value: unknown,
  why = ({ message }: FileIssue) => message.slice(0, 160),
): { ok: true; run: ParsedRun } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    return refused(`${(v.getDotPath(issue) ?? 'the file').slice(0, 80)}: ${why(issue)}`);
  }
  const { config: first, changes: later, ...file } = result.output;
  const initial = parseConfig(first);
  if (!initial.ok) return refused(initial.issues[0].message);
  const expected = stepsPerEpochOf(initial.config);
  if (file.stepsPerEpoch !== expected) {
    return refused(
      `stepsPerEpoch: ${file.stepsPerEpoch} is not allowed; this configuration has ${expected}.`,
    );
  }
  const changes = changesOf(initial.config, later);
  if (typeof changes === 'string') return refused(`changes: ${changes}`);
  const tables: NewRows = {
    steps: numbersOf(stepColumns, file.steps),
    evaluations: numbersOf(evaluationColumns, file.evaluations),
    probes: numbersOf(probeColumns, file.probes),
    curvature: numbersOf(curvatureColumns, file.curvature),
  };
  const fault = faultOf(tables);
  if (fault) return refused(fault);
  const { id, parent, state, stepsPerEpoch, classes, name, elapsed, environment } = file;
  const facts = { id, parent, state, stepsPerEpoch, classes, name, elapsed, environment };
  return { ok: true, run: { initial: initial.config, changes, tables, ...facts } };
}

const refused = (message: string) => ({ ok: false as const, message: `Run file: ${message}` });

/** The live changes, or what is wrong with them: later ones follow earlier ones, of fields that can change. */
function changesOf(initial: RunConfig, later: RunFile['changes']): LiveChange[] | string {
  const changes: LiveChange[] = [];
  for (const { step, config } of later) {
    const before = changes.at(-1);
    if (before && step <= before.step) return `step ${step} does not come after step ${before.step}.`;
    const parsed = parseConfig(config);
    if (!parsed.ok) return parsed.issues[0].message;
    const fixed = changedFields(initial, parsed.config).find((name) => !liveNames.includes(name));
    if (fixed) {
      const able = liveNames.map((name) => fields[name].label).join(', ');
      return `${fields[fixed].label} cannot change while a run trains; ${able} can.`;
    }
    changes.push({ step, config: parsed.config });
  }
  return changes;
}

/** What is wrong with the tables, if anything. */
function faultOf(tables: NewRows): string | undefined {
  for (const [name, table] of Object.entries(tables) as [string, Table<'step'>][]) {
    const { step } = table;
    if (Object.values<ArrayLike<number>>(table).some((column) => column.length !== step.length)) {
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
  for (const name of ['trainAccuracy', 'testAccuracy'] as const) {
    const bad = tables.evaluations?.[name].findIndex((value) => value < 0 || value > 1) ?? -1;
    if (bad >= 0) return `evaluations.${name}: row ${bad + 1} is not allowed; accuracies are from 0 to 1.`;
  }
  return undefined;
}

/** `windows`: what the detector found in this very run, where somebody has asked it. */
export function runDataOf(run: ParsedRun, windows: readonly WindowReading[] = []): RunData {
  const data = emptyRunOf(run);
  data.regime.adopt(windows);
  data.append(run.tables);
  data.trim();
  return data;
}

/** The same with the numbers of the file, without a copy: nobody else may use them from then on. */
export function takenRunOf(run: ParsedRun): RunData {
  const data = emptyRunOf(run);
  data.take(run.tables);
  return data;
}

function emptyRunOf({ initial, changes, stepsPerEpoch, classes }: ParsedRun): RunData {
  const data = new RunData(initial, stepsPerEpoch);
  data.classes = classes;
  for (const change of changes) data.change(change);
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
export type FileFacts = Pick<RunFile, 'name' | 'state' | 'elapsed'> & Partial<Pick<RunFile, 'id' | 'parent'>>;

/** Everything of a run file but its numbers. */
export function fileHead(
  data: RunData,
  engine: EngineInfo | undefined,
  app: string,
  { id, parent, name, state, elapsed }: FileFacts = { name: '', state: 'recorded', elapsed: 0 },
): FileHead {
  return {
    format: 'two-regimes-run',
    version: 1,
    id,
    parent,
    config: data.initial,
    changes: data.changes.map(({ step, config }) => ({ step, config })),
    environment: {
      engine: engine?.engine ?? 'unknown',
      backend: engine?.backend ?? 'unknown',
      adapter: engine?.adapter ?? '',
      app,
    },
    stepsPerEpoch: data.stepsPerEpoch,
    classes: data.classes,
    name,
    state,
    elapsed,
    regimes: data.regime.segments.map(({ from, to, regime, subtype }) => ({ from, to, regime, subtype })),
  };
}

/** The run file of a run; numbers keep `digits` significant digits. */
export function makeRunFile(
  data: RunData,
  engine: EngineInfo | undefined,
  app: string,
  digits = 9,
  facts?: FileFacts,
): RunFile {
  const rounded = (values: ArrayLike<number>) => Array.from(values, (x) => written(x, digits));
  const tableOf = (columns: Columns<string>) =>
    Object.fromEntries(columns.names.map((name) => [name, rounded(columns.get(name))])) as FileTable;
  return {
    ...fileHead(data, engine, app, facts),
    steps: tableOf(data.steps as Columns<string>),
    evaluations: tableOf(data.evaluations as Columns<string>),
    probes: tableOf(data.probes as Columns<string>),
    curvature: tableOf(data.curvature as Columns<string>),
  };
}
