/** The trainer of many runs against runs that are trained here, one by one; with processes of its own. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRunFile } from '../../src/runs/run-file';
import { defaultConfig, type RunConfig } from '../../src/training/config';
import { startEngine, trainToEnd } from '../headless';
import { type TrainJob, type TrainOutcome, type TrainProgress, trainAll } from './train-all';

const small: RunConfig = { ...defaultConfig, trainSize: 200, width: 16, epochs: 4, switchEpoch: 2 };
const whole: TrainJob = { config: small, keep: 'everything', views: [3, 20] };
const short: TrainJob = { config: { ...small, seed: 2 }, keep: 'evaluations', targetLoss: 2.2 };
const tooLarge: TrainJob = {
  config: { ...small, schedule: 'constant', loss: 'squared-error', learningRate: 10 },
  keep: 'evaluations',
};
const jobs = [whole, short, tooLarge, { ...short }];

let cache: string;
beforeAll(() => {
  cache = mkdtempSync(join(tmpdir(), 'two-regimes-runs-'));
});
afterAll(() => rmSync(cache, { recursive: true }));

async function train(which: readonly TrainJob[]) {
  const outcomes = new Map<TrainJob, TrainOutcome>();
  let last: TrainProgress | undefined;
  await trainAll(which, {
    cache,
    workers: 2,
    onDone: (job, outcome, progress) => {
      outcomes.set(job, outcome);
      last = progress;
    },
  });
  return { of: (job: TrainJob) => outcomes.get(job) as TrainOutcome, last: last as TrainProgress };
}

/** What must be the same in both: not the time it took. */
const numbersOf = (outcome: TrainOutcome) => ({ ...outcome, seconds: 0, processorSeconds: 0 });

describe('trainAll', () => {
  let first: Awaited<ReturnType<typeof train>>;
  beforeAll(async () => {
    first = await train(jobs);
  }, 120_000);

  it('tells of every job, the same one twice', () => {
    expect(first.last).toMatchObject({ done: 4, total: 4, cached: 0, secondsLeft: 0 });
    expect(first.of(jobs[3])).toEqual(first.of(short));
  });

  it('trains what one run by itself trains, bit for bit', async () => {
    const engine = await startEngine();
    const outcome = first.of(whole);
    if (!outcome.ok) throw new Error('It did not train to its end.');
    const alone = makeRunFile(await trainToEnd(engine, small), engine.info, '0.1.0');
    const { steps, evaluations, probes, curvature, regimes } = outcome.file;
    expect({ steps, evaluations, probes, curvature, regimes }).toEqual({
      steps: alone.steps,
      evaluations: alone.evaluations,
      probes: alone.probes,
      curvature: alone.curvature,
      regimes: alone.regimes,
    });
  });

  it('sees the steps that were asked for, as they were taken', () => {
    const outcome = first.of(whole);
    if (!outcome.ok) throw new Error('It did not train to its end.');
    const { steps } = outcome.file;
    expect(outcome.views.map(({ step }) => step)).toEqual([3, 20]);
    for (const view of outcome.views) {
      const row = steps.step.indexOf(view.step);
      expect(view.lossBefore).toBeCloseTo(steps.batchLoss[row] as number, 5);
      expect(view.stepNorm).toBeCloseTo(steps.stepNorm[row] as number, 5);
      expect(view.losses).toHaveLength(view.alphas.length);
    }
  });

  it('keeps of a short job its evaluations and what sums it up', async () => {
    const outcome = first.of(short);
    if (!outcome.ok) throw new Error('It did not train to its end.');
    const alone = await trainToEnd(await startEngine(), short.config);
    expect(outcome.file.steps.step).toEqual([]);
    expect(Float32Array.from(outcome.file.evaluations.trainLoss as number[])).toEqual(
      alone.evaluations.get('trainLoss'),
    );
    const { facts } = outcome;
    expect(facts.testAccuracy).toBe(alone.evaluations.last('testAccuracy'));
    // By hand: 7 steps an epoch, and the drop after 14 of 28; kappa is measured at every fourth step.
    const { kappas } = alone.regime;
    const kappaAt = (steps: number[]) => {
      const values = steps
        .map((step) => kappas.get('kappa')[kappas.get('step').indexOf(step)])
        .sort((a, b) => a - b);
      return (values[(values.length - 1) >> 1] + values[values.length >> 1]) / 2;
    };
    expect(facts.largeKappa).toBeCloseTo(kappaAt([12]), 5);
    expect(facts.kappa).toBeCloseTo(kappaAt([24, 28]), 5);
    const loss = alone.evaluations.get('trainLoss');
    expect(facts.risingBefore).toBe([1, 2].filter((i) => loss[i] > loss[i - 1]).length / 2);
    expect(facts.risingAfter).toBe([3, 4].filter((i) => loss[i] > loss[i - 1]).length / 2);
  });

  it('takes a divergence for a result', () => {
    const outcome = first.of(tooLarge);
    expect(outcome.ok).toBe(false);
    if (outcome.ok || outcome.divergedAt === undefined) throw new Error('It was taken for a failure.');
    expect(outcome.divergedAt).toBeGreaterThan(0);
    expect(outcome.file.state).toBe('diverged');
    expect(outcome.facts.testAccuracy).toBeNaN();
  });

  it('goes on where it was: what is kept is not trained again, what is broken is', async () => {
    const again = await train(jobs);
    expect(again.last).toMatchObject({ done: 4, cached: 4 });
    for (const job of jobs) expect(again.of(job)).toEqual(first.of(job));
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'broken');
    const more = await train([short]);
    expect(more.last).toMatchObject({ done: 1, cached: 0 });
    expect(numbersOf(more.of(short))).toEqual(numbersOf(first.of(short)));
  }, 60_000);

  it('says what a job failed of, and keeps nothing of it', async () => {
    const own: TrainJob = { config: { ...small, dataset: 'own', ownData: 7 }, keep: 'evaluations' };
    const { of } = await train([own]);
    expect(of(own)).toMatchObject({ ok: false, divergedAt: undefined, error: expect.stringMatching(/\w/) });
    const again = await train([own]);
    expect(again.last.cached).toBe(0);
  }, 60_000);
});
