/** Per-step columns that follow from the recorded ones; each is made when it is first wanted and kept up to date. */
import type { StepColumn } from '../training/columns';
import { momentumEdges } from '../training/regime/kappa';
import { Columns } from './columns';

type Recorded = Columns<StepColumn>;
/** Value of row `i`, given the one before (0 before the first). */
type Rule = (i: number, before: number) => number;

/** The rules over a table; `memory` is the number of steps that a running mean remembers. */
function rulesOf(steps: Recorded, memory: number) {
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
  return {
    /** Running mean of the batch loss. */
    smoothedLoss: (i, before) => mean(before, loss[i], i),
    /** Sum of learning rates up to the step (eta*t). */
    distance: (i, before) => before + rate[i],
    /** eta / (1 - mu). */
    effectiveRate: (i) => rate[i] / (1 - momentum[i]),
    /** Summed lengths of the steps. */
    path: (i, before) => before + length[i],
    /** Running mean of the cosine between successive gradients. */
    cosine: (i, before) => {
      const cosine = i === 0 ? Number.NaN : product[i] / (norm[i] * norm[i - 1]);
      return Number.isFinite(cosine) ? mean(before, cosine, i) : before;
    },
    /** 2 / eta, and with momentum 2 (1 +- mu) / eta. */
    edge: (i) => momentumEdges(rate[i], momentum[i]).sgd,
    upperEdge: (i) => (momentum[i] > 0 ? momentumEdges(rate[i], momentum[i]).upper : Number.NaN),
    lowerEdge: (i) => (momentum[i] > 0 ? momentumEdges(rate[i], momentum[i]).lower : Number.NaN),
  } satisfies Record<string, Rule>;
}

export type DerivedName = keyof ReturnType<typeof rulesOf>;

export class Derived {
  private readonly made = new Map<DerivedName, Columns<'value'>>();

  constructor(
    private readonly steps: Recorded,
    private readonly memory: number,
  ) {}

  /** A row per step; valid until the next append. */
  get(name: DerivedName): Float32Array<ArrayBuffer> {
    const column = this.made.get(name) ?? new Columns(['value'] as const);
    this.made.set(name, column);
    const { length } = this.steps;
    if (column.length < length) {
      const rule: Rule = rulesOf(this.steps, this.memory)[name];
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
