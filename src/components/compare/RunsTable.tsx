/** The runs as a table that can be sorted by what came of them. */
import { useState } from 'react';
import type { RunEntry } from '../../runs/run-entry';
import { download } from '../exchange/download';
import { Swatch } from '../runs/Swatch';
import { type Cell, columnsOf, tableCsv } from './columns';
import styles from './compare.module.css';

interface Props {
  runs: readonly RunEntry[];
  names: ReadonlyMap<string, string>;
  current: string | undefined;
  onSelect(id: string): void;
  onHighlight(id: string | undefined): void;
}

interface Order {
  /** Id of a column. */
  column: string;
  ascending: boolean;
}

export function RunsTable({ runs, names, current, onSelect, onHighlight }: Props) {
  const [order, setOrder] = useState<Order>({ column: 'testAccuracy', ascending: false });
  const columns = columnsOf(runs);
  const name = (run: RunEntry) => names.get(run.id) ?? '';
  const ordered = columns.find(({ id }) => id === order.column);
  const wanted = (run: RunEntry) => (ordered ? ordered.cell(run).value : name(run));
  const rows = [...runs].sort((a, b) => byValue(wanted(a), wanted(b), order.ascending ? 1 : -1));
  const sortBy = (column: string) =>
    setOrder({ column, ascending: order.column === column ? !order.ascending : column !== 'testAccuracy' });
  const heading = (column: string, label: string, full = label) => (
    <th
      key={column}
      scope="col"
      aria-sort={order.column === column ? (order.ascending ? 'ascending' : 'descending') : 'none'}
    >
      <button type="button" title={full} onClick={() => sortBy(column)}>
        {label}
        <span aria-hidden="true">{order.column === column ? (order.ascending ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  );
  return (
    <>
      <section className={styles.scroll} tabIndex={0} aria-label="Runs compared">
        <table className={styles.runs}>
          <thead>
            <tr>
              {heading('name', 'Run')}
              {columns.map(({ id, label, title }) => heading(id, label, title))}
            </tr>
          </thead>
          <tbody>
            {rows.map((run) => (
              <tr
                key={run.id}
                aria-current={run.id === current}
                onPointerEnter={() => onHighlight(run.id)}
                onPointerLeave={() => onHighlight(undefined)}
              >
                <th scope="row">
                  <span>
                    <Swatch style={run.style} />
                    <button
                      type="button"
                      onClick={() => onSelect(run.id)}
                      onFocus={() => onHighlight(run.id)}
                      onBlur={() => onHighlight(undefined)}
                    >
                      {name(run)}
                    </button>
                  </span>
                </th>
                {columns.map(({ id, cell }) => (
                  <td key={id}>{cell(run).text}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <button
        type="button"
        className={styles.file}
        onClick={() => download('two-regimes-runs.csv', tableCsv(rows, names, columns), 'text/csv')}
      >
        Table as CSV
      </button>
    </>
  );
}

/** What is not known stands at the end either way. */
function byValue(a: Cell['value'], b: Cell['value'], sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return typeof a === 'number' && typeof b === 'number'
    ? sign * (a - b)
    : sign * String(a).localeCompare(String(b), 'en', { numeric: true });
}
