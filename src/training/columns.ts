/** The measured columns of a run: their names, in order. Rows of one table share one length; NaN: not measured. */

/** One row per step. */
export const stepColumns = [
  /** Number of the step, from 1. */
  'step',
  'learningRate',
  'momentum',
  /** Mean loss of the batch before the step, in the unit of the run's loss (`losses.ts`), as all losses here. */
  'batchLoss',
  /** Euclidean norm of the batch gradient g (weight decay not included). */
  'gradientNorm',
  /** Euclidean length of the step s in weight space. */
  'stepNorm',
  /** g . s: the change of the batch loss that its gradient promises; negative is down. */
  'slope',
  /** g . g of the step before; NaN where that is not known. */
  'gradientProduct',
  /** Loss of the same batch after the step less before it, on measured steps. */
  'lossChange',
  /** The same had the step been -eta g; measured only where momentum makes it another step. */
  'gradientChange',
  /** Gradient of the same batch's loss after the step, times the step; negative is still down. On some measured steps. */
  'landingSlope',
] as const;

/** One row per evaluation of both whole splits. Accuracies from 0 to 1. */
export const evaluationColumns = ['step', 'trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;

/** One row per step that was measured on the probe set. */
export const probeColumns = [
  'step',
  /** Mean loss of the probe set after the step less before it. */
  'change',
  /** Gradient of that loss before the step, times the step. */
  'slope',
  /** Squared norm of that gradient. */
  'gradientSquare',
  /** Squared norm of the step's own batch gradient, and the number of examples in that batch. */
  'batchGradientSquare',
  'batchSize',
  /** Euclidean distance of the weights from where they began. */
  'distance',
] as const;

/** One row per measurement of the curvature of the probe set's loss. */
export const curvatureColumns = [
  'step',
  /** Largest eigenvalues of the Hessian, descending; NaN where fewer were asked for. */
  'sharpness',
  'second',
  'third',
  /** Smallest learning rate at which one full gradient step would not lower the loss any more. */
  'criticalRate',
] as const;

export type StepColumn = (typeof stepColumns)[number];
export type EvaluationColumn = (typeof evaluationColumns)[number];
export type ProbeColumn = (typeof probeColumns)[number];
export type CurvatureColumn = (typeof curvatureColumns)[number];

/** Numbers of steps: 32-bit ones count up to 2^24, and logs that count tokens go further. */
export type StepNumbers = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

export type Table<K extends string> = {
  [name in K]: name extends 'step' ? StepNumbers : Float32Array<ArrayBuffer>;
};

/** A table with `rows` rows of NaN. */
export function emptyTable<K extends string>(names: readonly K[], rows = 0): Table<K> {
  return Object.fromEntries(names.map((name) => [name, new Float32Array(rows).fill(Number.NaN)])) as Table<K>;
}

/** The rows of several tables, one after the other. */
export function joinTables<K extends string>(names: readonly K[], parts: readonly Table<K>[]): Table<K> {
  const total = parts.reduce((sum, part) => sum + part[names[0]].length, 0);
  const result = emptyTable(names, total);
  let at = 0;
  for (const part of parts) {
    for (const name of names) result[name].set(part[name], at);
    at += part[names[0]].length;
  }
  return result;
}

/** The first `rows` rows of a table. */
export function firstRows<K extends string>(table: Table<K>, rows: number): Table<K> {
  return Object.fromEntries(
    Object.entries<StepNumbers>(table).map(([name, values]) => [name, values.slice(0, rows)]),
  ) as Table<K>;
}
