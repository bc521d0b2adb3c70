/**
 * The recording of a lesson (`two-regimes-lesson`, version 1): the runs and sweeps of its plan, trained beforehand, as
 * JSON. Reading validates everything and names the place of the first fault.
 */
import * as v from 'valibot';
import type { StepView } from '../training/protocol';
import type { WindowReading } from '../training/regime/types';
import type { Sweep, SweepResult } from '../training/sweep/sweep';
import type { RunData } from './run-data';
import { type ParsedRun, parseRunFile, type RunFile, runDataOf } from './run-file';
import { fileView, viewOf } from './step-view-file';
import { SweepResults } from './sweeps/sweep-results';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
/** null where there is none. */
const measured = v.pipe(
  v.nullable(v.number()),
  v.transform((value) => value ?? Number.NaN),
);
const text = v.pipe(v.string(), v.maxLength(200));

const provenance = v.object({
  /** Such as `npm run record -- bounce`. */
  command: text,
  app: text,
  engine: text,
  backend: text,
  /** Day, as `2026-01-31`. */
  date: v.pipe(v.string(), v.isoDate()),
});

const sweepPoint = v.object({
  /** Its place, as numbers of values of the axes. */
  x: whole,
  y: whole,
  seed: whole,
  trainLoss: measured,
  testLoss: measured,
  testAccuracy: measured,
  largeKappa: measured,
  kappa: measured,
  stepsToTarget: measured,
  divergedAt: whole,
});

const schema = v.object({
  format: v.literal('two-regimes-lesson'),
  version: v.literal(1),
  lesson: text,
  provenance,
  /** Run files by name in the plan, the first seed first; read one by one. */
  runs: v.record(v.string(), v.pipe(v.array(v.unknown()), v.minLength(1))),
  /** Of the first seed of a run, by step. */
  views: v.record(v.string(), v.record(v.string(), fileView)),
  sweeps: v.record(v.string(), v.array(sweepPoint)),
  /** The sweeps as they were planned, for other readers than the page, whose plan says the same. */
  planned: v.record(v.string(), v.unknown()),
});

/** What such a file holds, as it is written. */
export interface LessonRecording {
  format: 'two-regimes-lesson';
  version: 1;
  lesson: string;
  provenance: Provenance;
  runs: Record<string, RunFile[]>;
  views: Record<string, Record<string, v.InferInput<typeof fileView>>>;
  sweeps: Record<string, v.InferInput<typeof sweepPoint>[]>;
  planned: Record<string, Sweep>;
}

export type Provenance = v.InferOutput<typeof provenance>;

export interface RecordedRun {
  seed: number;
  data: RunData;
}

/** A recording that was found to be right, ready to be shown. */
export interface RecordedLesson {
  lesson: string;
  provenance: Provenance;
  /** By name in the plan, the first seed first. Runs of which only evaluations were kept have no steps. */
  runs: ReadonlyMap<string, readonly RecordedRun[]>;
  /** By name in the plan, then by step. */
  views: ReadonlyMap<string, ReadonlyMap<number, StepView>>;
  /** By name in the plan; places are numbers of values of its axes. */
  sweeps: ReadonlyMap<string, SweepResults>;
}

/** A recording that was found to be right, its numbers typed: what a worker can hand over. */
export interface ParsedRecording {
  lesson: string;
  provenance: Provenance;
  runs: Record<string, ParsedRun[]>;
  views: Record<string, StepView[]>;
  sweeps: Record<string, v.InferOutput<typeof sweepPoint>[]>;
}

/** Checks a parsed JSON value. Never throws. */
export function parseRecording(
  value: unknown,
): { ok: true; recording: ParsedRecording } | { ok: false; message: string } {
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    const where = (v.getDotPath(issue) ?? 'the file').slice(0, 80);
    return { ok: false, message: `Not a recording: ${where}: ${issue.message.slice(0, 160)}` };
  }
  const { lesson, provenance: origin, runs: files, views, sweeps } = result.output;
  const runs: Record<string, ParsedRun[]> = {};
  for (const [name, seeds] of Object.entries(files)) {
    const parsed: ParsedRun[] = [];
    for (const [i, file] of seeds.entries()) {
      const run = parseRunFile(file);
      if (!run.ok) return { ok: false, message: `Recording: runs.${name.slice(0, 40)}.${i}: ${run.message}` };
      parsed.push(run.run);
    }
    runs[name] = parsed;
  }
  const viewsByName = Object.entries(views).map(([name, bySteps]) => [
    name,
    Object.values(bySteps).map(viewOf),
  ]);
  const recording = { lesson, provenance: origin, runs, views: Object.fromEntries(viewsByName), sweeps };
  return { ok: true, recording };
}

/** Windows of the detector by run and seed: to find them takes longer than all the rest. */
export type FoundWindows = Readonly<Record<string, readonly (readonly WindowReading[])[]>>;

export function windowsIn({ runs }: ParsedRecording): FoundWindows {
  const found = Object.entries(runs).map(([name, seeds]) => {
    const ofSeeds = seeds.map((run) => {
      const data = runDataOf(run);
      data.settle();
      return [...data.regime.windows];
    });
    return [name, ofSeeds];
  });
  return Object.fromEntries(found);
}

export function recordedOf(
  { runs, views, sweeps, ...facts }: ParsedRecording,
  windows: FoundWindows = {},
): RecordedLesson {
  const runsOf = (name: string, seeds: readonly ParsedRun[]) =>
    seeds.map((run, i) => ({ seed: run.initial.seed, data: runDataOf(run, windows[name]?.[i]) }));
  return {
    ...facts,
    runs: new Map(Object.entries(runs).map(([name, seeds]) => [name, runsOf(name, seeds)])),
    views: mapped(views, (list) => new Map(list.map((view) => [view.step, view]))),
    sweeps: mapped(sweeps, resultsOf),
  };
}

/** The recording of a parsed JSON value, or why it is none. Never throws. */
export function readRecording(
  value: unknown,
): { ok: true; recorded: RecordedLesson } | { ok: false; message: string } {
  const result = parseRecording(value);
  return result.ok ? { ok: true, recorded: recordedOf(result.recording) } : result;
}

const mapped = <T, U>(record: Record<string, T>, change: (value: T) => U): Map<string, U> =>
  new Map(Object.entries(record).map(([name, value]) => [name, change(value)]));

function resultsOf(points: readonly ({ x: number; y: number; seed: number } & SweepResult)[]): SweepResults {
  const results = new SweepResults();
  for (const { x, y, seed, ...result } of points) results.add({ x, y, seed }, result);
  return results;
}
