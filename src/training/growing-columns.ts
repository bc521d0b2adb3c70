/** Append-only typed columns of equal length that grow by an eighth; the only place points are kept. */
import type { StepNumbers } from './columns';

/** Rows there is room for to begin with. */
const leastRows = 256;
/** A column that grows has room for so many times its rows: long runs must not take twice their memory. */
const growth = 1.125;
/** A 32-bit number holds every whole number up to this one. */
const mostExact = 2 ** 24;
/** Ascending numbers of steps, which are kept exactly, however far they count. */
const stepNames: readonly string[] = ['step', 'from', 'to'];

type Column<N> = N extends 'step' | 'from' | 'to' ? StepNumbers : Float32Array<ArrayBuffer>;
/** Whole columns of a table. */
export type ColumnsOf<K extends string> = { [name in K]: string extends K ? StepNumbers : Column<name> };

/** What is kept beside the rows of a table and goes with them. */
export interface Beside {
  /** Forgets what it says of the rows from `length` on. */
  truncate(length: number): void;
  readonly bytes: number;
}

export class Columns<K extends string> {
  /** By column. */
  readonly beside = new Map<K, Beside>();
  private readonly arrays = {} as Record<K, StepNumbers>;
  private used = 0;

  constructor(readonly names: readonly K[]) {
    for (const name of names) this.arrays[name] = new Float32Array(leastRows);
  }

  get length(): number {
    return this.used;
  }

  /** The filled part of a column, without a copy; valid until the next append. */
  get<N extends K>(name: N): Column<N> {
    return this.arrays[name].subarray(0, this.used) as Column<N>;
  }

  /** Last value of a column, undefined when empty. */
  last(name: K): number | undefined {
    return this.used === 0 ? undefined : this.arrays[name][this.used - 1];
  }

  /** Appends rows given as columns of equal length. Throws when a column is missing or of another length. */
  append(rows: Record<K, ArrayLike<number>>): void {
    const count = this.countOf(rows);
    this.reserve(this.used + count);
    for (const name of this.names) if (stepNames.includes(name)) this.widen(name, rows[name]);
    for (const name of this.names) this.arrays[name].set(rows[name], this.used);
    this.used += count;
  }

  /** Takes over whole columns of equal length, without a copy: nobody else may use them. For an empty table only. */
  take(rows: ColumnsOf<K>): void {
    const count = this.countOf(rows);
    if (this.used > 0) throw new Error('Columns.take: there are rows already.');
    if (count === 0) return;
    for (const name of this.names) this.arrays[name] = rows[name];
    this.used = count;
  }

  /** Its columns, given away without a copy where they are full; the table is not to be used any more. */
  table(): ColumnsOf<K> {
    const whole = this.names.map((name) => {
      const values = this.arrays[name];
      return [name, values.length === this.used ? values : values.slice(0, this.used)];
    });
    return Object.fromEntries(whole) as ColumnsOf<K>;
  }

  /** Appends the first `rows` rows of another table with the same columns. */
  appendFrom(other: Columns<K>, rows: number): void {
    this.append(
      Object.fromEntries(this.names.map((name) => [name, other.get(name).subarray(0, rows)])) as Record<
        K,
        Float32Array
      >,
    );
  }

  /** Number of leading rows whose value in an ascending column is not above `limit`. */
  countUpTo(ascending: K, limit: number): number {
    const values = this.get(ascending);
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[middle] <= limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Forgets the rows whose value in an ascending column is above `limit`. */
  truncateAfter(ascending: K, limit: number): void {
    this.truncate(this.countUpTo(ascending, limit));
  }

  /** Forgets all rows from `length` on. */
  truncate(length: number): void {
    this.used = Math.min(this.used, length);
    for (const each of this.beside.values()) each.truncate(this.used);
  }

  /** Gives back room that is more than growing leaves; what is left is not worth copying a long table for. */
  trim(): void {
    const most = Math.max(1, Math.ceil(this.used * growth));
    for (const name of this.names) {
      if (this.arrays[name].length > most) this.resize(name, Math.max(1, this.used));
    }
  }

  /** Bytes of memory it takes. */
  get bytes(): number {
    const own = this.names.reduce((sum, name) => sum + this.arrays[name].byteLength, 0);
    return [...this.beside.values()].reduce((sum, { bytes }) => sum + bytes, own);
  }

  /** Makes room for `rows` rows in all. */
  reserve(rows: number): void {
    for (const [place, name] of this.names.entries()) {
      if (rows > this.arrays[name].length) this.resize(name, this.capacityFor(rows, place));
    }
  }

  private countOf(rows: Record<K, ArrayLike<number>>): number {
    const count = rows[this.names[0]].length;
    if (this.names.some((name) => rows[name]?.length !== count)) {
      throw new Error('Columns: every column needs the same number of rows.');
    }
    return count;
  }

  /** Columns grow at different lengths: a long table has many megabytes to copy, and no append copies all of them. */
  private capacityFor(rows: number, place: number): number {
    const phase = place / this.names.length;
    const power = Math.ceil(Math.log(rows / leastRows) / Math.log(growth) - phase) + phase;
    return Math.max(rows, Math.ceil(leastRows * growth ** power));
  }

  private resize(name: K, capacity: number): void {
    const wide = this.arrays[name] instanceof Float64Array;
    const resized = wide ? new Float64Array(capacity) : new Float32Array(capacity);
    resized.set(this.get(name));
    this.arrays[name] = resized;
  }

  /** Keeps a column in 64 bits from now on where its new values, ascending ones, need that. */
  private widen(name: K, values: ArrayLike<number>): void {
    if (values.length === 0 || !(values[values.length - 1] > mostExact)) return;
    if (this.arrays[name] instanceof Float32Array) this.arrays[name] = Float64Array.from(this.arrays[name]);
  }
}
