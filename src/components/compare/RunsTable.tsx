/** The runs as a table that can be sorted by what came of them. */
import { useState } from 'react';
import { type Outcome, outcomeOf } from '../../runs/quantities';
import type { RunEntry } from '../../runs/run-entry';
import { Swatch } from '../runs/Swatch';
import styles from './compare.module.css';

interface Props {
  runs: readonly RunEntry[];
  names: ReadonlyMap<string, string>;
  current: string | undefined;
  onSelect(id: string): void;
  onHighlight(id: string | undefined): void;
}

const loss = (x: number) => String(Number(x.toPrecision(3)));
const percent = (x: number) => `${(100 * x).toFixed(1)}\u00a0%`;

const columns: readonly { id: keyof Outcome; label: string; text(value: number): string }[] = [
  { id: 'trainLoss', label: 'Training loss', text: loss },
  { id: 'bestTrainLoss', label: 'least', text: loss },
  { id: 'testLoss', label: 'Test loss', text: loss },
  { id: 'bestTestLoss', label: 'least', text: loss },
  { id: 'trainAccuracy', label: 'Training accuracy', text: percent },
  { id: 'bestTrainAccuracy', label: 'best', text: percent },
  { id: 'testAccuracy', label: 'Test accuracy', text: percent },
  { id: 'bestTestAccuracy', label: 'best', text: percent },
  { id: 'large', label: 'Large step', text: percent },
  { id: 'transition', label: 'Transition', text: percent },
  { id: 'small', label: 'Small step', text: percent },
  { id: 'steps', label: 'Steps', text: (x) => x.toLocaleString('en') },
  { id: 'seconds', label: 'Seconds', text: (x) => x.toFixed(1) },
];

interface Order {
  column: keyof Outcome | 'name';
  ascending: boolean;
}

export function RunsTable({ runs, names, current, onSelect, onHighlight }: Props) {
  const [order, setOrder] = useState<Order>({ column: 'testAccuracy', ascending: false });
  const rows = runs.map((run) => ({ run, name: names.get(run.id) ?? '', outcome: outcomeOf(run) }));
  const sign = order.ascending ? 1 : -1;
  rows.sort((a, b) => {
    if (order.column === 'name') return sign * a.name.localeCompare(b.name);
    const [left, right] = [a.outcome[order.column], b.outcome[order.column]];
    // What was not measured stands at the end either way.
    return Number.isNaN(left) || Number.isNaN(right)
      ? Number(Number.isNaN(left)) - Number(Number.isNaN(right))
      : sign * (left - right);
  });
  const sortBy = (column: Order['column']) =>
    setOrder({ column, ascending: order.column === column ? !order.ascending : column !== 'testAccuracy' });
  const heading = (column: Order['column'], label: string, full = label) => (
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
    <section className={styles.scroll} tabIndex={0} aria-label="Runs compared">
      <table className={styles.runs}>
        <thead>
          <tr>
            {heading('name', 'Run')}
            {columns.map(({ id, label }) => heading(id, label))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ run, name, outcome }) => (
            <tr
              key={run.id}
              aria-current={run.id === current}
              onPointerEnter={() => onHighlight(run.id)}
              onPointerLeave={() => onHighlight(undefined)}
            >
              <th scope="row">
                <Swatch style={run.style} />
                <button
                  type="button"
                  onClick={() => onSelect(run.id)}
                  onFocus={() => onHighlight(run.id)}
                  onBlur={() => onHighlight(undefined)}
                >
                  {name}
                </button>
              </th>
              {columns.map(({ id, text }) => (
                <td key={id}>{Number.isNaN(outcome[id]) ? '–' : text(outcome[id])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
