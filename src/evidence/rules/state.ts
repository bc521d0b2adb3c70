/** The regime is one of the state: at a constant learning rate large steps become small ones by themselves. */
import { below, claim, interval, meanAbove, pairedDifference, premise, type Rule } from './check';

export const state: Rule = {
  claim: 'state',
  states:
    'The regime is a property of the state, not of the learning rate: at a constant rate a run can leave the large-step regime by itself.',
  words:
    'Tested in a setting where the steps half way through a run at a constant learning rate are large (mean κ above 1). Supported when at its end κ is lower (95 % interval of the paired difference below 0) and steps are small (interval below 0.5).',
  settings: ['mnist1d-mlp', 'mnist1d-cnn', 'fashion-mlp'],
  checks(setting, runs) {
    const [half, end] = (['kappaBefore', 'kappaAfter'] as const).map((name) =>
      runs.values(`${setting}/constant`, name),
    );
    const kind = 'step number';
    return [
      premise(kind, 'κ half way', interval(half), 'mean above 1', meanAbove(1)),
      claim(kind, 'κ at the end', interval(end), 'below 0.5', below(0.5)),
      claim(
        'difference of step numbers',
        'κ at the end minus half way',
        pairedDifference(end, half),
        'below 0',
        below(0),
      ),
    ];
  },
};
