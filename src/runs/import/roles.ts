/** What the columns of a log mean: guessed from their names and neighbours, or as a person says. Pure. */
import { knownParts } from './known-programs';
import type { LogColumn, LogTable } from './log-table';
import { lossPart, type Split } from './names';
import { listed, shortened } from './numbers';
import {
  amountRank,
  bareRank,
  isRunName,
  isValueName,
  lossQuantities,
  type Quantity,
  quantityOf,
} from './quantities';
import { runColumnOf } from './run-column';

/** What a person can say that a column is. */
export const roles = [
  'none',
  'step',
  'epoch',
  'batchLoss',
  'trainLoss',
  'testLoss',
  'learningRate',
  'trainAccuracy',
  'testAccuracy',
  'momentum',
  'gradientNorm',
  'stepNorm',
  'kappa',
  'run',
] as const;
export type Role = (typeof roles)[number];

export interface Meaning {
  /** The columns of each quantity; the losses in several are added up. */
  columns: Map<Quantity, LogColumn[]>;
  /** The column that says which run a row is of. */
  run?: LogColumn | undefined;
  /** A person said all this: nothing is weighed anew. */
  chosen: boolean;
}

export interface Guess extends Meaning {
  notes: string[];
  /** Why a person is to be asked. */
  ask?: string;
}

/**
 * Guesses from names, their neighbours and the name of the file. In a `chart` columns were named after runs; in
 * `printed` lines the same place stands in several.
 */
export function guessed(table: LogTable, fileName: string, kind = ''): Guess {
  const isChart = kind === 'chart';
  const notes: string[] = [];
  const columns = byNames(table);
  const ask = sumParts(table, columns, notes) ?? takeLone(table, columns, fileName);
  ownAccuracy(table, columns, notes);
  const named = table.columns.find(
    (column) => isRunName(column.name) && (isChart || hasSeveral(table, column)),
  );
  const run = named ?? (isChart || kind === 'printed' ? undefined : runColumnOf(table, columns));
  if (run && !named) notes.push(`“${run.name}” tells runs apart: there is one for each of its values.`);
  return { columns, run, chosen: false, notes, ...(ask ? { ask } : {}) };
}

/** The best column for each quantity that a name speaks of. */
function byNames(table: LogTable): Map<Quantity, LogColumn[]> {
  const found = table.columns.flatMap((column) => {
    const named = quantityOf(column.name);
    return named ? [{ column, ...named }] : [];
  });
  const hasLoss = found.some(
    ({ column, quantity, rank }) =>
      rank < bareRank && column.filled > 0 && lossQuantities.includes(quantity) && quantity !== 'testLoss',
  );
  const isAmount = ({ quantity, rank }: (typeof found)[number]) => quantity === 'step' && rank >= amountRank;
  const able = found.filter(
    (each) => (each.rank < bareRank || !hasLoss) && !(isAmount(each) && !counts(table, each.column)),
  );
  able.sort((a, b) => Number(b.column.filled > 0) - Number(a.column.filled > 0) || a.rank - b.rank);
  const columns = new Map<Quantity, LogColumn[]>();
  for (const { column, quantity } of able) if (!columns.has(quantity)) columns.set(quantity, [column]);
  return columns;
}

/** Where no column has the loss as a whole, the sum of its parts; returns what a person is to be asked, if anything. */
function sumParts(table: LogTable, columns: Map<Quantity, LogColumn[]>, notes: string[]): string | undefined {
  let ask: string | undefined;
  const sum = (split: Split, quantity: Quantity) => {
    const parts = table.columns.filter((column) => lossPart(column.name)?.split === split);
    if (parts.length === 0) return;
    columns.set(quantity, parts);
    const names = listed(parts.map(({ name }) => name));
    if (parts.length > 1) notes.push(`The loss comes in parts, which are added up: ${names}.`);
    if (parts.some(({ name }) => !knownParts.includes(lossPart(name)?.part ?? ''))) {
      ask = `No column holds the whole loss. Is it made up of ${names}?`;
    }
  };
  const train = (['batchLoss', 'loss', 'trainLoss'] as const).filter((each) => columns.has(each));
  if (train.length === 0) sum('train', 'trainLoss');
  if (!columns.has('testLoss')) sum('test', 'testLoss');
  return ask;
}

/** A lone column `value` is what the file is called; returns the question where nobody calls anything a loss. */
function takeLone(
  table: LogTable,
  columns: Map<Quantity, LogColumn[]>,
  fileName: string,
): string | undefined {
  if (lossQuantities.some((each) => columns.has(each))) return undefined;
  const value = table.columns.find(({ name }) => isValueName(name));
  const quantity = value && quantityOfFile(fileName);
  if (value && quantity) columns.set(quantity, [value]);
  if (lossQuantities.some((each) => columns.has(each))) return undefined;
  const names = table.columns.map(({ name }) => name);
  const there = names.length === 0 ? 'The file names no columns' : `There are ${listed(names)}`;
  const likely =
    value ??
    table.columns.find(({ name, fault }) => !fault && /loss|cost|error/i.test(name)) ??
    (names.some((name) => quantityOf(name)) ? undefined : table.columns.at(names.length > 1 ? 1 : 0));
  if (likely && likely.filled > 0 && !likely.fault) columns.set('loss', [likely]);
  const [first] = table.columns;
  if (!columns.has('step') && first && first !== likely && counts(table, first)) columns.set('step', [first]);
  return `No column with a loss. ${there}; a loss is called loss, batch_loss, train_loss or val_loss.`;
}

/** Whole numbers from 0 that ascend. */
function counts(table: LogTable, column: LogColumn): boolean {
  const first = column.at(0);
  let before = first;
  for (let row = 0; row < Math.min(table.rows, 1000); row++) {
    const at = column.at(row);
    if (!Number.isInteger(at) || at < Math.max(0, before)) return false;
    before = at;
  }
  return before > first;
}

/**
 * Whose a lone `accuracy` is. Beside a lone `loss` it is that of the training set, as that loss is; beside a
 * `train_loss` it is that of the validation set where that was tested at the same rows, and so it is in rows of its own.
 */
function ownAccuracy(table: LogTable, columns: Map<Quantity, LogColumn[]>, notes: string[]): void {
  const lone = columns.get('accuracy')?.[0];
  columns.delete('accuracy');
  if (!lone || columns.has('trainAccuracy')) return;
  const filled = (...quantities: Quantity[]) => quantities.flatMap((each) => columns.get(each) ?? []);
  const train = filled('batchLoss', 'loss', 'trainLoss');
  const [tests, plainLoss] = [filled('testLoss'), filled('loss')];
  let [besideTest, besideLoss, besideTrain, rows] = [0, 0, 0, 0];
  for (let row = 0; row < table.rows; row++) {
    if (lone.isBlank(row)) continue;
    rows++;
    if (tests.some((column) => !column.isBlank(row))) besideTest++;
    if (plainLoss.some((column) => !column.isBlank(row))) besideLoss++;
    if (train.some((column) => !column.isBlank(row))) besideTrain++;
  }
  const ofTest =
    !columns.has('testAccuracy') && besideLoss === 0 && (besideTest === rows || besideTrain === 0);
  columns.set(ofTest ? 'testAccuracy' : 'trainAccuracy', [lone]);
  if (columns.get('testAccuracy')?.[0] === lone || !columns.has('testAccuracy')) {
    notes.push(`“${shortened(lone.name)}” is taken as that of the ${ofTest ? 'test' : 'training'} set.`);
  }
}

function hasSeveral(table: LogTable, column: LogColumn): boolean {
  const first = column.textAt(0);
  for (let row = 1; row < table.rows; row++) if (column.textAt(row) !== first) return true;
  return false;
}

/** What a column `value` holds by the name of its file, as `run-...-tag-train_loss.csv` or `metrics/val_loss`. */
function quantityOfFile(name: string): Quantity | undefined {
  const stem = name.replace(/^.*[\\/]/, '').replace(/(\s*\(\d+\))?(\.\w{1,5})?$/, '');
  const [, run, tag] = /^run-(.*)-tag-(.*)$/.exec(stem) ?? [];
  const words = (tag ?? stem).split(/[^\p{L}\p{N}]+/u);
  const split = /(^|[^a-z])(val|valid|validation|eval|test)([^a-z]|$)/i.test(run ?? '') ? 'val ' : '';
  for (const before of new Set([split, ''])) {
    for (let from = 0; from < words.length; from++) {
      const found = quantityOf(before + words.slice(from).join(' '))?.quantity;
      if (found === 'accuracy') return 'trainAccuracy';
      if (found && found !== 'step' && found !== 'epoch') return found;
    }
  }
  return undefined;
}

/** The choice of a person: the role of every column by its name. */
export type Choice = Readonly<Record<string, Role>>;

const several: readonly Role[] = ['batchLoss', 'trainLoss', 'testLoss', 'none'];

/** What a person says that the columns are; a sentence where that cannot be. */
export function chosen(table: LogTable, choice: Choice): Meaning | string {
  const columns = new Map<Quantity, LogColumn[]>();
  let run: LogColumn | undefined;
  for (const column of table.columns) {
    const role = Object.hasOwn(choice, column.name) ? choice[column.name] : 'none';
    if (role === 'none') continue;
    const before = role === 'run' ? (run ? [run] : []) : (columns.get(role) ?? []);
    if (before.length > 0 && !several.includes(role)) {
      return `“${shortened(before[0].name)}” and “${shortened(column.name)}” are both ${roleNames[role].toLowerCase()}; choose one.`;
    }
    if (role === 'run') run = column;
    else columns.set(role, [...before, column]);
  }
  if (!lossQuantities.some((each) => columns.has(each))) {
    return 'No column is a loss; choose the one that holds the training loss or the test loss.';
  }
  return { columns, run, chosen: true };
}

/** What roles are called on the page. */
export const roleNames: Record<Role, string> = {
  none: 'Leave out',
  step: 'Step',
  epoch: 'Epoch',
  batchLoss: 'Training loss, per step',
  trainLoss: 'Training loss, per epoch',
  testLoss: 'Test loss',
  learningRate: 'Learning rate',
  trainAccuracy: 'Training accuracy',
  testAccuracy: 'Test accuracy',
  momentum: 'Momentum',
  gradientNorm: 'Gradient norm',
  stepNorm: 'Step length',
  kappa: 'Step number κ',
  run: 'Run (groups the rows)',
};
