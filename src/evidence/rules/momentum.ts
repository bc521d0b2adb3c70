/** C2: what momentum adds to a learning rate with the same η/(1−μ), with large steps and with small ones. */
import { momentumSettings } from '../settings';
import {
  above,
  below,
  claim,
  information,
  interval,
  meanAbove,
  meanBelow,
  pairedRatio,
  premise,
  type Rule,
} from './check';

/** Momentum brings nothing that matters while it lowers the loss by less than a quarter; it helps from a tenth on. */
const nothing = 0.75;
const helps = 0.9;

const ratios = (first: readonly number[], second: readonly number[]) =>
  first.map((each, i) => each / second[i]);

export const momentum: Rule = {
  claim: 'C2',
  states:
    'With large steps momentum brings nothing that a matching change of the learning rate (equal η/(1−μ)) does not; with small steps it speeds training up.',
  words: `That momentum speeds small steps up at an equal η/(1−μ) is our reading of the paper’s introduction, of which we could not read the end. Compared is the training loss (geometric mean over the last fifth of the epochs) with momentum 0.9 over that without at equal η/(1−μ), run by run. Tested in a setting where steps without momentum are large (mean κ above 1) in the one pair and small (below 0.5) in the other. Supported when the 95 % interval of the ratio stays above ${nothing} with large steps (momentum lowers the loss by less than a quarter) and below ${helps} with small ones (by more than a tenth), and the ratio with large steps is higher than that with small ones. Momentum at the same learning rate, which makes every step larger, is for information.`,
  settings: momentumSettings,
  checks(setting, runs) {
    const kappa = (size: string) => interval(runs.values(`${setting}/${size}-0`, 'kappaBefore'));
    const levels = (arm: string) => runs.values(`${setting}/${arm}`, 'level');
    const ratio = (arm: string, plain: string) => pairedRatio(levels(arm), levels(plain));
    const gains = (size: string) => ratios(levels(`${size}-0.9`), levels(`${size}-0`));
    return [
      premise(
        'step number',
        'κ of large steps without momentum',
        kappa('large'),
        'mean above 1',
        meanAbove(1),
      ),
      premise(
        'step number',
        'κ of small steps without momentum',
        kappa('small'),
        'mean below 0.5',
        meanBelow(0.5),
      ),
      claim(
        'ratio',
        'loss with large steps, μ 0.9 over none',
        ratio('large-0.9', 'large-0'),
        `above ${nothing}`,
        above(Math.log(nothing)),
      ),
      claim(
        'ratio',
        'loss with small steps, μ 0.9 over none',
        ratio('small-0.9', 'small-0'),
        `below ${helps}`,
        below(Math.log(helps)),
      ),
      claim(
        'ratio',
        'what μ 0.9 does to the loss with large steps over what it does with small ones',
        pairedRatio(gains('large'), gains('small')),
        'above 1',
        above(0),
      ),
      information('ratio', 'loss with large steps, μ 0.97 over none', ratio('large-0.97', 'large-0')),
      information('ratio', 'loss with small steps, μ 0.97 over none', ratio('small-0.97', 'small-0')),
      information(
        'ratio',
        'loss with small steps, μ 0.9 over none at the same learning rate',
        ratio('small-same-rate', 'small-0'),
      ),
    ];
  },
};
