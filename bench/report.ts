/** Tables of a bench on the console: a heading, names of columns, numbers to three digits. */

export interface Table {
  title: string;
  /** The first column holds names and has none. */
  columns: string[];
  rows: { what: string; cells: (number | string | undefined)[] }[];
}

/** A table of single measures: value, unit, and the target where there is one. */
export const measures = (
  title: string,
  rows: [what: string, value: number, unit: string, target: string][],
) =>
  ({
    title,
    columns: ['measured', 'unit', 'target'],
    rows: rows.map(([what, ...cells]) => ({ what, cells })),
  }) satisfies Table;

/** Each table as soon as it is there, then all of them as JSON. */
export async function print(tables: AsyncIterable<Table> | Iterable<Table>): Promise<void> {
  const printed: Table[] = [];
  for await (const table of tables) {
    console.log(`\n${table.title}\n\n${linesOf(table).join('\n')}`);
    printed.push(table);
  }
  console.log(`\n${JSON.stringify(printed)}`);
}

function linesOf({ columns, rows }: Table): string[] {
  const lines = [['', ...columns], ...rows.map(({ what, cells }) => [what, ...cells.map(textOf)])];
  const widths = ['', ...columns].map((_, i) => Math.max(...lines.map((line) => (line[i] ?? '').length)));
  const isNumber = ['', ...columns].map((_, i) => rows.some(({ cells }) => typeof cells[i - 1] === 'number'));
  return lines.map((line) =>
    line
      .map((text, i) => (isNumber[i] ? text.padStart(widths[i]) : text.padEnd(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}

/** Three digits, thousands apart, no exponents. */
function textOf(cell: number | string | undefined): string {
  if (typeof cell !== 'number') return cell ?? '';
  if (Number.isNaN(cell)) return '–';
  return cell.toLocaleString('en', { maximumSignificantDigits: cell < 1000 ? 3 : 4 });
}
