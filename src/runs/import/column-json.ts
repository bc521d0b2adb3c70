/**
 * Reads the JSON of run files piece by piece: no string holds the longest runs, and as objects their numbers outweigh
 * them four times. Columns of numbers become typed arrays as they come; the rest, which is small, is parsed at the end.
 */
import { tableNames } from '../run-file';
import { numberOf, numbersText } from '../run-file-numbers';
import { mostNumbers, mostOtherText, mostRows } from '../run-limits';

/** Why a text is no run file, as a sentence for a person. */
export class JsonFault extends Error {}

/** An object or a list that is open: the key or the place that is being read. */
interface Level {
  list: boolean;
  key: string;
  place: number;
}

interface Column {
  path: string;
  values: Float32Array<ArrayBuffer>;
  used: number;
  /** Text after the last comma that was read. */
  rest: string;
  /** A comma stood before `rest`. */
  goesOn: boolean;
}

/** Characters that one element of a column may have, spaces among them. */
const mostElementText = 10_000;
/** Levels that one may open; a run file has ten or so. */
const mostLevels = 200;
const tables: readonly string[] = tableNames;

export class ColumnJson {
  private readonly columns: Float32Array<ArrayBuffer>[] = [];
  private readonly levels: Level[] = [];
  private readonly other: string[] = [];
  private otherLength = 0;
  private numbers = 0;
  private column: Column | undefined;
  private inText = false;
  private escaped = false;
  private isKey = false;
  /** The key that is being read, with its quotes. */
  private key = '';

  /** Takes in the next piece of the text, cut anywhere. Throws a `JsonFault`. */
  feed(text: string): void {
    for (let at = 0; at < text.length; ) {
      at = this.column ? this.readColumn(this.column, text, at) : this.readOther(text, at);
    }
  }

  /** The value of the whole text, columns of tables as typed arrays. Throws a `JsonFault`. */
  end(): unknown {
    if (this.column) throw new JsonFault(`It is not valid JSON: it ends within ${this.column.path}.`);
    let value: unknown;
    try {
      value = JSON.parse(this.other.join(''));
    } catch (error) {
      // Places in the text without its columns say nothing.
      const reason = (error as Error).message.replace(/ (in JSON )?at position.*$/s, '');
      const cut = this.inText || this.levels.length > 0 ? '. It seems to be cut short' : '';
      throw new JsonFault(`It is not valid JSON: ${reason}${cut}.`);
    }
    const several = isObject(value) && Array.isArray(value.runs) ? value.runs : [];
    for (const run of [value, ...several]) if (isObject(run)) this.fill(run);
    return value;
  }

  /** Puts the columns of a run in their places: there a list holds nothing but the number of its column. */
  private fill(run: Record<string, unknown>): void {
    for (const name of tables) {
      const table = Object.hasOwn(run, name) ? run[name] : undefined;
      if (!isObject(table)) continue;
      const filled = Object.entries(table).map(([key, value]) => [
        key,
        Array.isArray(value) ? this.columns[value[0]] : value,
      ]);
      run[name] = Object.fromEntries(filled);
    }
  }

  /** Reads up to a column or the end of the piece; returns where that is. */
  private readOther(text: string, from: number): number {
    let keyFrom = this.inText && this.isKey ? from : -1;
    for (let at = from; at < text.length; at++) {
      const character = text[at];
      if (this.inText) {
        if (this.escaped) this.escaped = false;
        else if (character === '\\') this.escaped = true;
        else if (character === '"') {
          this.inText = false;
          if (this.isKey) this.endKey(this.key + text.slice(keyFrom, at + 1));
          keyFrom = -1;
        }
      } else if (character === '"') {
        this.inText = true;
        if (this.isKey) keyFrom = at;
      } else if (this.readSign(character)) {
        this.keep(`${text.slice(from, at)}[${this.columns.length}]`);
        return at + 1;
      }
    }
    if (keyFrom >= 0) this.key += text.slice(keyFrom);
    this.keep(text.slice(from));
    return text.length;
  }

  /** A character outside texts; true where a column begins with it. */
  private readSign(character: string): boolean {
    const level = this.levels.at(-1);
    switch (character) {
      case '[':
        if (this.beginsColumn()) return true;
        this.open(true);
        break;
      case '{':
        this.open(false);
        break;
      case ']':
      case '}':
        this.levels.pop();
        this.isKey = false;
        break;
      case ',':
        if (level) level.place++;
        this.isKey = level !== undefined && !level.list;
        break;
      case ':':
        this.isKey = false;
    }
    return false;
  }

  private open(list: boolean): void {
    if (this.levels.length >= mostLevels) throw new JsonFault('Not a run file: it is nested too deeply.');
    this.levels.push({ list, key: '', place: 0 });
    this.isKey = !list;
  }

  private endKey(literal: string): void {
    this.key = '';
    const level = this.levels.at(-1);
    try {
      if (level) level.key = JSON.parse(literal);
    } catch {
      // What is wrong with it is found when everything else is parsed.
    }
  }

  /** A list in a table of the run, or of one of several runs. */
  private beginsColumn(): boolean {
    const { levels } = this;
    const [table, name] = levels.slice(-2);
    const alone = levels.length === 2;
    const several = levels.length === 4 && !levels[0].list && levels[0].key === 'runs' && levels[1].list;
    if (!(alone || several) || table.list || name.list || !tables.includes(table.key)) return false;
    const which = several ? `run ${levels[1].place + 1}: ` : '';
    const path = `${which}${table.key}.${name.key.slice(0, 80)}`;
    this.column = { path, values: new Float32Array(1024), used: 0, rest: '', goesOn: false };
    return true;
  }

  private keep(text: string): void {
    this.otherLength += text.length;
    if (this.otherLength > mostOtherText) {
      throw new JsonFault('Not a run file: it holds too much beside the columns of its tables.');
    }
    this.other.push(text);
  }

  /** Reads up to the end of a column or of the piece; returns where that is. */
  private readColumn(column: Column, text: string, from: number): number {
    const close = text.indexOf(']', from);
    if (close >= 0) {
      const last = column.rest + text.slice(from, close);
      if (column.goesOn || last.trim() !== '') this.take(column, last);
      this.columns.push(column.values.slice(0, column.used));
      this.column = undefined;
      return close + 1;
    }
    const comma = text.lastIndexOf(',');
    if (comma >= from) {
      this.take(column, column.rest + text.slice(from, comma));
      column.goesOn = true;
      column.rest = text.slice(comma + 1);
    } else column.rest += text.slice(from);
    if (column.rest.length > mostElementText) {
      throw new JsonFault(`Not a run file: ${column.path}: row ${column.used + 1}: ${numbersText}`);
    }
    return text.length;
  }

  /** Elements of a column, parted by commas. */
  private take(column: Column, text: string): void {
    const { path } = column;
    let elements: unknown[];
    try {
      elements = JSON.parse(`[${text}]`);
    } catch {
      throw new JsonFault(`It is not valid JSON: ${path}, after row ${column.used}.`);
    }
    // A comma has something on both sides.
    if (elements.length === 0)
      throw new JsonFault(`It is not valid JSON: ${path}, after row ${column.used}.`);
    const needed = column.used + elements.length;
    if (needed > mostRows) {
      throw new JsonFault(`Not a run file: ${path}: up to ${mostRows.toLocaleString('en')} rows are read.`);
    }
    this.numbers += elements.length;
    if (this.numbers > mostNumbers) {
      throw new JsonFault(
        `It holds more numbers than are read from one file: ${mostNumbers.toLocaleString('en')}.`,
      );
    }
    if (needed > column.values.length) {
      const grown = new Float32Array(Math.min(mostRows, Math.max(needed, 2 * column.values.length)));
      grown.set(column.values);
      column.values = grown;
    }
    for (const element of elements) {
      const number = typeof element === 'number' ? element : numberOf(element);
      if (number === undefined) {
        throw new JsonFault(`Not a run file: ${path}: row ${column.used + 1}: ${numbersText}`);
      }
      column.values[column.used++] = number;
    }
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
