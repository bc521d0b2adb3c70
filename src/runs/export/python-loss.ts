/** The loss of a run as PyTorch code: a function of scores and labels that gives the loss of each example. */
import type { LossName } from '../../training/fields';

export interface LossCode {
  /** What the program imports from torch.nn.functional. */
  imported: string;
  /** Its own definition, where PyTorch has none. */
  part: string;
  /** Loss of each example; `scores` and `labels` are Python expressions. */
  ofExamples(scores: string, labels: string): string;
}

const codes: Record<LossName, LossCode> = {
  'cross-entropy': {
    imported: 'cross_entropy',
    part: '',
    ofExamples: (scores, labels) => `cross_entropy(${scores}, ${labels}, reduction="none")`,
  },
  'squared-error': {
    imported: 'one_hot',
    part: `def squared_error(scores, labels):
    """Loss of each example: half the squared distance of its scores from 1 for the right class, 0 for the others."""
    return 0.5 * ((scores - one_hot(labels, scores.shape[1])) ** 2).sum(1)`,
    ofExamples: (scores, labels) => `squared_error(${scores}, ${labels})`,
  },
};

export const lossCode = (loss: LossName): LossCode => codes[loss];
