/** C1: large steps bounce and stall, small steps fall smoothly; the same network before and after the drop. */
import { keptShare } from '../../training/probes/kappa';
import type { NumberName } from '../numbers';
import {
  above,
  type Check,
  claim,
  information,
  interval,
  type Kind,
  meanAbove,
  meanBelow,
  pairedDifference,
  pairedRatio,
  premise,
  type Rule,
} from './check';

/** The regimes' own bounds of the step number (`training/regime`). */
const large = 1;
const small = 0.5;

/** Where the steps of both phases landed, and what they kept: told beside the rule, and no part of it. */
function landings(two: (name: NumberName) => number[]): Check[] {
  const told = (kind: Kind, label: string, before: number[], after: number[]) => [
    information(kind, `${label}, before the drop`, interval(before)),
    information(kind, `${label}, at the end`, interval(after)),
  ];
  const kept = (name: NumberName) => two(name).map(keptShare);
  return [
    ...told('landing position', 'landing position p', two('landingBefore'), two('landingAfter')),
    ...told('share of steps', 'steps across the floor', two('crossedBefore'), two('crossedAfter')),
    ...told('kept share', 'kept on the own batch (median step)', kept('kappaBefore'), kept('kappaAfter')),
    ...told(
      'kept share',
      'kept on the probe set (all steps together)',
      two('probeKeptBefore'),
      two('probeKeptAfter'),
    ),
  ];
}

export const bounce: Rule = {
  claim: 'C1',
  states:
    'With large steps the loss does not fall consistently and stays on a higher plateau; with small steps it falls fast and smoothly.',
  words: `Tested in a setting where steps are large before the drop (mean κ above ${large}) and small after it (mean κ below ${small}). Supported when (1) the share of epochs in which the full training loss rose is larger before the drop than after it (95 % interval of the paired difference above 0), and the training loss with large steps only is higher than that of the run that dropped, seed by seed, both (2) a twentieth of the run after the drop, so the fall is fast, and (3) over the last fifth of the epochs (geometric mean), so the plateau is higher (intervals of both paired ratios above 1).`,
  settings: ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'],
  checks(setting, runs) {
    const two = (name: NumberName) => runs.values(`${setting}/two-phase`, name);
    const ratio = (name: 'soonAfter' | 'level') =>
      pairedRatio(runs.values(`${setting}/large-only`, name), two(name));
    return [
      premise(
        'step number',
        'κ before the drop',
        interval(two('kappaBefore')),
        `mean above ${large}`,
        meanAbove(large),
      ),
      premise(
        'step number',
        'κ at the end, after the drop',
        interval(two('kappaAfter')),
        `mean below ${small}`,
        meanBelow(small),
      ),
      claim(
        'difference of shares',
        'rising epochs, before minus after the drop',
        pairedDifference(two('risingBefore'), two('risingAfter')),
        'above 0',
        above(0),
      ),
      claim(
        'ratio',
        'loss soon after the drop, large steps only over two phases',
        ratio('soonAfter'),
        'above 1',
        above(0),
      ),
      claim(
        'ratio',
        'loss of the last fifth, large steps only over two phases',
        ratio('level'),
        'above 1',
        above(0),
      ),
      ...landings(two),
    ];
  },
};
