/** What a person is shown of a log to say what its columns are, and by what the answer is remembered. Pure. */
import type { LogTable } from './log-table';
import type { Quantity } from './quantities';
import type { Meaning, Role } from './roles';
import type { LogTables } from './tables';

export interface ShapeColumn {
  name: string;
  role: Role;
  /** Its cells in the first rows, as they stand there. */
  first: string[];
}

export interface LogShape {
  /** The same for files of one kind with the same names. */
  key: string;
  columns: ShapeColumn[];
  /** Columns that are not shown. */
  more: number;
}

const shownRows = 4;
const mostShown = 120;

/** The shape of a log whose columns mean this. `taken`: whose losses they were taken for. */
export function shapeOf(
  table: LogTable,
  kind: string,
  meaning: Meaning,
  taken?: LogTables['taken'],
): LogShape {
  const roles = new Map<string, Role>();
  for (const [quantity, columns] of meaning.columns) {
    for (const { name } of columns) roles.set(name, roleOf(quantity, taken));
  }
  if (meaning.run) roles.set(meaning.run.name, 'run');
  const used = table.columns.filter(({ name, filled }) => filled > 0 || roles.has(name));
  const shown = used.filter(({ name }, i) => roles.has(name) || i < mostShown);
  return {
    key: keyOf([kind, ...table.columns.map(({ name }) => name)]),
    columns: shown.map((column) => ({
      name: column.name,
      role: roles.get(column.name) ?? 'none',
      first: firstCells(table, column.name),
    })),
    more: used.length - shown.length,
  };
}

function roleOf(quantity: Quantity, taken: LogTables['taken'] | undefined): Role {
  if (quantity === 'accuracy') return 'trainAccuracy';
  if (quantity !== 'loss') return taken?.get(quantity) ?? quantity;
  return taken?.get('loss') ?? 'batchLoss';
}

/** The first cells that are not blank: columns of tests begin late. */
function firstCells(table: LogTable, name: string): string[] {
  const column = table.named(name);
  const cells: string[] = [];
  for (let row = 0; column && row < table.rows && cells.length < shownRows; row++) {
    if (!column.isBlank(row)) cells.push(column.textAt(row).slice(0, 24).replace('Infinity', 'not finite'));
  }
  return cells;
}

/** A short text that is nearly always different for different names (FNV-1a, 32 bits twice). */
function keyOf(names: readonly string[]): string {
  const text = JSON.stringify(names);
  return [0x811c9dc5, 0x01000193].map((seed) => hash(text, seed).toString(36)).join('-');
}

function hash(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return value;
}
