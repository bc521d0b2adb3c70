/**
 * The evidence file (`two-regimes-evidence`, version 1), `evidence/evidence.json`: what was trained, what came of every
 * run, and the tables, verdicts and figures that were computed from it. Reading validates everything. Pure.
 */
import * as v from 'valibot';
import type { ClaimName } from '../lessons/lesson';
import { type EvidenceRun, laterNames, numberNames } from './numbers';

export const evidenceVersion = 1;

/** NaN where there is none: null in JSON. */
const number = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Number.NaN),
);
/** Files of an earlier time hold fewer. */
const laterNumber = v.optional(number, null);
const text = v.pipe(v.string(), v.maxLength(5000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const claim = v.picklist(['C1', 'C2', 'C3', 'C4', 'state'] satisfies ClaimName[]);
const listOf = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(20_000));

const check = v.object({
  role: v.picklist(['premise', 'claim', 'information']),
  label: text,
  kind: v.picklist([
    'difference of accuracies',
    'difference of shares',
    'difference of step numbers',
    'ratio',
    'step number',
    'landing position',
    'share of steps',
    'kept share',
  ]),
  interval: v.object({ mean: number, standardError: number, low: number, high: number, count }),
  needs: text,
  holds: v.picklist(['yes', 'no', 'open']),
});

const table = v.pipe(
  v.object({ claim, caption: text, columns: listOf(text), rows: listOf(listOf(text)) }),
  v.check(({ columns, rows }) => rows.every((row) => row.length === columns.length), 'rows of other lengths'),
);

const schema = v.object({
  format: v.literal('two-regimes-evidence'),
  version: v.literal(evidenceVersion),
  provenance: v.object({
    command: text,
    scale: v.picklist(['full', 'quick']),
    app: text,
    /** Of the source code, with what was changed since; 'unknown' outside a repository. */
    commit: text,
    tfjs: text,
    node: text,
    backend: text,
    system: text,
    processor: text,
    cores: count,
    date: text,
    /** Of training, of all runs together; those of runs that an earlier start had trained among them. */
    processorSeconds: v.number(),
    runs: count,
    seeds: listOf(count),
    tuningSeeds: listOf(count),
    /** Claims whose runs were trained once more later, for numbers that had not been measured. */
    again: v.optional(
      listOf(
        v.object({
          claims: listOf(claim),
          commit: text,
          date: text,
          runs: count,
          processorSeconds: v.number(),
        }),
      ),
    ),
  }),
  settings: listOf(v.object({ name: text, label: text })),
  arms: listOf(
    v.object({
      id: text,
      label: text,
      changes: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
    }),
  ),
  /** Training loss at which a setting's arms are compared. */
  levels: v.record(v.string(), number),
  tuning: listOf(
    v.object({
      setting: text,
      schedule: text,
      learningRate: v.number(),
      momentum: v.number(),
      testAccuracy: number,
      chosen: v.boolean(),
    }),
  ),
  runs: listOf(
    v.object({
      arm: text,
      seed: count,
      divergedAt: count,
      numbers: v.object(
        Object.fromEntries(
          numberNames.map((name) => [name, laterNames.includes(name) ? laterNumber : number]),
        ) as Record<(typeof numberNames)[number], typeof laterNumber>,
      ),
    }),
  ),
  verdicts: listOf(
    v.object({
      claim,
      states: text,
      verdict: text,
      rule: text,
      settings: listOf(
        v.object({
          setting: text,
          outcome: v.picklist(['supported', 'not supported', 'open', 'not tested']),
          checks: listOf(check),
        }),
      ),
    }),
  ),
  tables: listOf(table),
  figures: listOf(
    v.object({
      claim,
      file: v.pipe(text, v.regex(/^[\w-]+\.svg$/, 'no name of a figure')),
      title: text,
      alt: text,
    }),
  ),
});

export type EvidenceFile = v.InferOutput<typeof schema>;

/** A number as a file keeps it. What is judged are these: the file must lead to its own verdicts. */
export const kept = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(5)));

/** As JSON with a line per run: differences between two of these files can be read. */
export function evidenceText(file: EvidenceFile): string {
  const digits = (_key: string, value: unknown) => (typeof value === 'number' ? kept(value) : value);
  const line = (value: unknown) => JSON.stringify(value, digits);
  const entries = Object.entries(file).map(([key, value]) =>
    Array.isArray(value) && value.length > 0
      ? `${line(key)}: [\n${value.map((each) => line(each)).join(',\n')}\n]`
      : `${line(key)}: ${line(value)}`,
  );
  return `{\n${entries.join(',\n')}\n}\n`;
}

/** Checks a parsed JSON value; the message names the place of the first fault. Never throws. */
export function parseEvidence(
  value: unknown,
): { ok: true; evidence: EvidenceFile } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (result.success) return { ok: true, evidence: result.output };
  const issue = result.issues[0];
  const where = (v.getDotPath(issue) ?? 'the file').slice(0, 80);
  return { ok: false, message: `Not an evidence file: ${where}: ${issue.message.slice(0, 160)}` };
}

/** The runs of a file, as the rules take them. */
export const runsOf = (file: EvidenceFile): EvidenceRun[] => file.runs;
