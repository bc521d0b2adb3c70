/** Test accuracies at equal training loss: the level of each setting, and every run's accuracy there. */
import type { Arm } from '../../src/evidence/experiments';
import { accuracyAt, commonLevel } from '../../src/evidence/numbers';
import { wholeRuns } from '../../src/evidence/settings';
import type { TrainedRun } from './train-runs';

export function matchLevels(
  runs: readonly TrainedRun[],
  arms: readonly Arm[],
): { levels: Record<string, number>; runs: TrainedRun[] } {
  const settingOf = new Map(arms.map(({ id, setting }) => [id, setting]));
  const levels: Record<string, number> = {};
  for (const setting of wholeRuns) {
    const compared = ['two-phase', 'small-only-long'].map((name) => `${setting}/${name}`);
    const readings = runs.filter(({ arm }) => compared.includes(arm)).map((run) => run.readings);
    levels[setting] = commonLevel(readings);
  }
  const matched = runs.map((run) => {
    const level = levels[settingOf.get(run.arm) ?? ''] ?? Number.NaN;
    const matchedAccuracy = run.divergedAt > 0 ? Number.NaN : accuracyAt(run.readings, level);
    return { ...run, numbers: { ...run.numbers, matchedAccuracy } };
  });
  return { levels, runs: matched };
}
