/** A run as comma-separated values (RFC 4180), a row per step: what a spreadsheet, pandas or R reads. */
import type { Columns } from '../../training/growing-columns';
import { keptShare } from '../../training/probes/kappa';
import type { RunData } from '../run-data';

/**
 * Names of the columns. Losses in the unit of the run's loss, accuracies from 0 to 1. The rates, the batch loss, the
 * norms, kappa, the landing position p and the share that was kept on the step's own batch belong to the step itself,
 * from 1; the losses and accuracies of the splits to the weights after it. Row 0, where there is
 * one, is the evaluation before training.
 */
export const csvHeader =
  'step,epoch,lr,momentum,batch_loss,gradient_norm,step_norm,kappa,train_loss,train_accuracy,test_loss,test_accuracy,regime,landing,kept';

const stepCells = ['learningRate', 'momentum', 'batchLoss', 'gradientNorm', 'stepNorm'] as const;
const evaluationCells = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;
const rowsPerChunk = 8192;
const newLine = '\r\n';

/** The whole text, its last line ended too. Some 100 bytes per step: a million steps are 100 MB. */
export function runCsv(data: RunData): string {
  return [...csvChunks(data)].join('');
}

/**
 * The same text in pieces, for a Blob: a string cannot hold the longest runs (5 million steps). The regimes of all
 * steps are judged first.
 */
export function* csvChunks(data: RunData): Generator<string> {
  if (!data.settled) data.settle();
  const row = rowWriter(data);
  let lines = [csvHeader];
  for (const step of stepNumbers(data)) {
    lines.push(row(step));
    if (lines.length < rowsPerChunk) continue;
    yield lines.join(newLine) + newLine;
    lines = [];
  }
  if (lines.length > 0) yield lines.join(newLine) + newLine;
}

/** Numbers of all steps that were taken or evaluated, ascending, each once. */
function* stepNumbers({ steps, evaluations }: RunData): Generator<number> {
  const taken = steps.get('step');
  const evaluated = evaluations.get('step');
  for (let i = 0, k = 0; i < taken.length || k < evaluated.length; ) {
    const step = Math.min(taken[i] ?? Number.POSITIVE_INFINITY, evaluated[k] ?? Number.POSITIVE_INFINITY);
    if (taken[i] === step) i++;
    if (evaluated[k] === step) k++;
    yield step;
  }
}

/** Writes the rows of ascending steps. */
function rowWriter({ steps, evaluations, regime, stepsPerEpoch }: RunData): (step: number) => string {
  const ofStep = cellsOf(steps, stepCells);
  const ofKappa = cellsOf(regime.kappas, ['kappa']);
  const ofLanding = cellsOf(regime.kappas, ['landing', 'kappa'], (value, name) =>
    name === 'kappa' ? Math.fround(keptShare(value)) : value,
  );
  const ofEvaluation = cellsOf(evaluations, evaluationCells);
  const { segments } = regime;
  let at = 0;
  const regimeOf = (step: number) => {
    while (at < segments.length && segments[at].to < step) at++;
    return at < segments.length && segments[at].from < step ? segments[at].regime : '';
  };
  return (step) =>
    [
      step,
      Number((step / stepsPerEpoch).toPrecision(9)),
      ofStep(step),
      ofKappa(step),
      ofEvaluation(step),
      regimeOf(step),
      ofLanding(step),
    ].join(',');
}

/**
 * The cells of a table with ascending steps; asked for steps in ascending order, empty where it has no row. `told`:
 * what a number is told as.
 */
function cellsOf<K extends string>(
  table: Columns<K | 'step'>,
  names: readonly K[],
  told: (value: number, name: K) => number = (value) => value,
): (step: number) => string {
  const at = table.get('step');
  const columns = names.map((name) => table.get(name));
  const missing = ','.repeat(names.length - 1);
  let row = 0;
  return (step) => {
    while (row < at.length && at[row] < step) row++;
    if (row >= at.length || at[row] !== step) return missing;
    let text = cell(told(columns[0][row], names[0]));
    for (let i = 1; i < columns.length; i++) text += `,${cell(told(columns[i][row], names[i]))}`;
    return text;
  };
}

/** A 32-bit number in as few of nine digits as tell it from its neighbours; empty for one that was not measured. */
function cell(value: number): string {
  if (Object.is(value, -0)) return '-0';
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  if (Number.isNaN(value)) return '';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const short = Number(value.toPrecision(7));
  return String(Math.fround(short) === value ? short : Number(value.toPrecision(9)));
}
