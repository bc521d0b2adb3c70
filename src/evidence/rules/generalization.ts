/** C3: whether large steps buy test accuracy, at the same number of epochs and at the same training loss. */
import { longer } from '../experiments';
import type { NumberName } from '../numbers';
import { wholeRuns } from '../settings';
import {
  above,
  claim,
  information,
  interval,
  meanAbove,
  meanBelow,
  pairedDifference,
  premise,
  type Rule,
} from './check';

export const generalization: Rule = {
  claim: 'C3',
  states:
    'Large steps, poor as they are at lowering the training loss, are what makes the network generalize; small steps alone generalize worse.',
  words: `Tested in a setting where the first phase of the two-phase run takes large steps (mean κ above 1) and small steps only never are large (mean κ at the end below 1). Supported when the two-phase run has the higher test accuracy than small steps only, run by run, both after the same number of epochs and at the same training loss (95 % intervals of both paired differences above 0). The same training loss: the lowest that every seed of the two-phase runs and of small steps with ${longer} times the epochs comes down to; the accuracy is that at the first reading there, of two-phase runs the first after the drop.`,
  settings: wholeRuns,
  checks(setting, runs) {
    const values = (arm: string, name: NumberName) => runs.values(`${setting}/${arm}`, name);
    const gain = (first: string, second: string, name: NumberName = 'testAccuracy') =>
      pairedDifference(values(first, name), values(second, name));
    const kind = 'difference of accuracies';
    return [
      premise(
        'step number',
        'κ before the drop',
        interval(values('two-phase', 'kappaBefore')),
        'mean above 1',
        meanAbove(1),
      ),
      premise(
        'step number',
        'κ of small steps only',
        interval(values('small-only', 'kappaAfter')),
        'mean below 1',
        meanBelow(1),
      ),
      claim(
        kind,
        'same epochs: two phases minus small steps',
        gain('two-phase', 'small-only'),
        'above 0',
        above(0),
      ),
      claim(
        kind,
        'same loss: two phases minus small steps',
        gain('two-phase', 'small-only-long', 'matchedAccuracy'),
        'above 0',
        above(0),
      ),
      information(kind, 'same epochs: large steps only minus small steps', gain('large-only', 'small-only')),
      information(
        kind,
        'same epochs: two phases minus small steps with momentum',
        gain('two-phase', 'small-only-momentum'),
      ),
      information(
        kind,
        `at the end: two phases minus small steps of ${longer} times the epochs`,
        gain('two-phase', 'small-only-long'),
      ),
    ];
  },
};
