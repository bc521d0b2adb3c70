/** What a split's scores come to, in float64. Pure. */
import type { LossName } from '../../fields';

type Scores = ArrayLike<number>;

/** Loss of the example whose `classes` scores begin at `at`; its best score at `best`, that of the right class at `own`. */
type Rule = (scores: Scores, at: number, classes: number, best: number, own: number) => number;

const rules: Record<LossName, Rule> = {
  'cross-entropy'(scores, at, classes, best, own) {
    let total = 0;
    for (let k = at; k < at + classes; k++) total += Math.exp(scores[k] - scores[best]);
    return Math.log(total) + scores[best] - scores[own];
  },
  'squared-error'(scores, at, classes, _best, own) {
    let total = 0;
    for (let k = at; k < at + classes; k++) total += (scores[k] - (k === own ? 1 : 0)) ** 2;
    return total / 2;
  },
};

/** Summed loss and number of right answers for scores [targets.length, classes]. */
export function scoreSums(scores: Scores, targets: Scores, loss: LossName): { loss: number; right: number } {
  const classes = scores.length / targets.length;
  const sums = { loss: 0, right: 0 };
  for (let row = 0; row < targets.length; row++) {
    const at = row * classes;
    let best = at;
    for (let k = at + 1; k < at + classes; k++) if (scores[k] > scores[best]) best = k;
    const own = at + targets[row];
    sums.loss += rules[loss](scores, at, classes, best, own);
    if (best === own) sums.right++;
  }
  return sums;
}
