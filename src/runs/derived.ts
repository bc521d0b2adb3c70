/** Columns that follow from the recorded ones; each is made when it is first wanted and kept up to date. */
import type { CurvatureColumn, StepColumn } from '../training/columns';
import { Columns } from '../training/growing-columns';
import { gradientCosine } from '../training/probes/gradient-cosine';
import { MiddleMean } from './middle-mean';

/** Value of row `i`, given the one before (0 before the first). Rows come in ascending order, without gaps. */
type Rule = (i: number, before: number) => number;

/**
 * The rules over a table, for rows in ascending order without gaps; `memory` is the number of steps that a running
 * mean remembers.
 */
export function stepRules(steps: Columns<StepColumn>, memory: number) {
  const names = ['batchLoss', 'learningRate', 'stepNorm', 'gradientNorm', 'gradientProduct'] as const;
  const [loss, rate, length, norm, product] = names.map((name) => steps.get(name));
  // The weight of about half an epoch, corrected at the start like plain means.
  const mean = (before: number, value: number, i: number) =>
    before + (value - before) / Math.min(i + 1, memory);
  const cosineAt = (i: number) => (i === 0 ? Number.NaN : gradientCosine(product[i], norm[i], norm[i - 1]));
  /** Cosines before the row that comes next; unknown before the first. */
  let cosines: number | undefined;
  let losses: MiddleMean | undefined;
  return {
    /** Mean of the middle half of the last batch losses; a loss that is not finite counts nothing. */
    smoothedLoss: (i, before) => {
      if (!losses) {
        losses = new MiddleMean(Math.round(memory));
        // No mean of the rows before: they hold nothing to go back for.
        if (!Number.isNaN(before)) losses.resume(loss, i);
      }
      losses.add(loss[i]);
      return losses.mean;
    },
    /** Sum of learning rates up to the step (eta*t). */
    distance: (i, before) => before + rate[i],
    /** Summed lengths of the steps. */
    path: (i, before) => before + length[i],
    /** Running mean of the cosine between successive gradients; NaN before the first. */
    cosine: (i, before) => {
      cosines ??= Number.isNaN(before) ? 0 : countBack(cosineAt, i, memory);
      const cosine = cosineAt(i);
      if (!Number.isFinite(cosine)) return cosines === 0 ? Number.NaN : before;
      return mean(cosines === 0 ? 0 : before, cosine, cosines++);
    },
  } satisfies Record<string, Rule>;
}

/** How many values of the rows before `end` are finite, counted back to `most` of them: more make no difference. */
function countBack(valueAt: (i: number) => number, end: number, most: number): number {
  let count = 0;
  for (let i = end - 1; i >= 0 && count < most; i--) if (Number.isFinite(valueAt(i))) count++;
  return count;
}

export type DerivedName = keyof ReturnType<typeof stepRules>;

/** The rules over readings of the curvature. */
export function curvatureRules(curvature: Columns<CurvatureColumn>) {
  const rate = curvature.get('criticalRate');
  return {
    /** Curvature along the gradient at which one full step gains nothing. */
    alongGradient: (i) => 2 / rate[i],
  } satisfies Record<string, Rule>;
}

export class Derived<N extends string> {
  private readonly made = new Map<N, Columns<'value'>>();

  /** `rules`: over the rows that the table has when they are asked for. */
  constructor(
    private readonly table: { readonly length: number },
    private readonly rules: () => Record<N, Rule>,
  ) {}

  /** A row per row of the table; valid until the next append. */
  get(name: N): Float32Array<ArrayBuffer> {
    return this.column(name).get('value');
  }

  /** The same as a table of its own, up to date. */
  column(name: N): Columns<'value'> {
    const column = this.made.get(name) ?? new Columns(['value'] as const);
    this.made.set(name, column);
    const { length } = this.table;
    if (column.length < length) {
      const rule = this.rules()[name];
      const rows = new Float32Array(length - column.length);
      let value = column.last('value') ?? 0;
      for (let i = column.length; i < length; i++) {
        value = rule(i, value);
        rows[i - column.length] = value;
      }
      column.append({ value: rows });
    }
    return column;
  }

  /** Its newest value, undefined where there is no row. */
  last(name: N): number | undefined {
    return this.column(name).last('value');
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
