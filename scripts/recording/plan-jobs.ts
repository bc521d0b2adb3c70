/** The jobs of a lesson's plan: its runs with all their seeds, and every point of its sweeps. Pure. */
import type { RecordingPlan } from '../../src/lessons/lesson';
import { jobsOf, type SweepJob } from '../../src/training/sweep/sweep';
import type { TrainJob } from '../training/job';

export interface PlanJobs {
  /** By name in the plan, the first seed first; only that one is seen through the microscope. */
  runs: Map<string, TrainJob[]>;
  sweeps: Map<string, { place: Pick<SweepJob, 'x' | 'y' | 'seed'>; job: TrainJob }[]>;
}

/** Throws where a sweep leads to a configuration that is not allowed. */
export function jobsOfPlan({ runs, sweeps }: RecordingPlan): PlanJobs {
  return {
    runs: new Map(
      Object.entries(runs).map(([name, { config, seeds = [], keep, views, probes }]) => [
        name,
        [config.seed, ...seeds].map((seed, i) => ({
          config: { ...config, seed },
          keep,
          ...(probes && { probes }),
          ...(i === 0 && views && { views }),
        })),
      ]),
    ),
    sweeps: new Map(
      Object.entries(sweeps).map(([name, sweep]) => {
        const result = jobsOf(sweep);
        if (!result.ok) throw new Error(`Sweep ${name}: ${result.message}`);
        const { targetLoss } = sweep;
        const jobs = result.jobs.map(({ x, y, seed, config }) => ({
          place: { x, y, seed },
          job: { config, keep: 'evaluations' as const, targetLoss },
        }));
        return [name, jobs];
      }),
    ),
  };
}

export const allJobs = ({ runs, sweeps }: PlanJobs): TrainJob[] => [
  ...[...runs.values()].flat(),
  ...[...sweeps.values()].flat().map(({ job }) => job),
];
