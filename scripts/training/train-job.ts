/** Trains one job in this process, with the session of the page. */
import { RunData } from '../../src/runs/run-data';
import { makeRunFile } from '../../src/runs/run-file';
import type { Engine } from '../../src/training/engines/engine';
import { defaultProbes, noProbes } from '../../src/training/probes/settings';
import { scheduledDrop } from '../../src/training/schedules/plan';
import { JobTrack } from '../../src/training/sweep/job-track';
import { listenToEnd } from '../headless';
import type { RunFacts, TrainJob, TrainOutcome } from './job';
import { KeptTrack } from './kept-track';

/** Where only the losses, the step number and the landings are wanted, nothing else is measured. */
const cheapProbes = { ...noProbes, kappaEvery: 4, landingEvery: 8 };

export async function trainJob(
  engine: Engine,
  job: TrainJob,
  { app, baseUrl }: { app: string; baseUrl: string },
): Promise<TrainOutcome> {
  const { config, keep, probes, views, targetLoss = 0 } = job;
  const began = performance.now();
  const used = process.cpuUsage();
  let track: JobTrack | undefined;
  let kept: KeptTrack | undefined;
  let data: RunData | undefined;
  const ending = await listenToEnd(engine, config, {
    probes: { ...(keep === 'everything' ? defaultProbes : cheapProbes), ...probes },
    views,
    baseUrl,
    onLoaded: ({ stepsPerEpoch }) => {
      track = new JobTrack({ x: 0, y: 0, seed: config.seed, config }, stepsPerEpoch, targetLoss);
      kept = new KeptTrack(track.drop, track.totalSteps);
      data = new RunData(config, stepsPerEpoch);
    },
    onMetrics: (rows) => {
      const { batchLoss, stepNorm, slope, lossChange } = rows.steps;
      for (let i = 0; i < batchLoss.length; i++)
        track?.took(batchLoss[i], stepNorm[i] ** 2, slope[i], lossChange[i]);
      kept?.take(rows);
      data?.append(keep === 'everything' ? rows : { evaluations: rows.evaluations });
    },
  });
  if (!data || !track || !kept) throw new Error('The run was never loaded.');
  data.settle();
  const last = (name: 'trainLoss' | 'testLoss' | 'testAccuracy') =>
    data?.evaluations.last(name) ?? Number.NaN;
  const result = track.result(
    { loss: last('trainLoss') },
    { loss: last('testLoss'), accuracy: last('testAccuracy') },
  );
  const divergedAt = ending.divergedAt || result.divergedAt;
  const state = divergedAt > 0 ? 'diverged' : 'recorded';
  const trained = {
    file: makeRunFile(data, engine.info, app, 9, { name: '', state, elapsed: 0 }),
    facts: { ...result, divergedAt, ...rises(data), ...kept.facts() },
    seconds: (performance.now() - began) / 1000,
    processorSeconds: processorSecondsSince(used),
  };
  return divergedAt > 0
    ? { ok: false, divergedAt, ...trained }
    : { ok: true, views: ending.views, ...trained };
}

function processorSecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** Shares of epochs in which the full training loss rose, in both parts of a run. */
export function rises({
  evaluations,
  config,
  stepsPerEpoch,
}: Pick<RunData, 'evaluations' | 'config' | 'stepsPerEpoch'>): Pick<
  RunFacts,
  'risingBefore' | 'risingAfter'
> {
  const loss = evaluations.get('trainLoss');
  const epoch = evaluations.get('step').map((step) => step / stepsPerEpoch);
  const rising = (from: number, to: number) => {
    const inside = [...loss.keys()].filter((i) => i > 0 && epoch[i] > from && epoch[i] <= to);
    return inside.filter((i) => loss[i] > loss[i - 1]).length / inside.length;
  };
  const drop = scheduledDrop(config) ?? config.epochs / 2;
  return { risingBefore: rising(0, drop), risingAfter: rising(drop, config.epochs) };
}
