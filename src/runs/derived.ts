/** Per-step columns that follow from the recorded ones; each is made when it is first wanted and kept up to date. */
import type { StepColumn } from '../training/columns';
import { Columns } from '../training/growing-columns';
import { gradientCosine } from '../training/probes/gradient-cosine';
import { momentumEdges } from '../training/probes/kappa';
import { MiddleMean } from './middle-mean';

type Recorded = Columns<StepColumn>;
/** Value of row `i`, given the one before (0 before the first). Rows come in ascending order, without gaps. */
type Rule = (i: number, before: number) => number;

/**
 * The rules over a table, for rows in ascending order without gaps; `memory` is the number of steps that a running
 * mean remembers, `nesterov` the kind of momentum.
 */
function rulesOf(steps: Recorded, memory: number, nesterov: boolean) {
  const names = [
    'batchLoss',
    'learningRate',
    'momentum',
    'stepNorm',
    'gradientNorm',
    'gradientProduct',
  ] as const;
  const [loss, rate, momentum, length, norm, product] = names.map((name) => steps.get(name));
  // The weight of about half an epoch, corrected at the start like plain means.
  const mean = (before: number, value: number, i: number) =>
    before + (value - before) / Math.min(i + 1, memory);
  const cosineAt = (i: number) => (i === 0 ? Number.NaN : gradientCosine(product[i], norm[i], norm[i - 1]));
  /** Cosines before the row that comes next; unknown before the first. */
  let cosines: number | undefined;
  let losses: MiddleMean | undefined;
  const edges = (i: number) => momentumEdges(rate[i], momentum[i], nesterov);
  return {
    /** Mean of the middle half of the last batch losses; a loss that is not finite counts nothing. */
    smoothedLoss: (i) => {
      if (!losses) {
        losses = new MiddleMean(Math.round(memory));
        losses.resume(loss, i);
      }
      losses.add(loss[i]);
      return losses.mean;
    },
    /** Sum of learning rates up to the step (eta*t). */
    distance: (i, before) => before + rate[i],
    /** eta / (1 - mu). */
    effectiveRate: (i) => rate[i] / (1 - momentum[i]),
    /** Summed lengths of the steps. */
    path: (i, before) => before + length[i],
    /** Running mean of the cosine between successive gradients; NaN before the first. */
    cosine: (i, before) => {
      cosines ??= countBack(cosineAt, i, memory);
      const cosine = cosineAt(i);
      if (!Number.isFinite(cosine)) return cosines === 0 ? Number.NaN : before;
      return mean(cosines === 0 ? 0 : before, cosine, cosines++);
    },
    /** 2 / eta, and with momentum the edges that take its place (`kappa.ts`). */
    edge: (i) => edges(i).sgd,
    upperEdge: (i) => (momentum[i] > 0 ? edges(i).upper : Number.NaN),
    lowerEdge: (i) => (momentum[i] > 0 ? edges(i).lower : Number.NaN),
  } satisfies Record<string, Rule>;
}

/** How many values of the rows before `end` are finite, counted back to `most` of them: more make no difference. */
function countBack(valueAt: (i: number) => number, end: number, most: number): number {
  let count = 0;
  for (let i = end - 1; i >= 0 && count < most; i--) if (Number.isFinite(valueAt(i))) count++;
  return count;
}

export type DerivedName = keyof ReturnType<typeof rulesOf>;

export class Derived {
  private readonly made = new Map<DerivedName, Columns<'value'>>();

  constructor(
    private readonly steps: Recorded,
    private readonly memory: number,
    private readonly nesterov: boolean,
  ) {}

  /** A row per step; valid until the next append. */
  get(name: DerivedName): Float32Array<ArrayBuffer> {
    const column = this.made.get(name) ?? new Columns(['value'] as const);
    this.made.set(name, column);
    const { length } = this.steps;
    if (column.length < length) {
      const rule: Rule = rulesOf(this.steps, this.memory, this.nesterov)[name];
      const rows = new Float32Array(length - column.length);
      let value = column.last('value') ?? 0;
      for (let i = column.length; i < length; i++) {
        value = rule(i, value);
        rows[i - column.length] = value;
      }
      column.append({ value: rows });
    }
    return column.get('value');
  }

  /** Its newest value, undefined where no step was taken. */
  last(name: DerivedName): number | undefined {
    return this.get(name).at(-1);
  }

  truncate(length: number): void {
    for (const column of this.made.values()) column.truncate(length);
  }

  get bytes(): number {
    return [...this.made.values()].reduce((sum, column) => sum + column.bytes, 0);
  }

  trim(): void {
    for (const column of this.made.values()) column.trim();
  }
}
