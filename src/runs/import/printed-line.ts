/** One line as programs print them while they train, as names and numbers: `iter 10: loss 3.2, lr 1e-3`. Pure. */
import { bareSplit, plain, readName } from './names';
import { plainLine } from './plain-line';
import { quantityOf } from './quantities';

export interface Pair {
  name: string;
  value: number;
  /** Where a place is counted up to: 60 in `[10/60]`. */
  total?: number;
}

/** A number, its thousands or millions as in `5k`, `of 60` or `/60` after it, and its unit. */
const numbers =
  /(?<![\w.@])([+-]?(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+\.?\d*|\.\d+)(?:e[+-]?\d+|[kM](?!\w))?|(?<=[\s:=]['"]?)[+-]?(?:nan|inf(?:inity)?)(?!\w))(?:\s*(?:\/|\bof\b)\s*(\d+))?(\s?%|\s?(?:ms|us|s|sec|secs|min|h|it\/s|s\/it|tok\/s|GiB|MiB|GB|MB)\b)?/gi;
const splits =
  /\b(?:(train|training)|(val|valid|validat(?:e|ion|ing)|eval|evaluat(?:e|ion|ing)|test|testing|dev|held-?out|holdout))\b/gi;
const assignment = /(?:->|=>|→|[\s:='"[~≈])+$/;
const edges = /[,|;\t(){}[\]<>!?*]|\s{2,}|\s[-–—·•]\s|:(?=\s|$)|=/;

interface Reader {
  pairs: Pair[];
  split: 'train' | 'val' | undefined;
  /** The last number may be that of a batch with the mean so far behind it: `Loss 2.1 (2.3)`. */
  open?: Pair | undefined;
  /** A whole number that the line begins with. */
  leading?: number;
  /** The line counts batches, as `[10/60]` does: those of a test where it speaks of one before. */
  counted?: 'training' | 'test';
}

/**
 * Reads the lines of a text one after the other: the numbers of each under their names; none where it has none. Names
 * of losses and accuracies get the split that the line speaks of: in `Test: loss 2` it is the val loss. What a line
 * without numbers or the one before speaks of holds where a line begins with a star, or stands below `Test Error:`.
 */
export class LineReader {
  private split: 'train' | 'val' | undefined;
  private heading = false;

  /** `bracketed`: a number in brackets at the start of a line is its step. */
  constructor(
    private readonly decimal: '.' | ',' = '.',
    private readonly bracketed = false,
  ) {}

  /** `spoken`: what the line speaks of, where it is known from elsewhere. */
  read(text: string, spoken?: 'train' | 'val'): Reader {
    const line = plainLine(text, this.decimal);
    const holds = /^\s*\*/.test(line) || (this.heading && /^\s/.test(line));
    const reader: Reader = { pairs: [], split: spoken ?? (holds ? this.split : undefined) };
    let end = 0;
    for (const found of line.matchAll(numbers)) {
      const before = line.slice(0, found.index).trim();
      const first = before === '' || (this.bracketed && before === '[');
      takeNumber(reader, line.slice(end, found.index), found, first);
      end = found.index + found[0].length;
    }
    finish(reader);
    if (end === 0) reader.split = splitIn(line) ?? reader.split;
    if (end === 0) this.heading = line.trimEnd().endsWith(':');
    else if (!holds) this.heading = false;
    this.split = reader.split;
    return reader;
  }
}

/** The number that a line begins with is its step where nothing else in it is; a name without its number is none. */
function finish(reader: Reader): void {
  const { pairs, leading } = reader;
  if (leading !== undefined && !pairs.some(({ name }) => quantityOf(name)?.quantity === 'step')) {
    pairs.unshift({ name: 'step', value: leading });
  }
  reader.pairs = pairs.filter(({ value }) => !Number.isNaN(value));
}

function takeNumber(reader: Reader, gap: string, found: RegExpMatchArray, first: boolean): void {
  const [, digits, total, unit] = found;
  const { open } = reader;
  reader.open = undefined;
  // Of a test, the mean counts.
  if (open && reader.counted === 'test' && /^\s*\(\s*$/.test(gap)) {
    open.value = shareOf(open.name, numberIn(digits), undefined, unit);
    return;
  }
  // `Acc: 12.5% (125/1000)`: examples, not batches.
  const isAccuracy = open !== undefined && readName(open.name)?.what === 'accuracy';
  if (isAccuracy && total !== undefined && /^\s*\(\s*$/.test(gap)) return;
  const bracketed = gap.trimEnd().endsWith('[');
  const parts = gap.replace(assignment, '').split(edges);
  let name = nameOf(parts.pop() ?? '');
  if (name === '' && bracketed) name = nameOf(parts.findLast((part) => isPlace(nameOf(part))) ?? '');
  for (const part of parts) reader.split = splitIn(part) ?? reader.split;
  const value = numberIn(digits);
  // `Test Epoch: 3` and `Validation step 100` speak of the test; the place is the same.
  const place = /^(\w+)[ _]+(epoch|step|iter|iteration|batch)$/i.exec(name);
  if (place && splitIn(place[1])) {
    reader.split = splitIn(place[1]);
    name = place[2];
  }
  const ofLoss = /^(.+) (?:at|after|in) (epoch|step|iter|iteration)$/i.exec(name);
  if (ofLoss) {
    reader.pairs.push({ name: ofLoss[2], value }, { name: ofLoss[1], value: Number.NaN });
    return;
  }
  if (total !== undefined && !unit) {
    // `Test: [10/20]` counts the batches of a test; in `Train: 3 [10/20]` the 3 is the epoch.
    const last = reader.pairs.at(-1);
    const ofEpoch = name === '' && last !== undefined && bareSplit(last.name) !== undefined;
    const speaks = ofEpoch ? last.name : name;
    if (ofEpoch) last.name = 'epoch';
    if (bareSplit(speaks)) {
      reader.split = splitIn(speaks) ?? reader.split;
      name = '';
    }
  }
  const waiting = reader.pairs.at(-1);
  if (waiting && Number.isNaN(waiting.value) && (name === '' || isItsValue(name))) {
    waiting.value = value;
    return;
  }
  if (name === '') {
    if (total !== undefined && !unit) takeBatch(reader, value, Number(total), gap);
    else if (first && !unit && total === undefined && Number.isInteger(value)) reader.leading = value;
    return;
  }
  // `Step: 57ms` is how long one takes.
  if (unit && isPlace(name)) return;
  // `Training: 100%|###| 10/10`: how far a bar is.
  if (unit?.trim() === '%' && isSplit(name)) {
    reader.split = splitIn(name);
    return;
  }
  const reading = readName(name);
  // Words of their own, as `Test loss`, speak for what follows too; `test_acc` speaks for itself.
  if (reading?.split && /\s/.test(name)) reader.split = reading.split === 'test' ? 'val' : 'train';
  else if (reading && !reading.split && reader.split) name = `${reader.split} ${name}`;
  const pair: Pair = { name, value: shareOf(name, value, total, unit) };
  if (total !== undefined && reading === undefined) pair.total = Number(total);
  reader.pairs.push(pair);
  reader.open = pair;
}

/** A name that is nothing but what a bar goes through. */
const isSplit = (name: string): boolean => name.replace(splits, '').trim() === '' && name !== '';

/** Megatron: `validation loss at iteration 40 | lm loss value: 2.0`. */
const isItsValue = (name: string): boolean =>
  / value$/i.test(name) && readName(name.replace(/ value$/i, ''))?.split === undefined;

/** An accuracy as a share where it is written as `90/100` or `90 %`; all others as they are. */
function shareOf(name: string, value: number, total: string | undefined, unit: string | undefined): number {
  if (readName(name)?.what !== 'accuracy') return value;
  if (total !== undefined) return value / Number(total);
  return unit?.trim() === '%' ? value / 100 : value;
}

/** A count that stands alone is that of batches, unless the line has said its step already. */
function takeBatch(reader: Reader, value: number, total: number, gap: string): void {
  const counter = reader.pairs.find((pair) => pair.name === 'batch' && pair.total !== undefined);
  // `[0/5][10/60]` counts epochs and then batches.
  if (counter && /^\s*\]\s*\[\s*$/.test(gap)) {
    Object.assign(counter, { name: 'epoch', total: undefined });
  } else if (reader.pairs.some((pair) => quantityOf(pair.name)?.quantity === 'step')) return;
  reader.pairs.push({ name: 'batch', value, total });
  reader.counted = reader.split === 'val' ? 'test' : 'training';
}

const isPlace = (name: string): boolean => {
  const quantity = quantityOf(name)?.quantity;
  return quantity === 'step' || quantity === 'epoch';
};

/** The last words before a number, when they may be a name. */
function nameOf(text: string): string {
  const name = text
    .replace(/['"`]/g, '')
    .trim()
    .replace(/\s+(?:is|was)$/i, '');
  return name.split(/\s+/).length > 5 || name.length > 60 || plain(name) === '' ? '' : name;
}

function splitIn(text: string): 'train' | 'val' | undefined {
  const found = [...text.matchAll(splits)].at(-1);
  return found && (found[1] ? 'train' : 'val');
}

function numberIn(text: string): number {
  if (/^[+-]?(?:nan|inf)/i.test(text)) return Number.POSITIVE_INFINITY;
  const factor = { k: 1e3, K: 1e3, M: 1e6 }[text.at(-1) ?? ''] ?? 1;
  return factor * Number(text.replace(/[kKM]$/, '').replaceAll(',', ''));
}
