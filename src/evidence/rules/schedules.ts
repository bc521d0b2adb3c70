/** C4: two phases against schedules that were tuned, at the same number of epochs. */
import { tuned } from '../settings';
import { above, claim, pairedDifference, type Rule } from './check';

/** Test accuracy that two phases may be worse by and still count as as good. */
export const margin = 0.01;

export const rivals = { cosine: 'cosine', linear: 'linear', step: 'step decay', 'one-cycle': 'one cycle' };

export const schedules: Rule = {
  claim: 'C4',
  states:
    'A schedule of two phases, a large learning rate without momentum and then a small one with it, is as good as tuned cosine, linear, step and one-cycle schedules.',
  words: `Each schedule is tuned by mean test accuracy over the tuning seeds, two phases over five rates and each rival over these rates with and without momentum 0.9 (which of them was taken, and whether it was the last, is in the table), and compared on other seeds after the same number of epochs. As good as a rival when the 95 % interval of the paired difference in test accuracy, two phases minus the rival, stays above −${100 * margin} percentage point. Supported in a setting when two phases are as good as every rival.`,
  settings: tuned,
  checks: (setting, runs) =>
    Object.entries(rivals).map(([rival, label]) =>
      claim(
        'difference of accuracies',
        `two phases minus ${label}`,
        pairedDifference(
          runs.values(`${setting}/tuned-two-phase`, 'testAccuracy'),
          runs.values(`${setting}/tuned-${rival}`, 'testAccuracy'),
        ),
        `above −${(100 * margin).toFixed(1)} points`,
        above(-margin),
      ),
    ),
};
