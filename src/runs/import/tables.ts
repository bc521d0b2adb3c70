/** From the columns of a log to the tables of a run: whose loss a loss is, shares for percent, divergence, kappa. Pure. */
import {
  type EvaluationColumn,
  emptyTable,
  evaluationColumns,
  type StepColumn,
  type StepNumbers,
  stepColumns,
  type Table,
} from '../../training/columns';
import type { Readings } from '../../training/regime/types';
import { kappaColumns } from './kappa-columns';
import type { Values } from './log-table';
import type { Quantity } from './quantities';
import { count, rowsText, type Timeline } from './timeline';

export interface LogTables {
  steps: Table<StepColumn>;
  evaluations: Table<EvaluationColumn>;
  measured?: Readings;
  /** Whose losses the columns of losses were taken for. */
  taken: Map<Quantity, 'batchLoss' | 'trainLoss' | 'none'>;
}

/** How far the meaning of the columns is settled. */
export interface Settled {
  /** Exported by this page, where a blank loss is NaN. */
  own: boolean;
  /** A person has said what the columns are. */
  chosen: boolean;
}

/** The tables of a log; tells `notes` what was decided. */
export function tablesOf(
  timeline: Timeline,
  sources: ReadonlyMap<Quantity, string>,
  settled: Settled,
  notes: string[],
): LogTables {
  const { columns } = timeline;
  const { own } = settled;
  const { batch, train, stoodIn, taken } = rolesOf(timeline, sources, settled, notes);
  let steps = timeline.steps;
  let evaluated = steps;
  if (!own && countsFromZero(timeline, batch, stoodIn)) {
    steps = steps.map((each) => each + 1);
    // What was tested before the first step is of the weights as they were before it.
    if (!timeline.testedFirst) evaluated = steps;
    notes.push('The log counts steps from 0; here the first step is step 1.');
  }
  const rows = lossRows(steps, batch, own, notes);
  if (stoodIn && rows.length > 0)
    notes.push('There is no batch loss; the training loss is drawn for it too.');
  const kappa = columns.get('kappa');
  const measured = kappa && readingsOf(steps, kappa);
  return {
    steps: stepTable(rows, steps, columns, batch, notes),
    evaluations: evaluationTable(evaluated, columns, train, notes),
    taken,
    ...(measured && measured.step.length > 0 ? { measured } : {}),
  };
}

interface Roles {
  batch: Values | undefined;
  train: Values | undefined;
  /** `batch` is the training loss. */
  stoodIn: boolean;
  taken: LogTables['taken'];
}

/**
 * Whether the first step is step 0. A log with a row for every d-th step that begins at d - 1 counts so too: its
 * rows are written after whole groups of d steps.
 */
function countsFromZero({ steps, perEpoch }: Timeline, batch: Values | undefined, stoodIn: boolean): boolean {
  if (!batch || perEpoch) return false;
  if (steps[0] === 0 && !Number.isNaN(batch[0])) return !stoodIn;
  const given = steps.filter((_, i) => !Number.isNaN(batch[i]));
  const distance = given[1] - given[0];
  return given.length > 2 && distance > 2 && given.every((step) => step % distance === distance - 1);
}

/**
 * Which column is the batch loss and which the loss of the training set. Named ones are what they are named. A lone
 * `loss` is the batch loss; a lone `train_loss` is it when it is given at most steps and more often than tests are.
 */
function rolesOf(
  { steps, columns, perEpoch }: Timeline,
  sources: ReadonlyMap<Quantity, string>,
  { own, chosen }: Settled,
  notes: string[],
): Roles {
  const named = columns.get('batchLoss');
  const loss = columns.get('loss');
  const train = columns.get('trainLoss');
  const name = (quantity: Quantity) => `“${sources.get(quantity)}”`;
  const roles = (batch: Quantity | undefined, ofTrain: Quantity | undefined): Roles => ({
    batch: batch && columns.get(batch),
    train: ofTrain && columns.get(ofTrain),
    stoodIn: batch !== undefined && batch === ofTrain,
    taken: new Map(
      lossNames.map((each) => [each, each === ofTrain ? 'trainLoss' : each === batch ? 'batchLoss' : 'none']),
    ),
  });
  if (own) return roles('batchLoss', 'trainLoss');
  if (count(named) > 0) {
    if (train && loss) notes.push(`${name('loss')} is left out: ${name('batchLoss')} is the batch loss.`);
    return roles('batchLoss', train ? 'trainLoss' : loss ? 'loss' : undefined);
  }
  const trainName = train ? 'trainLoss' : loss ? 'loss' : undefined;
  if (chosen || perEpoch || count(loss) + count(train) === 0) return roles(trainName, trainName);
  if (count(loss) > 0 && count(train) > 0) {
    const [dense, sparse] =
      count(loss) >= count(train) ? (['loss', 'trainLoss'] as const) : (['trainLoss', 'loss'] as const);
    notes.push(`${name(dense)} is taken as the batch loss, ${name(sparse)} as the loss of the training set.`);
    return roles(dense, sparse);
  }
  if (count(loss) > 0) return roles('loss', undefined);
  const tests = Math.max(count(columns.get('testLoss')), count(columns.get('testAccuracy')));
  const dense = count(train) >= steps.length / 2 && tests < count(train) / 2;
  notes.push(
    dense
      ? `${name('trainLoss')} is given at most steps and taken as the batch loss.`
      : `${name('trainLoss')} is given at few steps or with every test and taken as the loss of the training set.`,
  );
  return dense ? roles('trainLoss', undefined) : roles('trainLoss', 'trainLoss');
}

const lossNames = ['batchLoss', 'loss', 'trainLoss'] as const;

/**
 * Rows that become steps: those with a batch loss, and all after step 0 in a file of this page. A loss that is not
 * finite counts as divergence when no finite one follows; before finite ones it is left out, for the run went on.
 */
function lossRows(steps: Values, batch: Values | undefined, own: boolean, notes: string[]): number[] {
  if (!batch) return [];
  const last = batch.findLastIndex(Number.isFinite);
  const rows: number[] = [];
  let skipped = 0;
  for (const [i, loss] of batch.entries()) {
    if (steps[i] === 0 || (Number.isNaN(loss) && !own)) continue;
    if (own || Number.isFinite(loss) || i > last) rows.push(i);
    else skipped++;
  }
  if (skipped > 0) {
    notes.push(
      `${rowsText(skipped)} left out whose loss is not a finite number; finite ones follow, so the run had not diverged.`,
    );
  }
  const diverged = rows.find((i) => i > last);
  if (diverged !== undefined)
    notes.push(`The loss diverged at step ${steps[diverged].toLocaleString('en')}.`);
  return rows;
}

/** The steps of some rows, exact however far they count. */
function stepNumbers(rows: readonly number[], steps: Values): StepNumbers {
  const numbers = Float64Array.from(rows, (i) => steps[i]);
  return (numbers.at(-1) ?? 0) > 2 ** 24 ? numbers : Float32Array.from(numbers);
}

const stepQuantities = [
  ['gradientNorm', 'gradientNorm'],
  ['stepNorm', 'stepNorm'],
] as const;
const heldQuantities = ['learningRate', 'momentum'] as const;

function stepTable(
  rows: readonly number[],
  steps: Values,
  columns: Timeline['columns'],
  batch: Values | undefined,
  notes: string[],
): Table<StepColumn> {
  const table = emptyTable(stepColumns, rows.length);
  table.step = stepNumbers(rows, steps);
  for (const [k, i] of rows.entries()) {
    table.batchLoss[k] = finite(batch?.[i]);
    for (const [to, from] of stepQuantities) table[to][k] = finite(columns.get(from)?.[i]);
    const { slope, lossChange } = kappaColumns(finite(columns.get('kappa')?.[i]), table.batchLoss[k]);
    table.slope[k] = slope;
    table.lossChange[k] = lossChange;
  }
  for (const name of heldQuantities) hold(table[name], rows, columns.get(name));
  const lost = (['gradientNorm', 'stepNorm', 'kappa'] as const).filter(
    (name) => count(columns.get(name)) > rows.filter((i) => !Number.isNaN(columns.get(name)?.[i])).length,
  );
  for (const name of lost) {
    notes.push(`Values of ${namesOf[name]} at steps without a loss are not drawn.`);
  }
  return table;
}

const namesOf = { gradientNorm: 'the gradient norm', stepNorm: 'the step length', kappa: 'kappa' };

/** A learning rate or momentum holds from where it is given until it is given again. */
function hold(to: Float32Array, rows: readonly number[], from: Values | undefined): void {
  let now = Number.NaN;
  let next = 0;
  for (const [k, i] of rows.entries()) {
    for (; from && next <= i; next++) if (!Number.isNaN(from[next])) now = from[next];
    to[k] = finite(now);
  }
}

function evaluationTable(
  steps: Values,
  columns: Timeline['columns'],
  train: Values | undefined,
  notes: string[],
): Table<EvaluationColumn> {
  const values = {
    trainLoss: train,
    trainAccuracy: shares(columns.get('trainAccuracy'), 'training', notes),
    testLoss: columns.get('testLoss'),
    testAccuracy: shares(columns.get('testAccuracy'), 'test', notes),
  };
  const all = Object.values(values);
  const rows = [...steps.keys()].filter((i) => all.some((column) => column && !Number.isNaN(column[i])));
  const table = emptyTable(evaluationColumns, rows.length);
  table.step = stepNumbers(rows, steps);
  for (const [k, i] of rows.entries()) {
    for (const [name, column] of Object.entries(values)) {
      table[name as EvaluationColumn][k] = finite(column?.[i]);
    }
  }
  return table;
}

/** Accuracies from 0 to 1; a column with values above 1 is in percent. */
function shares(column: Values | undefined, which: string, notes: string[]): Values | undefined {
  if (!column) return undefined;
  const numbers = column.filter(Number.isFinite);
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  // Programs that average in 32 bits write 1.0000001.
  const percent = most > 1.000_01;
  if (percent) notes.push(`The ${which} accuracy is in percent and divided by 100.`);
  const result = percent ? column.map((each) => each / 100) : column;
  const wrong = numbers.filter((each) => each < 0 || each > 100).length;
  if (wrong > 0) notes.push(`${rowsText(wrong)} whose ${which} accuracy is not from 0 to 100 %: left out.`);
  return result.map((each) => (each < 0 || each > 1.000_01 ? Number.NaN : Math.min(1, each)));
}

function readingsOf(steps: Values, kappa: Values): Readings {
  const rows = [...steps.keys()].filter((i) => Number.isFinite(kappa[i]));
  return { step: rows.map((i) => steps[i]), value: rows.map((i) => kappa[i]) };
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : Number.NaN;
}
