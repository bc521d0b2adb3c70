/** The recordings that are shipped: right, of the plans as they are now, small enough, and true when trained again. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lessons } from '../../src/lessons/registry';
import { firstPictureFile, firstPictureOf } from '../../src/runs/first-picture';
import { type LessonRecording, readRecording } from '../../src/runs/lesson-recording';
import { RunData } from '../../src/runs/run-data';
import { readRunFile } from '../../src/runs/run-file';
import { defaultProbes } from '../../src/training/probes/settings';
import { totalSteps } from '../../src/training/schedules/plan';
import { listenToEnd, startEngine } from '../headless';
import { recordedDigits } from './make-recording';
import { jobsOfPlan } from './plan-jobs';

const folder = 'public/recorded';
const mostBytes = 3 * 2 ** 20;
const files = readdirSync(folder);
const fileOf = (id: string): LessonRecording => JSON.parse(readFileSync(`${folder}/${id}.json`, 'utf8'));

const again = 'The plan of this lesson is not what was recorded: run "npm run record".';

describe('public/recorded', () => {
  it('holds a file for each lesson, and no other', () => {
    expect(files.sort(), 'Run "npm run record".').toEqual(lessons.map(({ id }) => `${id}.json`).sort());
  });

  it('takes 3 MiB at most', () => {
    const bytes = files.reduce((sum, name) => sum + readFileSync(`${folder}/${name}`).length, 0);
    expect(bytes).toBeLessThanOrEqual(mostBytes);
  });

  it('holds the first picture of the page', () => {
    const recording = JSON.parse(readFileSync(`public/${firstPictureFile}`, 'utf8'));
    expect(readRunFile(firstPictureOf(recording))).toMatchObject({ ok: true });
  });
});

describe.each(lessons.map((lesson) => ({ ...lesson })))('the recording of $id', ({ id, loadPlan }) => {
  it('can be read and is its own', () => {
    const result = readRecording(fileOf(id));
    expect(result).toMatchObject({ ok: true });
    expect(fileOf(id).lesson).toBe(id);
    expect(fileOf(id).provenance.command).toBe(`npm run record -- ${id}`);
  });

  it('holds the runs of its plan, trained to their end or to their divergence', async () => {
    const { runs } = jobsOfPlan(await loadPlan());
    const file = fileOf(id);
    const planned = [...runs].map(([name, jobs]) => [name, jobs.map(({ config }) => config)]);
    const held = Object.entries(file.runs).map(([name, all]) => [name, all.map(({ config }) => config)]);
    expect(Object.fromEntries(held), again).toEqual(Object.fromEntries(planned));
    for (const [name, jobs] of runs) {
      for (const [i, { config, keep, views = [] }] of jobs.entries()) {
        const { state, stepsPerEpoch, steps, evaluations } = file.runs[name][i];
        const total = totalSteps(config, stepsPerEpoch);
        expect(state === 'diverged' || evaluations.step.at(-1) === total, again).toBe(true);
        if (state !== 'diverged') expect(steps.step.length, again).toBe(keep === 'everything' ? total : 0);
        const seen = i === 0 ? Object.keys(file.views[name] ?? {}).map(Number) : [];
        expect(seen, again).toEqual([...views].sort((a, b) => a - b));
      }
    }
  });

  it('holds every point of its sweeps', async () => {
    const plan = await loadPlan();
    const { sweeps } = jobsOfPlan(plan);
    const file = fileOf(id);
    expect(file.planned, again).toEqual(plan.sweeps);
    expect(Object.keys(file.sweeps).sort(), again).toEqual([...sweeps.keys()].sort());
    for (const [name, jobs] of sweeps) {
      const places = file.sweeps[name].map(({ x, y, seed }) => ({ x, y, seed }));
      expect(places, again).toEqual(jobs.map(({ place }) => place));
    }
  });
});

/** Enough for rises and falls; a run that trains otherwise has left the recorded path long before. */
const stepsAgain = 300;

it('a run that is trained again from its file is the same, number by number', async () => {
  const { provenance, runs } = fileOf('bounce');
  const read = readRunFile(runs['two-phase'][0]);
  if (!read.ok) throw new Error(read.message);
  const recorded = read.data;
  const engine = await startEngine();
  expect(provenance).toMatchObject({ engine: engine.info.engine, backend: engine.info.backend });
  const again = new RunData(recorded.initial, recorded.stepsPerEpoch);
  await listenToEnd(engine, recorded.initial, {
    probes: defaultProbes,
    until: stepsAgain,
    onLoaded: ({ stepsPerEpoch }) => expect(stepsPerEpoch).toBe(recorded.stepsPerEpoch),
    onMetrics: (rows) => again.append(rows),
  });
  const short = (values: Float32Array) =>
    [...values].map((value) => Math.fround(Number(value.toPrecision(recordedDigits))));
  for (const name of ['batchLoss', 'stepNorm'] as const) {
    const values = again.steps.get(name).subarray(0, stepsAgain);
    expect(values).toHaveLength(stepsAgain);
    expect(short(values), name).toEqual([...recorded.steps.get(name).subarray(0, stepsAgain)]);
  }
  // Before the first step, and after each whole epoch.
  const readings = 1 + Math.floor(stepsAgain / recorded.stepsPerEpoch);
  expect(readings).toBeGreaterThan(2);
  for (const name of ['step', 'trainLoss', 'testAccuracy'] as const) {
    const values = Float32Array.from(again.evaluations.get(name).subarray(0, readings));
    expect(values).toHaveLength(readings);
    expect(short(values), name).toEqual([...recorded.evaluations.get(name).subarray(0, readings)]);
  }
});
