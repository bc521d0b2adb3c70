/** How long the runs will take, from a short run of each kind trained just now. */
import type { RunConfig } from '../../src/training/config';
import { stepsPerEpochOf } from '../../src/training/schedules/plan';
import { TimeLeft } from '../training/time-left';
import { type TrainJob, trainAll } from '../training/train-all';

/** Steps of a short run: enough that its first ones, which take longer, do not decide. */
const steps = 250;

/** Seconds of processors that nobody else uses. */
export async function estimateSeconds(
  configs: readonly RunConfig[],
  cache: string,
  processes: number,
): Promise<number> {
  const samples = new Map<string, TrainJob>();
  for (const config of configs) {
    const { dataset, model, batchSize, trainSize } = config;
    const epochs = Math.max(1, Math.ceil(steps / stepsPerEpochOf(config)));
    const sample = { ...config, epochs, schedule: 'constant', learningRate: 0.01 } as const;
    samples.set([dataset, model, batchSize, trainSize].join(), { config: sample, keep: 'evaluations' });
  }
  const timeLeft = new TimeLeft();
  await trainAll([...samples.values()], {
    ...{ cache, workers: processes },
    onDone: (job, outcome) => {
      if ('seconds' in outcome) timeLeft.took(job, outcome.processorSeconds);
    },
  });
  const jobs = configs.map((config): TrainJob => ({ config, keep: 'evaluations' }));
  return timeLeft.of(jobs, processes) ?? Number.NaN;
}
