/** What single programs write otherwise than their names say. Pure. */
import type { LogTable } from './log-table';
import { plain } from './names';
import { isLoss, quantityOf } from './quantities';

/** Puts the numbers of a table right that are not what they are called; tells `notes`. */
export function correctPrograms(table: LogTable, notes: string[]): void {
  clearMeans(table, notes);
  clearNorms(table);
  placeTests(table, notes);
}

const find = (table: LogTable, ...names: string[]) =>
  table.columns.find(({ name }) => names.includes(plain(name)));

/** A name that stands in the entry about the whole run. */
export const isRuntime = (name: string): boolean => /^(train)?trainruntime$/.test(plain(name));

/** Hugging Face ends with an entry about the whole run: `train_loss` beside `train_runtime` is the mean of all steps. */
function clearMeans(table: LogTable, notes: string[]): void {
  const runtime = table.columns.find(({ name }) => isRuntime(name));
  if (!runtime) return;
  const means = table.columns.filter(({ name }) => ['trainloss', 'traintrainloss'].includes(plain(name)));
  for (let row = 0; row < table.rows; row++) {
    if (runtime.isBlank(row)) continue;
    for (const mean of means) {
      if (mean.isBlank(row)) continue;
      mean.clear(row);
      notes.push(`“${mean.name}” beside “${runtime.name}” is the mean over the run and is not drawn.`);
    }
  }
}

/** scikit-learn prints the norm of the weights as `Norm`, beside the number of those that are not zero. */
function clearNorms(table: LogTable): void {
  if (!find(table, 'nnzs')) return;
  const norm = find(table, 'norm');
  for (let row = 0; row < table.rows; row++) norm?.clear(row);
}

/**
 * mmengine and mmcv: rows of a test have the number of the epoch as their step, or count the batches of the test.
 * They belong to the last step of training before them.
 */
function placeTests(table: LogTable, notes: string[]): void {
  const [iteration, epoch] = [find(table, 'iter'), find(table, 'epoch')];
  const step = find(table, 'step') ?? iteration;
  if (!iteration || !epoch || !step) return;
  const losses = table.columns.filter(
    ({ name }) => isLoss(name) && quantityOf(name)?.quantity !== 'testLoss',
  );
  let last: { step: number; epoch: number } | undefined;
  let moved = 0;
  for (let row = 0; row < table.rows; row++) {
    if (losses.some((loss) => !loss.isBlank(row))) {
      last = { step: step.at(row), epoch: epoch.at(row) };
      continue;
    }
    const [at, of] = [step.at(row), epoch.at(row)];
    const isEpoch = step !== iteration && iteration.isBlank(row) && at === last?.epoch;
    const isBatch = step === iteration && of === last?.epoch;
    if (!last || !(at < last.step) || !(isEpoch || isBatch)) continue;
    step.set(row, last.step, '.');
    if (epoch.isBlank(row)) epoch.set(row, last.epoch, '.');
    moved++;
  }
  if (moved > 0) {
    notes.push(
      `${moved === 1 ? '1 row' : `${moved} rows`} of tests count otherwise than training; they stand at the last step before them.`,
    );
  }
}

/** The parts a loss comes in with Ultralytics and its relatives, whose sum is what is minimised. */
export const knownParts: readonly string[] = [
  'box',
  'obj',
  'cls',
  'dfl',
  'seg',
  'sem',
  'pose',
  'kobj',
  'angle',
];
