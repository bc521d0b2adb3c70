/**
 * The run file (`two-regimes-run`, version 1): a recorded run as JSON. Reading validates everything and
 * names the place of the first fault.
 */
import * as v from 'valibot';
import { parseConfig, type RunConfig } from '../training/config';
import type { EngineInfo } from '../training/protocol';
import { evaluationNames, RunData, stepNames } from './run-data';

/** Numbers of a column; JSON has no NaN, so a missing number is null. */
const column = v.pipe(v.array(v.nullable(v.number())), v.maxLength(1_000_000));
const columnsOf = <K extends string>(names: readonly K[]) =>
  v.object(Object.fromEntries(names.map((name) => [name, column])) as Record<K, typeof column>);

const schema = v.object({
  format: v.literal('two-regimes-run'),
  version: v.literal(1),
  config: v.record(v.string(), v.unknown()),
  environment: v.object({
    engine: v.string(),
    backend: v.string(),
    adapter: v.string(),
    app: v.string(),
  }),
  stepsPerEpoch: v.pipe(v.number(), v.integer(), v.minValue(1)),
  steps: columnsOf(stepNames),
  evaluations: columnsOf(evaluationNames),
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
  const config = parseConfig(file.config);
  if (!config.ok) return { ok: false, message: `Run file: ${config.issues[0].message}` };
  const data = new RunData(config.config, file.stepsPerEpoch);
  try {
    data.append(numbers(file.steps), numbers(file.evaluations));
  } catch {
    return { ok: false, message: 'Run file: the columns differ in length.' };
  }
  return { ok: true, data, file };
}

/** The run file of a run; numbers keep `digits` significant digits. */
export function makeRunFile(
  data: RunData,
  config: RunConfig,
  engine: EngineInfo,
  app: string,
  digits = 9,
): RunFile {
  const rounded = (values: ArrayLike<number>) =>
    Array.from(values, (x) => (Number.isFinite(x) ? Number(x.toPrecision(digits)) : null));
  return {
    format: 'two-regimes-run',
    version: 1,
    config,
    environment: { engine: engine.engine, backend: engine.backend, adapter: engine.adapter, app },
    stepsPerEpoch: data.stepsPerEpoch,
    steps: pick(stepNames, (name) => rounded(data.steps.get(name))),
    evaluations: pick(evaluationNames, (name) => rounded(data.evaluations.get(name))),
  };
}

function numbers<K extends string>(
  columns: Record<K, (number | null)[]>,
): Record<K, Float32Array<ArrayBuffer>> {
  return pick(Object.keys(columns) as K[], (name) =>
    Float32Array.from(columns[name], (x) => x ?? Number.NaN),
  );
}

function pick<K extends string, T>(names: readonly K[], value: (name: K) => T): Record<K, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)])) as Record<K, T>;
}
