/** From the outcomes of a lesson's jobs to its recording, with few digits: it is fetched by everybody. Pure. */
import type { RecordingPlan } from '../../src/lessons/lesson';
import type { LessonRecording, Provenance } from '../../src/runs/lesson-recording';
import type { RunFile } from '../../src/runs/run-file';
import { written } from '../../src/runs/run-file-numbers';
import { writtenView } from '../../src/runs/step-view-file';
import type { SweepResult } from '../../src/training/sweep/sweep';
import type { TrainJob, TrainOutcome } from '../training/job';
import type { PlanJobs } from './plan-jobs';

/** More than anybody sees in a figure. */
export const recordedDigits = 4;

type Done = Exclude<TrainOutcome, { error: string }>;

export function makeRecording(
  lesson: string,
  plan: RecordingPlan,
  jobs: PlanJobs,
  outcomes: ReadonlyMap<TrainJob, Done>,
  provenance: Omit<Provenance, 'engine' | 'backend'>,
): LessonRecording {
  const outcomeOf = (job: TrainJob) => {
    const outcome = outcomes.get(job);
    if (!outcome) throw new Error(`A run of the lesson ${lesson} is missing.`);
    return outcome;
  };
  const { runs, sweeps } = jobs;
  const [anyJob] = [...[...runs.values()].flat(), ...[...sweeps.values()].flat().map(({ job }) => job)];
  const { engine, backend } = outcomeOf(anyJob).file.environment;
  return {
    format: 'two-regimes-lesson',
    version: 1,
    lesson,
    provenance: { ...provenance, engine, backend },
    runs: mapped(runs, (seeds) => seeds.map((job) => rounded(outcomeOf(job).file))),
    views: Object.fromEntries(
      [...runs].flatMap(([name, [first]]) => {
        const outcome = outcomeOf(first);
        return outcome.ok && outcome.views.length > 0 ? [[name, viewsOf(outcome.views)]] : [];
      }),
    ),
    sweeps: mapped(sweeps, (points) =>
      points.map(({ place, job }) => ({ ...place, ...resultOf(outcomeOf(job).facts) })),
    ),
    planned: plan.sweeps,
  };
}

const mapped = <T, U>(map: ReadonlyMap<string, T>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries([...map].map(([name, value]) => [name, change(value)]));

const viewsOf = (views: Extract<TrainOutcome, { ok: true }>['views']) =>
  Object.fromEntries(views.map((view) => [view.step, writtenView(view, recordedDigits)]));

function resultOf(facts: SweepResult) {
  const short = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(recordedDigits)));
  return {
    trainLoss: short(facts.trainLoss),
    testLoss: short(facts.testLoss),
    testAccuracy: short(facts.testAccuracy),
    largeKappa: short(facts.largeKappa),
    kappa: short(facts.kappa),
    stepsToTarget: Number.isNaN(facts.stepsToTarget) ? null : facts.stepsToTarget,
    divergedAt: facts.divergedAt,
  };
}

/** The same file with few digits; steps stay whole. */
export function rounded(file: RunFile): RunFile {
  const tableOf = (table: RunFile['steps']) =>
    Object.fromEntries(
      Object.entries(table).map(([name, values]) => [
        name,
        name === 'step'
          ? values
          : values.map((value) => (typeof value === 'number' ? written(value, recordedDigits) : value)),
      ]),
    ) as RunFile['steps'];
  const { steps, evaluations, probes, curvature } = file;
  return {
    ...file,
    steps: tableOf(steps),
    evaluations: tableOf(evaluations),
    probes: tableOf(probes),
    curvature: tableOf(curvature),
  };
}
