/** The numbers of a log as they come, row by row, under the names of quantities. Pure. */
import { blank, shortened } from './numbers';
import { isLoss, isTagName, isValueName, type Quantity, quantityOf } from './quantities';

/** Rows a log may have. */
export const mostRows = 1_000_000;
/** Steps are kept as 32-bit numbers, which count no further. */
export const lastStep = 2 ** 24;

/** Columns of one row: the quantity of each, and where tag and value are in a log with one number per row. */
interface Layout {
  names: readonly string[];
  quantities: (Quantity | undefined)[];
  tag: number;
  value: number;
}

export class Sheet {
  rows = 0;
  /** Names that nothing is known for, or that came second for a quantity. */
  readonly unused = new Set<string>();
  /** Name in the log of every quantity in it. */
  readonly sources = new Map<Quantity, string>();
  private readonly columns = new Map<Quantity, Float64Array<ArrayBuffer>>();
  private readonly seen = new Map<string, Quantity | undefined>();
  private layout: Layout | undefined;

  /** `fileQuantity`: what a lone column `value` holds, by the name of the file. */
  constructor(
    private readonly numberOf: (cell: unknown) => number | string,
    private readonly fileQuantity: Quantity | undefined,
  ) {}

  /** Values of a quantity, a number per row; NaN: blank; Infinity: not finite. Undefined when the log has none. */
  column(quantity: Quantity): Float64Array<ArrayBuffer> | undefined {
    return this.columns.get(quantity)?.subarray(0, this.rows);
  }

  /** Takes in the names of columns before any row. */
  know(names: readonly string[]): void {
    this.layout = this.layoutOf(names);
  }

  /** Takes in a row; returns what is wrong with it, naming the place and the column, or nothing. */
  addRow(names: readonly string[], cells: readonly unknown[], place: string): string | undefined {
    if (this.rows === mostRows) return `The log has more than ${mostRows.toLocaleString('en')} rows.`;
    if (this.layout?.names !== names) this.layout = this.layoutOf(names);
    const { quantities, tag, value } = this.layout;
    for (let i = 0; i < quantities.length; i++) {
      const quantity = quantities[i];
      const fault = quantity && this.set(quantity, cells[i], place, names[i]);
      if (fault) return fault;
    }
    if (tag >= 0) {
      const name = String(cells[tag] ?? '');
      const quantity = this.quantitiesOf([name])[0];
      const fault = quantity && this.set(quantity, cells[value], place, name);
      if (fault) return fault;
    }
    this.rows++;
    return undefined;
  }

  private set(quantity: Quantity, cell: unknown, place: string, name: string): string | undefined {
    const number = this.numberOf(cell);
    if (typeof number === 'string') return `${place}, column “${shortened(name)}”: ${number}.`;
    const limit = faultOf(quantity, number);
    if (limit) return `${place}, column “${shortened(name)}”: ${limit}`;
    let column = this.columns.get(quantity);
    if (!column || column.length <= this.rows) {
      const grown = new Float64Array(Math.max(1024, 2 * this.rows)).fill(blank);
      if (column) grown.set(column);
      column = grown;
      this.columns.set(quantity, column);
    }
    column[this.rows] = number;
    return undefined;
  }

  private layoutOf(names: readonly string[]): Layout {
    const tag = names.findIndex(isTagName);
    const value = names.findIndex(isValueName);
    const long = tag >= 0 && value >= 0 && !names.some(isLoss);
    const quantities = this.quantitiesOf(
      names.map((name, i) => (long && (i === tag || i === value) ? '' : name)),
    );
    if (!long && value >= 0 && this.fileQuantity && !names.some(isLoss)) {
      quantities[value] = this.fileQuantity;
      this.sources.set(this.fileQuantity, names[value]);
      this.unused.delete(names[value]);
    }
    return { names, quantities, tag: long ? tag : -1, value };
  }

  /** What these names stand for in this log; of several new names for one quantity the best. */
  private quantitiesOf(names: readonly string[]): (Quantity | undefined)[] {
    const fresh = names
      .filter((name) => name !== '' && !this.seen.has(name))
      .map((name) => ({ name, ...quantityOf(name) }));
    fresh.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
    for (const { name, quantity } of fresh) {
      const free = quantity !== undefined && !this.sources.has(quantity);
      this.seen.set(name, free ? quantity : undefined);
      if (free) this.sources.set(quantity, name);
      else this.unused.add(name);
    }
    return names.map((name) => this.seen.get(name));
  }
}

/** What a number cannot be as this quantity. */
function faultOf(quantity: Quantity, number: number): string | undefined {
  if (Number.isNaN(number)) return undefined;
  if (quantity === 'step') {
    if (!Number.isInteger(number) || number < 0) return `a step is a whole number from 0, not ${number}.`;
    if (number >= lastStep) return `steps go up to ${(lastStep - 1).toLocaleString('en')}, not ${number}.`;
  }
  if (quantity === 'epoch' && !(number >= 0 && number < lastStep)) {
    return `an epoch is a number from 0, not ${number}.`;
  }
  return undefined;
}
