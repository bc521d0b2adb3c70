/** C1: large steps bounce and stall, small steps fall smoothly; the same network before and after the drop. */
import { above, below, claim, interval, pairedDifference, pairedRatio, type Rule } from './check';

/** The regimes' own bounds of the step number (`training/regime`). */
const large = 1;
const small = 0.5;

export const bounce: Rule = {
  claim: 'C1',
  states:
    'With large steps the loss does not fall consistently and stays on a higher plateau; with small steps it falls fast and smoothly.',
  words: `Supported in a setting when (1) the share of epochs in which the full training loss rose is larger before the drop than after it (95 % interval of the paired difference above 0), (2) the median step number κ before the drop is above ${large} and (3) after it below ${small} (whole intervals), and (4) the loss that large steps alone end at is higher than that of the run that dropped, after the same number of epochs (interval of the paired ratio above 1).`,
  settings: ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'],
  checks(setting, runs) {
    const two = (name: Parameters<typeof runs.values>[1]) => runs.values(`${setting}/two-phase`, name);
    const plateau = runs.values(`${setting}/large-only`, 'level');
    return [
      claim(
        'difference of shares',
        'rising epochs, before minus after the drop',
        pairedDifference(two('risingBefore'), two('risingAfter')),
        'above 0',
        above(0),
      ),
      claim('step number', 'κ before the drop', interval(two('kappaBefore')), `above ${large}`, above(large)),
      claim('step number', 'κ after the drop', interval(two('kappaAfter')), `below ${small}`, below(small)),
      claim(
        'ratio',
        'final loss, large steps only over two phases',
        pairedRatio(plateau, two('level')),
        'above 1',
        above(0),
      ),
    ];
  },
};
