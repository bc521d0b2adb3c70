/** Guesses from the jobs that are done how long the others take. Pure. */
import { stepsPerEpochOf } from '../../src/training/schedules/plan';
import type { TrainJob } from './job';

export class TimeLeft {
  private readonly known = new Map<string, { steps: number; seconds: number }>();

  took(job: TrainJob, seconds: number): void {
    for (const kind of [kindOf(job), anyKind]) {
      const before = this.known.get(kind) ?? { steps: 0, seconds: 0 };
      this.known.set(kind, { steps: before.steps + stepsOf(job), seconds: before.seconds + seconds });
    }
  }

  /** Seconds for these with so many processes; undefined while nothing is known of any. */
  of(jobs: readonly TrainJob[], processes: number): number | undefined {
    const sum = jobs.reduce((total, job) => total + stepsOf(job) * this.secondsPerStep(job), 0);
    return Number.isNaN(sum) ? undefined : sum / Math.max(1, Math.min(processes, jobs.length));
  }

  private secondsPerStep(job: TrainJob): number {
    const { steps, seconds } = this.known.get(kindOf(job)) ??
      this.known.get(anyKind) ?? { steps: 1, seconds: Number.NaN };
    return seconds / steps;
  }
}

const anyKind = 'any';
const stepsOf = ({ config }: TrainJob) => config.epochs * stepsPerEpochOf(config);

/** Jobs of one kind take the same time for a step. */
function kindOf({ config, keep }: TrainJob): string {
  const { dataset, model, hiddenLayers, width, batchSize } = config;
  return [dataset, model, hiddenLayers, width, batchSize, keep].join();
}
