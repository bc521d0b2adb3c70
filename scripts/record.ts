/**
 * Records what the lessons open with, and the first picture of the page with them: `npm run record [-- lesson ...]`.
 * An interrupted recording goes on where it was.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { RecordingPlan } from '../src/lessons/lesson';
import { lessons } from '../src/lessons/registry';
import { makeRecording } from './recording/make-recording';
import { allJobs, jobsOfPlan, type PlanJobs } from './recording/plan-jobs';
import { createProgressLine, duration } from './training/progress-line';
import { type TrainJob, type TrainOutcome, trainAll } from './training/train-all';

const folder = 'public/recorded';

interface Planned {
  plan: RecordingPlan;
  jobs: PlanJobs;
}
type Outcomes = Map<TrainJob, Exclude<TrainOutcome, { error: string }>>;

export default async function main(wanted: string[]): Promise<void> {
  const known = lessons.map(({ id }) => id);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown) return fail(`There is no lesson ${unknown}; there are ${known.join(', ')}.`);
  const chosen = lessons.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const plans = new Map<string, Planned>();
  for (const { id, loadPlan } of chosen) {
    const plan = await loadPlan();
    plans.set(id, { plan, jobs: jobsOfPlan(plan) });
  }

  const began = performance.now();
  const outcomes: Outcomes = new Map();
  const failures: string[] = [];
  const tell = createProgressLine();
  await trainAll(
    [...plans.values()].flatMap(({ jobs }) => allJobs(jobs)),
    {
      onDone: (job, outcome, progress) => {
        if ('error' in outcome) failures.push(outcome.error);
        else outcomes.set(job, outcome);
        tell(progress, failures.length > 0 ? `${failures.length} failed` : '');
      },
    },
  );
  for (const [id, planned] of plans) {
    if (allJobs(planned.jobs).every((job) => outcomes.has(job))) write(id, planned, outcomes);
    else console.error(`${folder}/${id}.json: not written, some of its runs failed.`);
  }
  console.log(`It took ${duration((performance.now() - began) / 1000)}.`);
  if (failures.length > 0) fail(`Some runs failed: ${[...new Set(failures)].join('; ')}`);
}

function write(id: string, { plan, jobs }: Planned, outcomes: Outcomes): void {
  const { version: app } = JSON.parse(readFileSync('package.json', 'utf8'));
  const date = new Date().toISOString().slice(0, 10);
  const recording = makeRecording(id, plan, jobs, outcomes, {
    command: `npm run record -- ${id}`,
    app,
    date,
  });
  const text = JSON.stringify(recording);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${id}.json`, text);
  const diverged = allJobs(jobs).filter((job) => !outcomes.get(job)?.ok).length;
  const note = diverged > 0 ? `, ${diverged} of them diverged` : '';
  console.log(
    `${folder}/${id}.json: ${allJobs(jobs).length} runs${note}, ${Math.round(text.length / 1024)} KiB`,
  );
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
