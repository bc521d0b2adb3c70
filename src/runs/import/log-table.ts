/** The columns of a log as they stand in the file, before anybody says what they mean. Pure. */
import type { DecimalSign } from '../../training/data/text/numbers';
import { blank, numberIn, shortened, whyNoNumber } from './numbers';

/** Rows a log may have. */
export const mostRows = 1_000_000;
/** Columns a log may have. */
const mostColumns = 2000;
/** Different texts of a column that are kept: names of runs or of quantities are fewer. */
const mostTexts = 5000;

export type Values = Float64Array<ArrayBuffer>;

export class LogColumn {
  /** Cells that are not blank. */
  filled = 0;
  /** Why the first text in it is not a number, and its row. */
  fault: { row: number; why: string } | undefined;
  private numbers: Values = new Float64Array(0);
  private codes: Uint32Array<ArrayBuffer> | undefined;
  private readonly texts: string[] = [''];
  private readonly known = new Map<string, number>();

  constructor(readonly name: string) {}

  set(row: number, cell: unknown, sign: DecimalSign): void {
    const number = numberIn(cell, sign);
    if (number === undefined) this.setText(row, cell, sign);
    else if (!Number.isNaN(number)) this.setNumber(row, number);
  }

  private setNumber(row: number, number: number): void {
    if (row >= this.numbers.length) {
      const grown = new Float64Array(Math.max(64, 2 * row)).fill(blank);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    if (Number.isNaN(this.numbers[row])) this.filled++;
    this.numbers[row] = number;
  }

  private setText(row: number, cell: unknown, sign: DecimalSign): void {
    this.filled++;
    this.fault ??= { row, why: whyNoNumber(cell, sign) };
    if (typeof cell !== 'string' || this.texts.length > mostTexts) return;
    const text = cell.trim().slice(0, 200);
    const code = this.known.get(text) ?? this.texts.push(text) - 1;
    this.known.set(text, code);
    if (!this.codes || row >= this.codes.length) {
      const grown = new Uint32Array(Math.max(64, 2 * row));
      if (this.codes) grown.set(this.codes);
      this.codes = grown;
    }
    this.codes[row] = code;
  }

  /** The number of a row; NaN: blank or a text; Infinity: not finite. */
  at(row: number): number {
    return row < this.numbers.length ? this.numbers[row] : blank;
  }

  /** The text of a row, also of one with a number; empty where it is blank. */
  textAt(row: number): string {
    const code = this.codes?.[row] ?? 0;
    if (code > 0) return this.texts[code];
    const number = this.at(row);
    return Number.isNaN(number) ? '' : String(number);
  }

  isBlank(row: number): boolean {
    return Number.isNaN(this.at(row)) && (this.codes?.[row] ?? 0) === 0;
  }

  /** Takes over a cell of another column. */
  copy(row: number, from: LogColumn, fromRow: number): void {
    const number = from.at(fromRow);
    if (!Number.isNaN(number)) this.setNumber(row, number);
    else if (!from.isBlank(fromRow)) this.setText(row, from.textAt(fromRow), '.');
  }

  /** Forgets the number of a row. */
  clear(row: number): void {
    if (row >= this.numbers.length || Number.isNaN(this.numbers[row])) return;
    this.numbers[row] = blank;
    this.filled--;
  }
}

export class LogTable {
  rows = 0;
  /** Where every step of a printed log is counted up to, as 60 in `[10/60]`. */
  countedTo?: number;
  readonly columns: LogColumn[] = [];
  private readonly places = new Map<string, number>();
  private numbers = new Uint32Array(1024);

  /** `word`: what rows are called, as Line or Entry. */
  constructor(
    readonly word: 'Line' | 'Entry',
    readonly sign: DecimalSign = '.',
  ) {}

  /** The column of a name, added where it is new; undefined where there are too many. */
  column(name: string): LogColumn | undefined {
    const at = this.places.get(name);
    if (at !== undefined) return this.columns[at];
    if (this.columns.length === mostColumns) return undefined;
    const column = new LogColumn(name);
    this.places.set(name, this.columns.push(column) - 1);
    return column;
  }

  named(name: string): LogColumn | undefined {
    return this.columns[this.places.get(name) ?? -1];
  }

  /** Adds a row that stands at a number of lines or entries; returns why not, or nothing. Cells without a name are left out. */
  add(names: readonly string[], cells: readonly unknown[], number: number): string | undefined {
    const row = this.newRow(number);
    if (typeof row === 'string') return row;
    for (let i = 0; i < names.length; i++) {
      if (names[i] !== '') this.column(names[i])?.set(row, cells[i], this.sign);
    }
    return undefined;
  }

  /** The index of a new row of blanks, or why there is none. */
  newRow(number: number): number | string {
    if (this.rows === mostRows) return `The log has more than ${mostRows.toLocaleString('en')} rows.`;
    if (this.rows === this.numbers.length) {
      const grown = new Uint32Array(2 * this.rows);
      grown.set(this.numbers);
      this.numbers = grown;
    }
    this.numbers[this.rows] = number;
    return this.rows++;
  }

  numberOf(row: number): number {
    return this.numbers[row];
  }

  /** Where a cell stands, for messages. */
  place(row: number, name: string): string {
    return `${this.word} ${this.numbers[row]}, column “${shortened(name)}”`;
  }
}
