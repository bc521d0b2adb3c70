/** The column that tells several runs in one table apart where its name does not say so. Pure. */
import type { LogColumn, LogTable } from './log-table';
import { bareSplit } from './names';
import { isSplitName, type Quantity } from './quantities';

/** More than a list can show. */
const mostValues = 60;
/** Rows that are looked at. */
const lookedAt = 20_000;

/**
 * A column that stands for no quantity and has few different values, where epochs and steps come more than once in the
 * table, but once for each of its values: a setting that several runs differ in.
 */
export function runColumnOf(
  table: LogTable,
  columns: ReadonlyMap<Quantity, readonly LogColumn[]>,
): LogColumn | undefined {
  const places = [...(columns.get('epoch') ?? []), ...(columns.get('step') ?? [])];
  if (places.length === 0) return undefined;
  const rows = Array.from({ length: Math.min(table.rows, lookedAt) }, (_, row) => row).filter((row) =>
    places.every((place) => !place.isBlank(row)),
  );
  const keys = rows.map((row) => places.map((place) => place.at(row)).join(' '));
  if (new Set(keys).size === keys.length) return undefined;
  const used = new Set([...columns.values()].flat());
  return table.columns.find((column) => {
    if (used.has(column) || isSplitName(column.name)) return false;
    const values = new Set<string>();
    const seen = new Set<string>();
    for (const [i, row] of rows.entries()) {
      // Blank beside the rows of a test, for one: that tells no runs apart.
      if (column.isBlank(row)) return false;
      const value = column.textAt(row);
      values.add(value);
      seen.add(`${keys[i]} ${value}`);
      if (values.size > mostValues || seen.size <= i) return false;
    }
    // Of a value for each row, as a time has it, every one would be a run.
    const areSets = [...values].every((value) => bareSplit(value));
    return values.size > 1 && 2 * values.size <= rows.length && !areSets;
  });
}
