/** Schedules against each other at equal budget: the best of each one's rates, and paired differences. Pure. */
import { type Interval, interval, pairedDifference } from '../evidence/statistics';
import type { ScheduleName } from '../training/fields';
import { cameToItsEnd } from './came-to-its-end';
import type { FinalName, RecordingPlan } from './lesson';
import type { RecordedRun } from './recorded';

/** One of the rates that a schedule was tried with. */
export interface Tried {
  /** Name in the plan. */
  name: string;
  learningRate: number;
  momentum: number;
  /** Last reading by seed; seeds that did not come to the end have none. */
  finals: ReadonlyMap<number, number>;
  /** NaN where a seed is missing: a rate that fails once is not chosen. */
  mean: number;
}

export interface Entrant {
  schedule: ScheduleName;
  tried: Tried[];
  /** The best of them by its mean; undefined where no rate came to the end with every seed. */
  best: Tried | undefined;
  finals: Interval;
  /** This minus the two phases, seed by seed; of the two phases themselves there is none. */
  difference: Interval | undefined;
}

/** More is better for accuracies, less for losses. */
export const isBetter = (measure: FinalName, a: number, b: number) =>
  measure.endsWith('Accuracy') ? a > b : a < b;

/** Schedules in the order of the plan, each with the best of its rates. */
export function entrantsOf(
  names: readonly string[],
  plan: RecordingPlan,
  runsOf: (name: string) => readonly RecordedRun[],
  measure: FinalName,
): Entrant[] {
  const bySchedule = new Map<ScheduleName, Tried[]>();
  for (const name of names) {
    const { config, seeds = [] } = plan.runs[name];
    const finals = finalsOf(runsOf(name), measure);
    const complete = finals.size === seeds.length + 1;
    const mean = complete ? interval([...finals.values()]).mean : Number.NaN;
    const tried = bySchedule.get(config.schedule) ?? [];
    const { learningRate, momentum } = config;
    bySchedule.set(config.schedule, [...tried, { name, learningRate, momentum, finals, mean }]);
  }
  const bests = new Map([...bySchedule].map(([schedule, tried]) => [schedule, bestOf(tried, measure)]));
  const reference = bests.get('two-phase');
  return [...bySchedule].map(([schedule, tried]) => {
    const best = bests.get(schedule);
    return {
      schedule,
      tried,
      best,
      finals: interval([...(best?.finals.values() ?? [])]),
      difference: schedule !== 'two-phase' && best && reference ? paired(best, reference) : undefined,
    };
  });
}

/** Last readings by seed, of the runs that came to their end. */
export function finalsOf(runs: readonly RecordedRun[], measure: FinalName): Map<number, number> {
  return new Map(
    runs
      .filter(({ data }) => cameToItsEnd(data))
      .map(({ seed, data }): [number, number] => [seed, data.evaluations.last(measure) ?? Number.NaN])
      .filter(([, value]) => Number.isFinite(value)),
  );
}

function bestOf(tried: readonly Tried[], measure: FinalName): Tried | undefined {
  return tried
    .filter(({ mean }) => !Number.isNaN(mean))
    .reduce<Tried | undefined>(
      (best, each) => (best && !isBetter(measure, each.mean, best.mean) ? best : each),
      undefined,
    );
}

function paired(first: Tried, second: Tried): Interval {
  const seeds = [...first.finals.keys()].filter((seed) => second.finals.has(seed));
  const of = ({ finals }: Tried) => seeds.map((seed) => finals.get(seed) as number);
  return seeds.length === 0 ? interval([]) : pairedDifference(of(first), of(second));
}

/** What the 95 % interval of a difference leaves open. */
export function verdictOf(measure: FinalName, { low, high }: Interval): 'better' | 'worse' | 'open' {
  if (!(low > 0 || high < 0)) return 'open';
  return isBetter(measure, low, 0) ? 'better' : 'worse';
}
