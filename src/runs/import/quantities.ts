/** What the columns of a training log are called, here and in other programs. Pure. */

export type Quantity =
  | 'step'
  | 'epoch'
  /** Named as the loss of one batch. */
  | 'batchLoss'
  /** Just `loss`: whose it is, the rest of the log decides. */
  | 'loss'
  | 'trainLoss'
  | 'testLoss'
  | 'trainAccuracy'
  | 'testAccuracy'
  | 'learningRate'
  | 'momentum'
  | 'gradientNorm'
  | 'stepNorm'
  | 'kappa';

/** Header of a run exported by this page; such a file comes back as it was. */
export const ownHeader: readonly string[] = [
  'step',
  'epoch',
  'lr',
  'momentum',
  'batch_loss',
  'gradient_norm',
  'step_norm',
  'kappa',
  'train_loss',
  'train_accuracy',
  'test_loss',
  'test_accuracy',
  'regime',
];

const trainSplits = ['train', 'training'];
const testSplits = ['val', 'valid', 'validation', 'eval', 'test', 'dev'];
const accuracies = ['accuracy', 'acc', 'categoricalaccuracy', 'sparsecategoricalaccuracy', 'binaryaccuracy'];

/** `train_loss` and TensorBoard's `Loss/train`. */
const ofSplits = (splits: readonly string[], what: readonly string[]) =>
  splits.flatMap((split) => what.flatMap((each) => [split + each, each + split]));

/** Small letters and digits of every name; where a log has several for one quantity, the first here wins. */
const aliases: Record<Quantity, readonly string[]> = {
  step: ['globalstep', 'step', 'steps', 'trainerglobalstep', 'iteration', 'iterations', 'iter', 'batch'],
  epoch: ['epoch', 'epochs'],
  batchLoss: ['batchloss', 'lossbatch', 'minibatchloss', 'trainbatchloss', 'trainlossstep', 'lossstep'],
  loss: ['loss'],
  trainLoss: [...ofSplits(trainSplits, ['loss']), 'trainlossepoch', 'lossepoch'],
  testLoss: ofSplits(testSplits, ['loss']),
  trainAccuracy: [...ofSplits(trainSplits, accuracies), ...accuracies],
  testAccuracy: ofSplits(testSplits, accuracies),
  learningRate: ['lr', 'learningrate', 'trainlr', 'trainlearningrate', 'lrsgd', 'lradam', 'lradamw'],
  momentum: ['momentum', 'lrsgdmomentum'],
  gradientNorm: ['gradientnorm', 'gradnorm', 'traingradnorm'],
  stepNorm: ['stepnorm', 'updatenorm'],
  kappa: ['kappa'],
};

const known = new Map<string, { quantity: Quantity; rank: number }>();
for (const [quantity, names] of Object.entries(aliases) as [Quantity, readonly string[]][]) {
  for (const [rank, name] of names.entries()) known.set(name, { quantity, rank });
}

const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What a column of this name holds, and how good a name for it that is (0: the best); capitals and separators do not count. */
export function quantityOf(name: string): { quantity: Quantity; rank: number } | undefined {
  return name.length > 80 ? undefined : known.get(plain(name));
}

export const lossQuantities: readonly Quantity[] = ['batchLoss', 'loss', 'trainLoss', 'testLoss'];

export function isLoss(name: string): boolean {
  const found = quantityOf(name);
  return found !== undefined && lossQuantities.includes(found.quantity);
}

/** Columns of a log in long form, one number per row: what is measured, and the number. */
export function isTagName(name: string): boolean {
  return ['tag', 'metric', 'metricname', 'key', 'name', 'variable'].includes(plain(name));
}

export function isValueName(name: string): boolean {
  return ['value', 'scalar'].includes(plain(name));
}
