/** The record of a run: everything but its numbers. Owns its form in the database and the check when it is read. */
import * as v from 'valibot';
import { parseConfig, type RunConfig } from '../../training/config';
import type { BackendName, EngineInfo, LiveChange, RunFacts } from '../../training/protocol';
import type { KeptRun } from './kept-run';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

const states = ['ready', 'training', 'paused', 'finished', 'diverged', 'failed', 'recorded'] as const;
const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const satisfies readonly BackendName[];

const config = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, RunConfig>(({ dataset, addIssue, NEVER }) => {
    const result = parseConfig(dataset.value);
    if (result.ok) return result.config;
    addIssue({ message: result.issues[0].message });
    return NEVER;
  }),
);

const engine = v.object({
  engine: v.picklist(['fused', 'tfjs']),
  backend: v.picklist(backends),
  adapter: v.string(),
  software: v.boolean(),
  reason: v.string(),
}) satisfies v.GenericSchema<EngineInfo>;

const facts = v.object({
  stepsPerEpoch: positive,
  trainSize: count,
  testSize: count,
  classes: count,
  parameters: count,
}) satisfies v.GenericSchema<RunFacts>;

/** Rows of a table, and the bytes of each of its pieces. */
const table = v.object({ rows: count, chunks: v.array(count) });
export type TableRecord = v.InferOutput<typeof table>;

const schema = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  name: v.string(),
  created: v.pipe(v.number(), v.finite()),
  parent: v.optional(v.object({ id: v.string(), step: count })),
  style: count,
  hidden: v.boolean(),
  pinned: v.boolean(),
  state: v.picklist(states),
  step: v.pipe(v.number(), v.finite()),
  elapsed: v.pipe(v.number(), v.minValue(0)),
  /** Last step of the run when it was last saved at rest: all of it is there up to that. */
  restedAt: v.optional(count, 0),
  // Told beside a run, and nothing depends on them: a run is not lost for them.
  engine: v.fallback(v.optional(engine), undefined),
  facts: v.fallback(v.optional(facts), undefined),
  origin: v.picklist(['run', 'log']),
  initial: config,
  changes: v.array(v.object({ step: count, config })),
  stepsPerEpoch: positive,
  tables: v.object({ steps: table, evaluations: table, probes: table, curvature: table }),
  checkpoints: v.array(v.object({ step: count, bytes: count, lasting: v.boolean() })),
  /** Of everything kept of the run's numbers and checkpoints. */
  bytes: count,
  /** Another number after each write of rows, so that a tab knows that another one wrote. */
  revision: v.number(),
});

export type RunRecord = v.InferOutput<typeof schema>;

/** The record in an unknown value, or what is wrong with it. Never throws. */
export function parseRecord(
  value: unknown,
): { ok: true; record: RunRecord } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, record: result.output };
  const issue = result.issues[0];
  return { ok: false, message: `${v.getDotPath(issue) ?? 'the record'}: ${issue.message}` };
}

/**
 * What a run is called in messages: its name or when it began. Takes any value, damaged ones too.
 */
export function titleOf(value: unknown): string {
  const { name, created } = Object(value) as { name?: unknown; created?: unknown };
  if (typeof name === 'string' && name !== '') return `“${name.slice(0, 60)}”`;
  const began = new Date(typeof created === 'number' ? created : Number.NaN);
  if (Number.isNaN(began.getTime())) return 'a run of unknown time';
  return `the run of ${began.toLocaleString('en', { dateStyle: 'medium', timeStyle: 'medium' })}`;
}

/** What a save writes of a run's own facts. A run that is being loaded is still what it was before. */
export function factsOf(run: KeptRun, before: RunRecord | undefined) {
  const { id, created, parent, step, elapsed, engine, facts, data } = run;
  const rested = data.steps.length > 0 ? 'paused' : 'ready';
  const last = data.steps.last('step') ?? 0;
  return {
    id,
    created,
    parent: parent && { id: parent.id, step: parent.step },
    state: run.state === 'loading' ? (before?.state ?? rested) : run.state,
    step,
    elapsed,
    restedAt:
      run.state === 'training' || run.state === 'loading' ? Math.min(before?.restedAt ?? 0, last) : last,
    engine: engine && { ...engine },
    facts: facts && { ...facts },
    origin: data.origin,
    initial: { ...data.initial },
    changes: data.changes.map(({ step, config }): LiveChange => ({ step, config: { ...config } })),
    stepsPerEpoch: data.stepsPerEpoch,
  };
}
