/** The numbers of one run of a log, under the names of quantities. Pure. */
import type { LogColumn, LogTable, Values } from './log-table';
import { shortened } from './numbers';
import type { Quantity } from './quantities';
import type { Meaning } from './roles';

/** Steps beyond it would not be exact. */
export const lastStep = Number.MAX_SAFE_INTEGER;

export class Sheet {
  /** Name in the log of every quantity in it; of several columns, all of their names. */
  readonly sources = new Map<Quantity, string>();
  private readonly columns = new Map<Quantity, Values>();

  /** `rows`: which ones of the table are of this run. */
  constructor(
    readonly rows: number,
    columns: ReadonlyMap<Quantity, readonly LogColumn[]>,
    of: Uint32Array,
  ) {
    for (const [quantity, parts] of columns) {
      this.sources.set(quantity, parts.map(({ name }) => name).join(' + '));
      const values = new Float64Array(rows);
      for (let i = 0; i < rows; i++) for (const part of parts) values[i] += part.at(of[i]);
      this.columns.set(quantity, values);
    }
  }

  /** Values of a quantity, a number per row; NaN: blank; Infinity: not finite. Undefined when the log has none. */
  column(quantity: Quantity): Values | undefined {
    return this.columns.get(quantity);
  }
}

/** What is wrong with the cells of the columns that are used, naming line and column; undefined: nothing. */
export function faultIn(table: LogTable, { columns }: Meaning): string | undefined {
  for (const [quantity, parts] of columns) {
    for (const column of parts) {
      const { fault, name } = column;
      if (fault) return `${table.place(fault.row, name)}: ${fault.why}.`;
      if (quantity !== 'step' && quantity !== 'epoch') continue;
      for (let row = 0; row < table.rows; row++) {
        const wrong = wrongPlace(quantity, column.at(row));
        if (wrong) return `${table.place(row, name)}: ${wrong}`;
      }
    }
  }
  return undefined;
}

/** What a number cannot be as a step or an epoch. */
function wrongPlace(quantity: 'step' | 'epoch', number: number): string | undefined {
  if (Number.isNaN(number)) return undefined;
  if (quantity === 'step') {
    if (!Number.isInteger(number) || number < 0) return `a step is a whole number from 0, not ${number}.`;
    return number < lastStep ? undefined : `steps go up to ${lastStep.toLocaleString('en')}, not ${number}.`;
  }
  return number >= 0 && number < lastStep ? undefined : `an epoch is a number from 0, not ${number}.`;
}

/** Why the numbers of the used columns are no training log; nothing when they are. */
export function emptyIn(table: LogTable, { columns }: Meaning): string | undefined {
  const losses = (['batchLoss', 'loss', 'trainLoss', 'testLoss'] as const).flatMap(
    (each) => columns.get(each) ?? [],
  );
  for (const loss of losses) {
    for (let row = 0; row < table.rows; row++) if (Number.isFinite(loss.at(row))) return undefined;
  }
  return `There is no number in ${losses.map(({ name }) => `“${shortened(name)}”`).join(' or ')}.`;
}
