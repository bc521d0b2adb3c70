/** Test accuracies at equal training loss: the level of each setting, and every run's accuracy there. */
import type { Arm } from '../../src/evidence/experiments';
import { commonLevel, matchedAt } from '../../src/evidence/numbers';
import { wholeRuns } from '../../src/evidence/settings';
import type { TrainedRun } from './train-runs';

export function matchLevels(
  runs: readonly TrainedRun[],
  arms: readonly Arm[],
): { levels: Record<string, number>; runs: TrainedRun[] } {
  const armOf = new Map(arms.map((arm) => [arm.id, arm]));
  const levels: Record<string, number> = {};
  for (const setting of wholeRuns) {
    const compared = ['two-phase', 'small-only-long'].map((name) => `${setting}/${name}`);
    const readings = runs.filter(({ arm }) => compared.includes(arm)).map((run) => run.readings);
    levels[setting] = commonLevel(readings);
  }
  const matched = runs.map((run) => {
    const arm = armOf.get(run.arm);
    const level = levels[arm?.setting ?? ''];
    if (!arm || level === undefined || run.divergedAt > 0) return run;
    // Large steps may touch a level that they do not stay at: two phases are read after the drop.
    const drop = arm.name === 'two-phase' ? Math.round((run.readings.trainLoss.length - 1) / 2) : 0;
    return { ...run, numbers: { ...run.numbers, ...matchedAt(run.readings, level, drop) } };
  });
  return { levels, runs: matched };
}
