/** The words that names of losses and accuracies are made of, in logs of all programs. Pure. */

export type Split = 'train' | 'test';

export interface Reading {
  what: 'loss' | 'accuracy';
  split?: Split | undefined;
  /** Of one batch, or of a whole epoch. */
  level?: 'step' | 'epoch' | undefined;
  /** How much is said besides; 0: nothing. */
  extra: number;
}

type Word = Partial<Omit<Reading, 'extra'>> & { extra?: number };

const wordsOf = (words: string, word: Word) => words.split(' ').map((each) => [each, word] as const);

const known = new Map<string, Word>([
  ...wordsOf('train training', { split: 'train' }),
  ...wordsOf('val valid validation eval evaluation test testing dev heldout holdout', { split: 'test' }),
  ...wordsOf('loss losses', { what: 'loss' }),
  ...wordsOf('accuracy acc top1 acc1 prec1 top1acc', { what: 'accuracy' }),
  ...wordsOf('cost objective crossentropy nll mse bce logloss xent', { what: 'loss', extra: 3 }),
  ...wordsOf('lm', { extra: 3 }),
  ...wordsOf('categorical sparse binary multiclass', { extra: 1 }),
  ...wordsOf('step batch minibatch iter iteration', { level: 'step' }),
  ...wordsOf('epoch', { level: 'epoch' }),
  ...wordsOf('average avg mean running total overall metrics metric set per', { extra: 2 }),
]);
const longest = Math.max(...[...known.keys()].map((each) => each.length));
const bare = new Map<string, Split>([
  ...['train', 'training', 'learn'].map((each) => [each, 'train'] as const),
  ...['val', 'valid', 'validation', 'test', 'dev', 'heldout', 'holdout'].map(
    (each) => [each, 'test'] as const,
  ),
]);

/** Small letters and digits of a name: capitals and what parts its words do not count. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What a name says; undefined where it is not the name of a loss or an accuracy, or has words that are not known. */
export function readName(name: string): Reading | undefined {
  if (name.length > 80) return undefined;
  const words = segments(plain(name));
  if (!words) return undefined;
  const reading: Reading = { what: 'loss', extra: 0 };
  let what: Reading['what'] | undefined;
  for (const word of words) {
    if (word.split && reading.split) return undefined;
    if (word.level && reading.level) return undefined;
    if (word.what && what && word.what !== what) return undefined;
    what ??= word.what;
    reading.split ??= word.split;
    reading.level ??= word.level;
    reading.extra += word.extra ?? 0;
  }
  // What a batch costs is time.
  if (/cost/.test(plain(name)) && reading.level === 'step') return undefined;
  return what && { ...reading, what };
}

/** The split of a name that is nothing but one, as some programs call their losses. */
export function bareSplit(name: string): Split | undefined {
  return bare.get(plain(name));
}

/** The part of a loss that a name speaks of: `train/box_loss` is the box loss of the training set. */
export function lossPart(name: string): { split: Split; part: string } | undefined {
  const found = /^(train|training|val|valid|validation|test|eval)[/_. -]+(.*?)[/_. -]*loss$/i.exec(
    name.trim(),
  );
  const split = found && bareSplit(found[1] === 'eval' ? 'val' : found[1]);
  return split && plain(found[2]) !== '' ? { split, part: plain(found[2]) } : undefined;
}

/** The words of a text that is made of nothing but known ones; the longest first. */
function segments(text: string): Word[] | undefined {
  if (text === '') return [];
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const word = known.get(text.slice(0, length));
    const rest = word && segments(text.slice(length));
    if (rest) return [word, ...rest];
  }
  return undefined;
}
