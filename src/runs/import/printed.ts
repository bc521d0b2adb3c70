/**
 * Logs as programs print them, line after line among other lines: the numbers of a line are a row, and a line that
 * does not say its step or epoch belongs to the last one that was said. Pure.
 */
import { isRuntime } from './known-programs';
import { LogTable } from './log-table';
import { decimalSignIn } from './plain-line';
import { LineReader, type Pair } from './printed-line';
import { lossQuantities, type Quantity, quantityOf } from './quantities';

/** Lines that tell which names the log has. */
const sampled = 4000;
/** Lines in which a name that is not known must come to be one of the log. */
const leastTimes = 3;
const mostNames = 100;

/** Progress bars are drawn over each other by carriage returns or backspaces. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const drawnOver = /\r|\x08+/;

/** The lines of a text; those that a program drew over each other with carriage returns are lines too. */
export function* linesOf(text: string): Generator<{ text: string; number: number }> {
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    number++;
    for (const part of text.slice(at, Math.min(end, at + 2 ** 20)).split(drawnOver)) {
      if (part.trim() !== '') yield { text: part, number };
    }
    at = end + 1;
  }
}

export interface PrintedNames {
  /** Names that the log has, known ones and others. */
  names: Set<string>;
  /** Lines with a loss. */
  losses: number;
  decimal: '.' | ',';
  /** A number whose comma may part thousands or fractions. */
  unclear?: string;
  /** Lines begin with their step in brackets, as `[10]`. */
  bracketed: boolean;
}

/** What the first lines of a text name. */
export function printedNames(text: string): PrintedNames {
  const times = new Map<string, number>();
  const lines: string[] = [];
  for (const { text: line } of linesOf(text)) if (lines.push(line) === sampled) break;
  const sign = decimalSignIn(lines);
  const bracketed = countsInBrackets(lines);
  const reader = new LineReader(sign.decimal, bracketed);
  let losses = 0;
  for (const line of lines) {
    const read = reader.read(line);
    const isLossLine = read.pairs.some(({ name }) => isLossName(name));
    if (isLossLine) losses++;
    for (const name of new Set(read.pairs.map((pair) => pair.name))) {
      if (times.size < 5000) times.set(name, (times.get(name) ?? 0) + 1);
    }
  }
  const often = [...times].filter(([name, count]) => quantityOf(name) !== undefined || count >= leastTimes);
  return { names: new Set(often.slice(0, mostNames).map(([name]) => name)), losses, ...sign, bracketed };
}

/** Numbers in brackets at the start of lines that go up; those of processes do not. */
function countsInBrackets(lines: readonly string[]): boolean {
  const places = lines.flatMap((line) => /^\s*\[(\d+)\]/.exec(line)?.[1] ?? []).map(Number);
  return places.length > 1 && places.every((place, i) => i === 0 || place > places[i - 1]);
}

function isLossName(name: string): boolean {
  const found = quantityOf(name);
  return found !== undefined && lossQuantities.includes(found.quantity);
}

type Place = 'step' | 'epoch';
const isPlace = (quantity: Quantity | undefined): quantity is Place =>
  quantity === 'step' || quantity === 'epoch';

/** The rows of a printed log; returns what is wrong, or the table. */
export function readPrinted(
  text: string,
  { names, decimal, unclear, bracketed }: PrintedNames,
  notes: string[],
): LogTable | string {
  const table = new LogTable('Line');
  const wanted = (name: string) => names.has(name) || quantityOf(name) !== undefined || isRuntime(name);
  const reader = new LineReader(decimal, bracketed);
  /** What was last said of where training is. */
  const now: Partial<Record<Place | 'total', number | undefined>> = {};
  let stepWithinEpoch = false;
  let second: number | undefined;
  /** Where steps are counted up to; 0: a step without that. */
  const totals = new Set<number>();
  for (const { text: line, number } of linesOf(text)) {
    let read = reader.read(line);
    const isSecond = read.counted === 'training' && beginsAnew(read.pairs, now);
    if (isSecond) read = reader.read(line, 'val');
    if (isSecond) second ??= number;
    const { places, measured } = sorted(read.pairs.filter(({ name }) => wanted(name)));
    if (places.epoch !== undefined && places.epoch !== now.epoch) {
      now.epoch = places.epoch;
      if (stepWithinEpoch) now.step = undefined;
      now.total = undefined;
    }
    // Batches of a test are counted by themselves, and a bar without numbers may be of anything.
    const { counted } = read;
    if (places.step !== undefined && counted !== 'test' && !(counted && measured.length === 0)) {
      now.step = places.step;
      now.total = places.total;
      totals.add(places.total ?? 0);
      stepWithinEpoch = counted !== undefined;
    }
    // Settings are printed before training begins.
    const isSetting = placesOf(now).length === 0 && !measured.some(({ name }) => isLossName(name));
    if (measured.length === 0 || isSetting) continue;
    const row = [...placesOf(now), ...measured];
    const fault = table.add(
      row.map(({ name }) => name),
      row.map(({ value }) => value),
      number,
    );
    if (fault !== undefined) return fault;
  }
  if (unclear !== undefined) notes.push(`The comma in “${unclear}” is taken to part thousands.`);
  if (second !== undefined) {
    notes.push(`Line ${second} counts anew within its epoch and to another end: that is taken as the test.`);
  }
  const [total] = totals;
  if (totals.size === 1 && total > 0) table.countedTo = total;
  return table;
}

/** Batches count anew in the same epoch, to another end. */
function beginsAnew(
  pairs: readonly Pair[],
  now: Partial<Record<Place | 'total', number | undefined>>,
): boolean {
  const { places, measured } = sorted(pairs);
  const { step = 0, total, epoch = now.epoch } = places;
  if (now.epoch === undefined || now.total === undefined || now.step === undefined) return false;
  const isSame = epoch === now.epoch && measured.some(({ name }) => isLossName(name));
  return isSame && total !== undefined && total !== now.total && step < now.step;
}

const placesOf = (now: Partial<Record<Place, number | undefined>>): Pair[] =>
  (['step', 'epoch'] as const).flatMap((name) => {
    const value = now[name];
    return value === undefined ? [] : [{ name, value }];
  });

/** Where a line says that training is, by the best of its names for that, and what else it says. */
function sorted(pairs: readonly Pair[]) {
  const places: Partial<Record<Place | 'total', number | undefined>> = {};
  const ranks: Partial<Record<Place, number | undefined>> = {};
  const measured: Pair[] = [];
  for (const pair of pairs) {
    const found = quantityOf(pair.name);
    if (!isPlace(found?.quantity) || !found) {
      if (!measured.some(({ name }) => name === pair.name)) measured.push(pair);
      continue;
    }
    const { quantity, rank } = found;
    if (!Number.isFinite(pair.value) || pair.value < 0) continue;
    if (quantity === 'step' && !Number.isInteger(pair.value)) continue;
    if (rank >= (ranks[quantity] ?? Number.POSITIVE_INFINITY)) continue;
    places[quantity] = pair.value;
    if (quantity === 'step') places.total = pair.total;
    ranks[quantity] = rank;
  }
  return { places, measured };
}
