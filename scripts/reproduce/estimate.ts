/** How long the runs will take, from a short run of each kind trained just now. */
import type { RunConfig } from '../../src/training/config';
import { TimeLeft } from '../training/time-left';
import { type TrainJob, trainAll } from '../training/train-all';
import { jobOf } from './train-runs';

/** Examples that a short run trains on. */
const examples = 32_000;

/** Seconds of processors that nobody else uses. */
export async function estimateSeconds(
  configs: readonly RunConfig[],
  cache: string,
  processes: number,
): Promise<number> {
  const samples = new Map<string, TrainJob>();
  for (const config of configs) {
    const { dataset, model, batchSize, trainSize } = config;
    const epochs = Math.ceil(examples / trainSize);
    const sample = { ...config, epochs, schedule: 'constant', learningRate: 0.01 } as const;
    samples.set([dataset, model, batchSize, trainSize].join(), jobOf(sample));
  }
  const timeLeft = new TimeLeft();
  const [first] = samples.values();
  // The first run of a process takes longer.
  const warmUps = Array.from({ length: processes }, (_, seed) => ({
    ...first,
    config: { ...first.config, seed: 9000 + seed },
  }));
  await trainAll([...warmUps, ...samples.values()], {
    cache,
    workers: processes,
    onDone: (job, outcome) => {
      if ('seconds' in outcome && !warmUps.includes(job)) timeLeft.took(job, outcome.processorSeconds);
    },
  });
  return timeLeft.of(configs.map(jobOf), processes) ?? Number.NaN;
}
