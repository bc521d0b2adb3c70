/** From trained runs to a recording and back: what is read is what was trained, to four digits; faults are named. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RecordingPlan } from '../../src/lessons/lesson';
import { type LessonRecording, type RecordedLesson, readRecording } from '../../src/runs/lesson-recording';
import { defaultConfig, type RunConfig } from '../../src/training/config';
import { startEngine } from '../headless';
import type { TrainJob, TrainOutcome } from '../training/job';
import { trainJob } from '../training/train-job';
import { makeRecording } from './make-recording';
import { allJobs, jobsOfPlan } from './plan-jobs';

const small: RunConfig = { ...defaultConfig, trainSize: 100, width: 8, epochs: 4, switchEpoch: 2 };
const plan: RecordingPlan = {
  runs: {
    whole: { label: 'Whole', config: small, keep: 'everything', views: [2, 9] },
    short: { label: 'Short', config: { ...small, seed: 7 }, seeds: [3, 5], keep: 'evaluations' },
  },
  sweeps: {
    rates: {
      // The largest of these rates diverges with this loss.
      base: { ...small, schedule: 'constant', loss: 'squared-error' },
      kind: 'grid',
      also: [],
      seeds: [1],
      targetLoss: 0.5,
      x: { field: 'learningRate', values: [0.01, 10] },
      y: { field: 'momentum', values: [0] },
    },
  },
};
const provenance = { command: 'npm run record -- test', app: '0.1.0', date: '2026-01-31' };

let text: string;
let recorded: RecordedLesson;
const outcomes = new Map<TrainJob, Exclude<TrainOutcome, { error: string }>>();
const jobs = jobsOfPlan(plan);

beforeAll(async () => {
  const engine = await startEngine();
  for (const job of allJobs(jobs)) {
    const outcome = await trainJob(engine, job, { app: '0.1.0', baseUrl: 'file:///' });
    if ('error' in outcome) throw new Error(outcome.error);
    outcomes.set(job, outcome);
  }
  text = JSON.stringify(makeRecording('test', plan, jobs, outcomes, provenance));
  const result = readRecording(JSON.parse(text));
  if (!result.ok) throw new Error(result.message);
  recorded = result.recorded;
}, 60_000);

describe('a recording', () => {
  it('says where it comes from', () => {
    expect(recorded.provenance).toEqual({ ...provenance, engine: 'tfjs', backend: 'wasm' });
  });

  it('holds every seed, the first of the plan first', () => {
    expect(recorded.runs.get('whole')?.map(({ seed }) => seed)).toEqual([1]);
    expect(recorded.runs.get('short')?.map(({ seed }) => seed)).toEqual([7, 3, 5]);
  });

  it('holds what was measured, to four digits', () => {
    const data = recorded.runs.get('whole')?.[0].data;
    const outcome = outcomes.get(jobs.runs.get('whole')?.[0] as TrainJob);
    const trained = outcome?.file.steps.batchLoss as number[];
    expect(trained).toHaveLength(16);
    expect([...(data?.steps.get('batchLoss') ?? [])]).toEqual(
      trained.map((loss) => Math.fround(Number(loss.toPrecision(4)))),
    );
    expect(data?.initial).toEqual(small);
    expect(recorded.runs.get('short')?.[1].data.steps.length).toBe(0);
    expect(recorded.runs.get('short')?.[1].data.evaluations.length).toBe(5);
  });

  it('holds the steps under the microscope', () => {
    const views = recorded.views.get('whole');
    expect([...(views?.keys() ?? [])]).toEqual([2, 9]);
    const view = views?.get(9);
    const losses = recorded.runs.get('whole')?.[0].data.steps.get('batchLoss') ?? [];
    expect(view?.lossBefore).toBeCloseTo(losses[8], 3);
    expect(view?.examples.inputs).toHaveLength(12 * 40);
    expect(view?.alphas).toHaveLength(21);
    expect(view?.probeLosses).toHaveLength(21);
    expect(Number.isFinite(view?.landingSlope)).toBe(true);
    expect(recorded.views.has('short')).toBe(false);
  });

  it('holds the points of its sweeps, those that diverged too', () => {
    const points = [...(recorded.sweeps.get('rates')?.all() ?? [])];
    expect(points.map(([place]) => place)).toEqual([
      { x: 0, y: 0, seed: 1 },
      { x: 1, y: 0, seed: 1 },
    ]);
    const [[, small], [, large]] = points;
    expect(small).toMatchObject({ divergedAt: 0 });
    expect(small.testAccuracy).toBeGreaterThan(0);
    expect(large.divergedAt).toBeGreaterThan(0);
    expect(large.testAccuracy).toBeNaN();
  });
});

describe('a broken recording', () => {
  const broken = (change: (file: LessonRecording) => void) => {
    const file = JSON.parse(text) as LessonRecording;
    change(file);
    const result = readRecording(file);
    return result.ok ? 'read' : result.message;
  };
  const faults: [string, (file: LessonRecording) => void, RegExp][] = [
    [
      'another format',
      (file) => Object.assign(file, { format: 'two-regimes-run' }),
      /^Not a recording: format/,
    ],
    ['a later version', (file) => Object.assign(file, { version: 2 }), /version/],
    ['a day that is none', (file) => Object.assign(file.provenance, { date: 'lately' }), /provenance\.date/],
    ['a run without a seed', (file) => file.runs.short.splice(0), /runs\.short/],
    [
      'a refused configuration',
      (file) => Object.assign(file.runs.short[1].config, { learningRate: -1 }),
      /runs\.short\.1: .*Learning rate/,
    ],
    ['a lost row', (file) => file.runs.whole[0].steps.batchLoss.pop(), /runs\.whole\.0: .*steps/],
    ['a lost loss', (file) => file.views.whole[9].losses.pop(), /views\.whole\.9.*loss/],
    ['lost inputs', (file) => file.views.whole[2].examples.inputs.pop(), /views\.whole\.2.*inputs/],
    ['words', (file) => Object.assign(file.sweeps.rates[1], { kappa: 'much' }), /sweeps\.rates\.1\.kappa/],
  ];
  it.each(faults)('%s is named', (_, change, message) => {
    expect(broken(change)).toMatch(message);
  });

  it('is any other value', () => {
    for (const value of [undefined, null, 3, 'text', [], {}])
      expect(readRecording(value)).toMatchObject({ ok: false });
  });
});
