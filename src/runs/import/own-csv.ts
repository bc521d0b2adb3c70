/**
 * Reads the CSV that this page writes of a run, line by line: it may be far longer than a text can be. Every number
 * comes back as it was recorded.
 */
import {
  type EvaluationColumn,
  emptyTable,
  evaluationColumns,
  type StepColumn,
  stepColumns,
} from '../../training/columns';
import { Columns } from '../../training/growing-columns';
import { mostRows } from '../run-limits';
import { kappaColumns } from './kappa-columns';
import { addedHeader, ownHeader } from './quantities';
import type { TrainingLog } from './read-log';

type OwnResult = { ok: true; log: TrainingLog } | { ok: false; message: string };

/** Longest line; the page writes some 150 characters at most. */
const mostLineLength = 1000;
/** Rows that are put aside before they are appended to the columns. */
const rowsAtOnce = 4096;
/** Steps are kept as 32-bit numbers, which count no further. */
const lastStep = 2 ** 24 - 1;
const number = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const stepCells = ['learningRate', 'momentum', 'batchLoss', 'gradientNorm', 'stepNorm'] as const;
const evaluationCells = ['trainLoss', 'trainAccuracy', 'testLoss', 'testAccuracy'] as const;
/** Places of the cells in a line. */
const kappaPlace = 2 + stepCells.length;
const evaluationPlace = kappaPlace + 1;
const regimePlace = evaluationPlace + evaluationCells.length;
const landingPlace = regimePlace + 1;
const columnNames = [...ownHeader, ...addedHeader];
const headers = [ownHeader, columnNames].map((names) => names.join(','));

/** Whether a text begins with a header of this page's CSV. */
export function isOwnCsv(start: string): boolean {
  return headers.includes(start.split(/\r?\n/, 1)[0]);
}

class CsvFault extends Error {}

export class OwnCsv {
  private readonly steps = new Pieces(stepColumns);
  private readonly evaluations = new Pieces(evaluationColumns);
  private line = 0;
  /** Columns that the header names. */
  private width = 0;
  private rows = 0;
  private rest = '';
  private step = -1;
  private epoch = 0;
  private fault: string | undefined;

  /** Takes in the next piece of the text, cut anywhere; false when no more is wanted, for something is wrong. */
  feed(text: string): boolean {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.readLine(this.rest + text.slice(from, end));
      this.rest = '';
      from = end + 1;
    }
    this.rest += text.slice(from);
    if (this.rest.length > mostLineLength) this.fail(`Line ${this.line + 1} is too long.`);
    return this.fault === undefined;
  }

  /** The log of the whole text; `name` is that of its file. */
  end(name: string): OwnResult {
    const { line } = this;
    if (this.rest !== '') this.readLine(this.rest);
    const cut = this.fault !== undefined && this.line === line + 1 && this.rest !== '';
    if (this.fault !== undefined && !cut) return { ok: false, message: this.fault };
    if (this.rows === 0) return { ok: false, message: 'The log names its columns and has no rows.' };
    const notes = cut ? [`Line ${this.line}, the last one, is cut short and left out.`] : [];
    return {
      ok: true,
      log: {
        name,
        rows: this.rows,
        notes,
        stepsPerEpoch: this.epoch > 0 ? Math.max(1, Math.round(this.step / this.epoch)) : 1,
        steps: this.steps.table(),
        evaluations: this.evaluations.table(),
      },
    };
  }

  private fail(message: string): void {
    this.fault ??= message;
  }

  private readLine(text: string): void {
    if (this.fault !== undefined) return;
    const line = text.endsWith('\r') ? text.slice(0, -1) : text;
    this.line++;
    if (this.line === 1) this.width = line.split(',').length;
    if (this.line === 1 || line === '') return;
    try {
      this.readRow(line.split(','));
    } catch (error) {
      if (!(error instanceof CsvFault)) throw error;
      this.fail(`Line ${this.line}${error.message}`);
    }
  }

  private readRow(cells: string[]): void {
    if (cells.length !== this.width) {
      throw new CsvFault(` has ${cells.length} values; the header names ${this.width}.`);
    }
    const at = (place: number) => cellValue(cells[place] ?? '', place);
    const [step, epoch] = [at(0), at(1)];
    if (!(Number.isInteger(step) && step > this.step && step <= lastStep)) {
      throw new CsvFault(`: steps are ascending whole numbers from 0 to ${lastStep.toLocaleString('en')}.`);
    }
    if (this.rows === mostRows) throw new CsvFault(`: up to ${mostRows.toLocaleString('en')} rows are read.`);
    this.rows++;
    this.step = step;
    if (epoch > 0) this.epoch = epoch;
    if (cells.slice(2, evaluationPlace).some((cell) => cell !== '')) this.readStep(step, at);
    if (cells.slice(evaluationPlace, regimePlace).some((cell) => cell !== '')) this.readEvaluation(step, at);
  }

  private readStep(step: number, at: (place: number) => number): void {
    if (step === 0) throw new CsvFault(': step 0 is the untrained network, no step.');
    const { steps } = this;
    steps.begin(step);
    for (const [i, name] of stepCells.entries()) steps.set(name, at(2 + i));
    const { slope, lossChange } = kappaColumns(at(kappaPlace), at(2 + stepCells.indexOf('batchLoss')));
    steps.set('slope', slope);
    steps.set('lossChange', lossChange);
    // kappa fixes the size of the slope; the landing is told in units of it.
    steps.set('landingSlope', slope * (1 - at(landingPlace)));
  }

  private readEvaluation(step: number, at: (place: number) => number): void {
    this.evaluations.begin(step);
    for (const [i, name] of evaluationCells.entries()) {
      const value = at(evaluationPlace + i);
      if (name.endsWith('Accuracy') && (value < 0 || value > 1)) {
        throw new CsvFault(`, column “${columnNames[evaluationPlace + i]}”: accuracies are from 0 to 1.`);
      }
      this.evaluations.set(name, value);
    }
  }
}

/** NaN for an empty cell. Throws where there is no number. */
function cellValue(cell: string, place: number): number {
  if (cell === '') return Number.NaN;
  if (number.test(cell)) return Number(cell);
  if (cell === 'inf') return Number.POSITIVE_INFINITY;
  if (cell === '-inf') return Number.NEGATIVE_INFINITY;
  throw new CsvFault(`, column “${columnNames[place]}”: “${cell.slice(0, 40)}” is not a number.`);
}

/** Rows that come one by one, as columns. */
class Pieces<K extends StepColumn | EvaluationColumn> {
  private readonly columns: Columns<K | 'step'>;
  private piece;
  private used = 0;

  constructor(private readonly names: readonly (K | 'step')[]) {
    this.columns = new Columns(names);
    this.piece = emptyTable(names, rowsAtOnce);
  }

  begin(step: number): void {
    if (this.used === rowsAtOnce) this.put();
    this.piece.step[this.used++] = step;
  }

  set(name: K, value: number): void {
    this.piece[name][this.used - 1] = value;
  }

  table() {
    this.put();
    return this.columns.table();
  }

  private put(): void {
    const rows = this.names.map((name) => [name, this.piece[name].subarray(0, this.used)]);
    this.columns.append(Object.fromEntries(rows));
    this.piece = emptyTable(this.names, rowsAtOnce);
    this.used = 0;
  }
}
