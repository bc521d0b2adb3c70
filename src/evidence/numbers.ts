/** The numbers that a run is judged by, and all runs by arm. NaN where there is none. Pure. */
import { mean } from './statistics';

/** Full training loss and test accuracy before the first epoch and after each. */
export interface Readings {
  trainLoss: readonly number[];
  testAccuracy: readonly number[];
}

export const numberNames = [
  /** After the last step; accuracies and shares from 0 to 1. */
  'trainLoss',
  'testAccuracy',
  /** Geometric mean of the training loss over the last fifth of the epochs: single readings of large steps scatter. */
  'level',
  /** Training loss a twentieth of the epochs after half way, where two phases drop. */
  'soonAfter',
  /** Share of epochs in which the full training loss rose, in the first and the second half of the run. */
  'risingBefore',
  'risingAfter',
  /** Median step number over the last quarter of the large-step phase, and of the run. */
  'kappaBefore',
  'kappaAfter',
  /** Over the same steps: median landing position, share across the floor, share kept on the probe set. */
  'landingBefore',
  'landingAfter',
  'crossedBefore',
  'crossedAfter',
  'probeKeptBefore',
  'probeKeptAfter',
  /** Test accuracy at the first reading whose training loss is below the level that arms are compared at, and its epoch. */
  'matchedAccuracy',
  'matchedEpoch',
] as const;
/** Those that evidence of an earlier time does not hold. */
export const laterNames: readonly NumberName[] = numberNames.filter((name) =>
  /^(landing|crossed|probeKept)/.test(name),
);
/** Those of the large-step phase: a run without a drop has none. */
export const beforeDrop: readonly NumberName[] = [
  'kappaBefore',
  'landingBefore',
  'crossedBefore',
  'probeKeptBefore',
];

export type NumberName = (typeof numberNames)[number];
export type RunNumbers = Record<NumberName, number>;

export interface EvidenceRun {
  /** `Arm.id`. */
  arm: string;
  seed: number;
  /** Step at which it diverged, all numbers NaN; 0 where it did not. */
  divergedAt: number;
  numbers: RunNumbers;
}

export const unknownNumbers = Object.fromEntries(numberNames.map((name) => [name, Number.NaN])) as RunNumbers;

export function levelOf({ trainLoss }: Readings): number {
  const last = trainLoss.slice(-Math.max(1, Math.round((trainLoss.length - 1) / 5)));
  return Math.exp(mean(last.map((loss) => Math.log(loss))));
}

export function soonAfterHalf({ trainLoss }: Readings): number {
  const epochs = trainLoss.length - 1;
  return trainLoss[Math.round(epochs / 2) + Math.max(1, Math.round(epochs / 20))] ?? Number.NaN;
}

/** Lowest training loss that every one of these runs comes down to: the hardest level at which all can be compared. */
export function commonLevel(runs: readonly Readings[]): number {
  return runs.length === 0 ? Number.NaN : Math.max(...runs.map(({ trainLoss }) => Math.min(...trainLoss)));
}

/** From epoch `from` on; NaN where the training loss never comes down to the level. */
export function matchedAt(
  { trainLoss, testAccuracy }: Readings,
  level: number,
  from = 0,
): { matchedAccuracy: number; matchedEpoch: number } {
  const at = trainLoss.findIndex((loss, epoch) => epoch >= from && loss <= level);
  if (at < 0) return { matchedAccuracy: Number.NaN, matchedEpoch: Number.NaN };
  return { matchedAccuracy: testAccuracy[at], matchedEpoch: at };
}

/** Runs by arm; values of one arm in the order of seeds, so that those of two are pairs. */
export class Runs {
  private readonly byArm = new Map<string, EvidenceRun[]>();

  constructor(readonly all: readonly EvidenceRun[]) {
    for (const run of [...all].sort((a, b) => a.seed - b.seed))
      this.byArm.set(run.arm, [...(this.byArm.get(run.arm) ?? []), run]);
  }

  of(arm: string): readonly EvidenceRun[] {
    return this.byArm.get(arm) ?? [];
  }

  values(arm: string, name: NumberName): number[] {
    return this.of(arm).map(({ numbers }) => numbers[name]);
  }
}
