/** Trains the runs of arms through the trainer of many runs, and takes from each the numbers it is judged by. */
import type { Arm, Scale } from '../../src/evidence/experiments';
import {
  type EvidenceRun,
  levelOf,
  type Readings,
  soonAfterHalf,
  unknownNumbers,
} from '../../src/evidence/numbers';
import type { RunConfig } from '../../src/training/config';
import { defaultProbes } from '../../src/training/probes/settings';
import { createProgressLine } from '../training/progress-line';
import { type TrainJob, type TrainOutcome, trainAll } from '../training/train-all';

export interface TrainedRun extends EvidenceRun {
  readings: Readings;
  backend: string;
  processorSeconds: number;
}

type Ended = Exclude<TrainOutcome, { error: string }>;

/** What a run is trained for: its evaluations and what its steps kept. */
export const jobOf = (config: RunConfig): TrainJob => ({
  config,
  keep: 'evaluations',
  probes: { probeEvery: defaultProbes.probeEvery },
});

/** One job per arm and seed, in an order in which all arms of a seed come before the next seed. */
export async function trainRuns(
  arms: readonly { id: string; config: RunConfig }[],
  seeds: readonly number[],
  { shrink }: Scale,
  cache: string | undefined,
): Promise<TrainedRun[]> {
  const wanted = seeds.flatMap((seed) =>
    arms.map(({ id, config }) => {
      return { arm: id, seed, job: jobOf({ ...shrink(config), seed }) };
    }),
  );
  const outcomes = await endedRuns(
    wanted.map(({ job }) => job),
    cache,
  );
  return wanted.map(({ arm, seed, job }) => ({ arm, seed, ...measured(outcomes.get(job) as Ended) }));
}

async function endedRuns(
  jobs: readonly TrainJob[],
  cache: string | undefined,
): Promise<Map<TrainJob, Ended>> {
  const outcomes = new Map<TrainJob, Ended>();
  const failures: string[] = [];
  const tell = createProgressLine();
  await trainAll(jobs, {
    ...(cache === undefined ? {} : { cache }),
    onDone: (job, outcome, progress) => {
      if ('error' in outcome) failures.push(outcome.error);
      else outcomes.set(job, outcome);
      tell(progress, failures.length > 0 ? `${failures.length} failed` : '');
    },
  });
  if (failures.length > 0)
    throw new Error(
      `${failures.length} runs failed, start again to go on: ${[...new Set(failures)].join('; ')}`,
    );
  return outcomes;
}

function measured(outcome: Ended): Omit<TrainedRun, 'arm' | 'seed'> {
  const { facts, file, processorSeconds } = outcome;
  const { backend } = file.environment;
  const column = (name: string) =>
    (file.evaluations[name] ?? []).map((value) => (typeof value === 'number' ? value : Number.NaN));
  const readings = { trainLoss: column('trainLoss'), testAccuracy: column('testAccuracy') };
  if (!outcome.ok)
    return { divergedAt: outcome.divergedAt, numbers: unknownNumbers, readings, backend, processorSeconds };
  const { trainLoss, testAccuracy, risingBefore, risingAfter, largeKappa, kappa } = facts;
  const { landingBefore, landingAfter, crossedBefore, crossedAfter, probeKeptBefore, probeKeptAfter } = facts;
  const numbers = {
    ...unknownNumbers,
    trainLoss,
    testAccuracy,
    level: levelOf(readings),
    soonAfter: soonAfterHalf(readings),
    risingBefore,
    risingAfter,
    kappaBefore: largeKappa,
    kappaAfter: kappa,
    landingBefore,
    landingAfter,
    crossedBefore,
    crossedAfter,
    probeKeptBefore,
    probeKeptAfter,
  };
  return { divergedAt: 0, numbers, readings, backend, processorSeconds };
}

/** The runs of arms with one setting. */
export const runsOfArms = (runs: readonly TrainedRun[], arms: readonly Arm[]) =>
  runs.filter(({ arm }) => arms.some(({ id }) => id === arm));
