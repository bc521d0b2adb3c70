/** What follows from rate and momentum of each step: worked out when it is read, without columns of its own. */
import type { StepColumn } from '../training/columns';
import type { Columns } from '../training/growing-columns';
import { momentumEdges } from '../training/probes/kappa';
import { effectiveRate } from '../training/regime/rate-jump';
import { Blocks, type Values } from './blocks';

/** `nesterov`: the kind of momentum. */
const rulesOf = (nesterov: boolean) => ({
  /** eta / (1 - mu). */
  effectiveRate,
  /** 2 / eta, and with momentum the edges that take its place (`kappa.ts`). */
  edge: (rate: number, momentum: number) => momentumEdges(rate, momentum, nesterov).sgd,
  upperEdge: (rate: number, momentum: number) =>
    momentum > 0 ? momentumEdges(rate, momentum, nesterov).upper : Number.NaN,
  lowerEdge: (rate: number, momentum: number) =>
    momentum > 0 ? momentumEdges(rate, momentum, nesterov).lower : Number.NaN,
});

export type RateName = keyof ReturnType<typeof rulesOf>;

export class RateColumns {
  private readonly made = new Map<RateName, Blocks>();
  private readonly rules: ReturnType<typeof rulesOf>;

  constructor(
    private readonly steps: Columns<StepColumn>,
    nesterov: boolean,
  ) {
    this.rules = rulesOf(nesterov);
  }

  /** A row per step; valid until the next append. */
  values(name: RateName): Values {
    const [rates, momenta] = [this.steps.get('learningRate'), this.steps.get('momentum')];
    const rule = this.rules[name];
    return { length: rates.length, at: (row) => rule(rates[row], momenta[row]) };
  }

  /** The blocks of those rows, up to date; made when they are first wanted. */
  blocks(name: RateName): Blocks {
    const blocks = this.made.get(name) ?? new Blocks();
    this.made.set(name, blocks);
    blocks.extend(this.values(name));
    return blocks;
  }

  truncate(length: number): void {
    for (const blocks of this.made.values()) blocks.truncate(length);
  }

  get bytes(): number {
    return [...this.made.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
