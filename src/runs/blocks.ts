/**
 * Summaries of the blocks of a column, and of blocks of blocks, so that what is drawn or counted of a long run needs
 * not be read row by row. Whole blocks only: the rows after the last one are read themselves.
 */
import { type Beside, Columns } from '../training/growing-columns';

/** Rows of the smallest block, and blocks in one of the next size. */
const leaf = 64;
const branching = 8;

const names = [
  /** Least and largest finite value; infinities the wrong way round where there is none. */
  'low',
  'high',
  /** Least finite value above 0. */
  'positive',
  /** Number of finite values, of those at or below 0, and of values that are numbers, infinite ones too. */
  'finite',
  'refused',
  'numbers',
] as const;

/** A value for each block of one size. */
export type Summaries = Record<(typeof names)[number], Float32Array>;

export class Blocks implements Beside {
  /** From the smallest blocks on. */
  private readonly tables: Columns<keyof Summaries>[] = [];
  private levels: Summaries[] = [];

  /** Takes in the rows that came since. */
  extend(values: ArrayLike<number>): void {
    if (values.length < ((this.levels[0]?.low.length ?? 0) + 1) * leaf) return;
    this.append(0, Math.floor(values.length / leaf), (summary, at) => {
      for (let row = at * leaf; row < (at + 1) * leaf; row++) {
        const value = values[row];
        if (Number.isNaN(value)) continue;
        summary.numbers++;
        if (!Number.isFinite(value)) continue;
        summary.finite++;
        if (value < summary.low) summary.low = value;
        if (value > summary.high) summary.high = value;
        if (!(value > 0)) summary.refused++;
        else if (value < summary.positive) summary.positive = value;
      }
    });
    for (let depth = 1; this.levels[depth - 1].low.length >= branching; depth++) {
      const below = this.levels[depth - 1];
      this.append(depth, Math.floor(below.low.length / branching), (summary, at) => {
        for (let i = at * branching; i < (at + 1) * branching; i++) {
          summary.low = Math.min(summary.low, below.low[i]);
          summary.high = Math.max(summary.high, below.high[i]);
          summary.positive = Math.min(summary.positive, below.positive[i]);
          for (const count of ['finite', 'refused', 'numbers'] as const) summary[count] += below[count][i];
        }
      });
    }
  }

  /**
   * Goes over the rows from `from` up to `to` in order: by whole blocks, the largest first, wherever `block` says that
   * the summary with this index was enough, and else row by row.
   */
  over(
    from: number,
    to: number,
    block: (summaries: Summaries, at: number, depth: number) => boolean,
    row: (row: number) => void,
  ): void {
    const { levels } = this;
    for (let at = from; at < to; ) {
      let depth = -1;
      for (let size = leaf; at % size === 0 && at + size <= to; size *= branching) {
        if (!(at / size < levels[depth + 1]?.low.length)) break;
        depth++;
      }
      while (depth >= 0 && !block(levels[depth], at / sizeOf(depth), depth)) depth--;
      if (depth < 0) row(at++);
      else at += sizeOf(depth);
    }
  }

  /** The last row for which `row` holds in a block, which and in whose parts `block` holds where it does so. */
  lastIn(
    depth: number,
    index: number,
    block: (summaries: Summaries, at: number) => boolean,
    row: (row: number) => boolean,
  ): number {
    const parts = depth === 0 ? leaf : branching;
    let part = (index + 1) * parts - 1;
    if (depth === 0) {
      while (!row(part)) part--;
      return part;
    }
    while (!block(this.levels[depth - 1], part)) part--;
    return this.lastIn(depth - 1, part, block, row);
  }

  truncate(length: number): void {
    for (const [depth, table] of this.tables.entries()) table.truncate(Math.floor(length / sizeOf(depth)));
    this.look();
  }

  trim(): void {
    for (const table of this.tables) table.trim();
    this.look();
  }

  get bytes(): number {
    return this.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Appends the summaries of blocks up to `count` of one size. */
  private append(
    depth: number,
    count: number,
    summarize: (summary: Record<keyof Summaries, number>, at: number) => void,
  ): void {
    this.tables[depth] ??= new Columns(names);
    const { length } = this.tables[depth];
    const rows = Object.fromEntries(
      names.map((name) => [name, new Float32Array(count - length)]),
    ) as Summaries;
    for (let at = length; at < count; at++) {
      const [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      const summary = { low, high, positive: low, finite: 0, refused: 0, numbers: 0 };
      summarize(summary, at);
      for (const name of names) rows[name][at - length] = summary[name];
    }
    this.tables[depth].append(rows);
    this.look();
  }

  private look(): void {
    this.levels = this.tables.map(
      (table) => Object.fromEntries(names.map((name) => [name, table.get(name)])) as Summaries,
    );
  }
}

const sizeOf = (depth: number) => leaf * branching ** depth;

/** For values that are read row by row. */
export const noBlocks = new Blocks();

/** The blocks of a column, up to date; made when they are first wanted. */
export function blocksOf<K extends string>(table: Columns<K>, name: K): Blocks {
  const blocks = (table.beside.get(name) as Blocks | undefined) ?? new Blocks();
  table.beside.set(name, blocks);
  blocks.extend(table.get(name));
  return blocks;
}
