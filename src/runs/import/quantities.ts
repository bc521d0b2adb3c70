/** What the columns of a training log are called, here and in other programs. Pure. */
import { bareSplit, plain, readName } from './names';

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
  /** Just `accuracy`: whose it is, its neighbours say. */
  | 'accuracy'
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

/** What newer versions write after them. */
export const addedHeader: readonly string[] = ['landing', 'kept'];

/** Small letters and digits of every name; where a log has several for one quantity, the first here wins. */
const aliases: Partial<Record<Quantity, string>> = {
  step:
    'trainerglobalstep trainglobalstep globalstep step steps trainstep timetotaltimesteps totaltimesteps ' +
    'iteration iterations iter it update updates numupdates optimizerstep s batch batchidx batches ' +
    'currentsteps currentstep currentiteration ' +
    'tokens tokensseen consumedtokens samples consumedsamples examples timeiterations',
  epoch: 'epoch epochs trainepoch currentepoch ep',
  momentum: 'momentum lrsgdmomentum',
  gradientNorm: 'gradientnorm gradnorm traingradnorm totalgradnorm globalgradnorm gnorm norm',
  stepNorm: 'stepnorm updatenorm',
  kappa: 'kappa',
};
/** `lr`, `train/learning_rate`, `lr-SGD/pg1`, `lr/pg0`, `base_lr`. */
const learningRate = /^(train|base)?(lr|learningrate)(sgd|adam|adamw|lion|rmsprop|muon)?(pg|group)?\d{0,2}$/;

interface Named {
  quantity: Quantity;
  /** How good a name for it that is; 0: the best. */
  rank: number;
}

const known = new Map<string, Named>();
for (const [quantity, names] of Object.entries(aliases) as [Quantity, string][]) {
  for (const [rank, name] of names.split(' ').entries()) known.set(name, { quantity, rank });
}
/** A name that is only a split counts where no column is called a loss. */
export const bareRank = 100;
/** Names of steps from here on are those of amounts, as `tokens`: only where they go up are they steps. */
export const amountRank = (known.get('tokens') as Named).rank;

/** What a column of this name holds, and how good a name for it that is; capitals and separators do not count. */
export function quantityOf(name: string): Named | undefined {
  if (name.length > 80) return undefined;
  const word = plain(name);
  const found = known.get(word);
  if (found) return found;
  if (learningRate.test(word)) return { quantity: 'learningRate', rank: word.length };
  if (word === 'trl' || word === 'tel')
    return { quantity: word === 'trl' ? 'trainLoss' : 'testLoss', rank: 1 };
  const split = bareSplit(name);
  if (split) return { quantity: split === 'train' ? 'trainLoss' : 'testLoss', rank: bareRank };
  return namedOf(name);
}

function namedOf(name: string): Named | undefined {
  const reading = readName(name);
  if (!reading) return undefined;
  const { what, split, level, extra } = reading;
  if (what === 'accuracy') {
    const quantity = split ? (`${split}Accuracy` as const) : 'accuracy';
    return { quantity, rank: extra + (level === 'step' ? 5 : level === 'epoch' ? 1 : 0) };
  }
  if (split === 'test') return { quantity: 'testLoss', rank: extra + (level === 'step' ? 5 : 0) };
  if (level === 'step') return { quantity: 'batchLoss', rank: extra };
  if (level === 'epoch') return { quantity: 'trainLoss', rank: extra + 1 };
  return { quantity: split === 'train' ? 'trainLoss' : 'loss', rank: extra };
}

export const lossQuantities: readonly Quantity[] = ['batchLoss', 'loss', 'trainLoss', 'testLoss'];

export function isLoss(name: string): boolean {
  const found = quantityOf(name);
  return found !== undefined && found.rank < bareRank && lossQuantities.includes(found.quantity);
}

/** Columns of a log in long form, one number per row: what is measured, and the number. */
export function isTagName(name: string): boolean {
  return ['tag', 'metric', 'metricname', 'key', 'name', 'variable'].includes(plain(name));
}

export function isValueName(name: string): boolean {
  return ['value', 'scalar'].includes(plain(name));
}

/** A column that says which run a row is of. */
export function isRunName(name: string): boolean {
  return ['run', 'runid', 'runname', 'runuuid', 'trial', 'trialid'].includes(plain(name));
}

/** A column that says which examples a row is of, as `phase` with train and val. */
export function isSplitName(name: string): boolean {
  return ['phase', 'split', 'mode', 'subset', 'stage', 'dataset', 'set'].includes(plain(name));
}
