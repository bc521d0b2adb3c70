/**
 * Summaries of the blocks of a column, and of blocks of blocks, so that what is drawn or counted of a long run needs
 * not be read row by row. Whole blocks only: the rows after the last one are read themselves.
 */
import type { Beside, Columns } from '../training/growing-columns';

/** Rows of the smallest block, and blocks in one of the next size. */
const leaf = 64;
const branching = 8;

/** What a summary holds, by place: the least and the largest finite value, infinities the wrong way round if none is. */
export const lowAt = 0;
export const highAt = 1;
/** Least finite value above 0. */
export const positiveAt = 2;
/** How many values are finite, how many of those are at or below 0, and how many are numbers, infinite ones too. */
export const finiteAt = 3;
export const refusedAt = 4;
export const numbersAt = 5;
const places = 6;

/** Values by row; arrays are some. Rows are looked up one by one: a long run has too many to make anew. */
export interface Values {
  readonly length: number;
  at(row: number): number | undefined;
}

/** Asked about a block: its summary begins at `at` of `summaries`. */
type Ask = (summaries: Float32Array, at: number, depth: number) => boolean;

export class Blocks implements Beside {
  /** From the smallest blocks on: their number, and their summaries one after the other. */
  private readonly levels: { count: number; summaries: Float32Array }[] = [];

  /** Takes in the rows that came since. */
  extend(values: Values): void {
    for (let depth = 0, parts = values.length; ; depth++) {
      const size = depth > 0 ? branching : leaf;
      parts = Math.floor(parts / size);
      if (parts === 0) return;
      this.levels[depth] ??= { count: 0, summaries: new Float32Array(0) };
      const level = this.levels[depth];
      if (parts * places > level.summaries.length) {
        const grown = new Float32Array(Math.ceil(parts * 1.125) * places);
        grown.set(level.summaries);
        level.summaries = grown;
      }
      const below = this.levels[depth - 1]?.summaries;
      for (; level.count < parts; level.count++) {
        let [low, positive, high] = [
          Number.POSITIVE_INFINITY,
          Number.POSITIVE_INFINITY,
          Number.NEGATIVE_INFINITY,
        ];
        let [finite, refused, numbers] = [0, 0, 0];
        for (let i = level.count * size; i < (level.count + 1) * size; i++) {
          if (below) {
            const at = i * places;
            low = Math.min(low, below[at + lowAt]);
            high = Math.max(high, below[at + highAt]);
            positive = Math.min(positive, below[at + positiveAt]);
            finite += below[at + finiteAt];
            refused += below[at + refusedAt];
            numbers += below[at + numbersAt];
            continue;
          }
          const value = values.at(i) ?? Number.NaN;
          if (Number.isNaN(value)) continue;
          numbers++;
          if (!Number.isFinite(value)) continue;
          finite++;
          if (value < low) low = value;
          if (value > high) high = value;
          if (!(value > 0)) refused++;
          else if (value < positive) positive = value;
        }
        level.summaries.set([low, high, positive, finite, refused, numbers], level.count * places);
      }
    }
  }

  /**
   * Goes over the rows from `from` up to `to` in order: by whole blocks, the largest first, wherever `block` says that
   * the summary was enough, and else row by row.
   */
  over(from: number, to: number, block: Ask, row: (row: number) => void): void {
    const { levels } = this;
    for (let at = from; at < to; ) {
      let depth = -1;
      for (let size = leaf; at % size === 0 && at + size <= to; size *= branching) {
        if (!(at / size < levels[depth + 1]?.count)) break;
        depth++;
      }
      while (depth >= 0 && !block(levels[depth].summaries, (at / sizeOf(depth)) * places, depth)) depth--;
      if (depth < 0) row(at++);
      else at += sizeOf(depth);
    }
  }

  /** The last row for which `row` holds, in the block whose summary begins at `at`, if `block` tells where one is. */
  lastIn(depth: number, at: number, block: Ask, row: (row: number) => boolean): number {
    const index = at / places;
    let part = (index + 1) * (depth > 0 ? branching : leaf) - 1;
    if (depth === 0) {
      while (!row(part)) part--;
      return part;
    }
    while (!block(this.levels[depth - 1].summaries, part * places, depth - 1)) part--;
    return this.lastIn(depth - 1, part * places, block, row);
  }

  truncate(length: number): void {
    for (const [depth, level] of this.levels.entries())
      level.count = Math.min(level.count, Math.floor(length / sizeOf(depth)));
  }

  get bytes(): number {
    return this.levels.reduce((sum, { summaries }) => sum + summaries.byteLength, 0);
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
