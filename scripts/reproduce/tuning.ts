/** Tunes the schedules: each candidate on the tuning seeds, the best by mean test accuracy is taken. */
import { type Candidate, candidatesOf, configOf, type Scale } from '../../src/evidence/experiments';
import { type SettingName, tuned } from '../../src/evidence/settings';
import { mean } from '../../src/evidence/statistics';
import { type TrainedRun, trainRuns } from './train-runs';

export interface Tried extends Candidate {
  setting: SettingName;
  /** NaN where a run diverged. */
  testAccuracy: number;
  chosen: boolean;
}

export async function tune(
  scale: Scale,
  cache: string | undefined,
): Promise<{ tried: Tried[]; runs: TrainedRun[] }> {
  const candidates = tuned.flatMap((setting) =>
    candidatesOf(setting).map((candidate) => ({
      setting,
      candidate,
      config: configOf(setting, candidate),
      id: `${setting}/try/${candidate.schedule}/${candidate.learningRate}/${candidate.momentum}`,
    })),
  );
  const runs = await trainRuns(candidates, scale.tuningSeeds, scale, cache);
  const tried = candidates.map(({ setting, candidate, id }) => {
    const own = runs.filter(({ arm }) => arm === id).map(({ numbers }) => numbers.testAccuracy);
    return { ...candidate, setting, testAccuracy: mean(own), chosen: false };
  });
  return { tried: withChosen(tried), runs };
}

/** The first of the best: rates come in ascending order, without momentum first. */
export function withChosen(tried: readonly Tried[]): Tried[] {
  const best = new Map<string, Tried>();
  for (const each of tried) {
    const key = `${each.setting} ${each.schedule}`;
    const before = best.get(key);
    if (!before || !(each.testAccuracy <= before.testAccuracy || Number.isNaN(each.testAccuracy)))
      best.set(key, each);
  }
  return tried.map((each) => ({ ...each, chosen: [...best.values()].includes(each) }));
}
