/** Rows of a figure's table: every evaluation, or evenly thinned steps; refreshed once a second. */
import { startTransition, useEffect, useState } from 'react';
import type { Values } from '../../runs/blocks';
import type { RunData } from '../../runs/run-data';
import type { FigureName } from '../../runs/view';
import { figures } from './figures/registry';
import { inTurn } from './in-turn';
import styles from './table.module.css';

const mostRows = 60;
const whole = new Intl.NumberFormat('en');

export default function TableRows({ name, data }: { name: FigureName; data: RunData | undefined }) {
  const [, refresh] = useState(0);
  useEffect(() => {
    // Several open tables are a lot to draw at once: one after the other, and each may be interrupted.
    return inTurn(() => startTransition(() => refresh((n) => n + 1)));
  }, []);
  if (!data) return <p>Nothing is recorded yet.</p>;
  const { table } = figures[name];
  const shown = table.map(({ values }) => values(data));
  const rows = thinned(shown[0].length);
  const stepAt = (row: number) => shown[0].at(row) ?? Number.NaN;
  const valueAt = (row: number, c: number) => {
    const { perStep, percent } = table[c];
    const value = (perStep ? atStep(data, stepAt(row), shown[c]) : shown[c].at(row)) ?? Number.NaN;
    return percent ? 100 * value : value;
  };
  return (
    <section className={styles.scroll} tabIndex={0} aria-label={`${name} as a table`}>
      <table>
        <caption>
          {name}, {rows.length} of {shown[0].length.toLocaleString('en')} rows
        </caption>
        <thead>
          <tr>
            {table.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: other numbers in the same rows, which stay.
            <tr key={place}>
              {table.map(({ label }, c) => (
                <td key={label}>{cell(valueAt(row, c), c)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** About `mostRows` row numbers, evenly spread, the first and the last always among them. */
function thinned(count: number): number[] {
  if (count === 0) return [];
  const gaps = Math.min(count - 1, mostRows);
  return Array.from({ length: gaps + 1 }, (_, i) => Math.round((i * (count - 1)) / Math.max(1, gaps)));
}

/** The value of a per-step column at a step; NaN where that step has no row. */
function atStep({ steps }: RunData, step: number, column: Values): number | undefined {
  const row = steps.countUpTo('step', step) - 1;
  return steps.get('step')[row] === step ? column.at(row) : Number.NaN;
}

function cell(value: number, column: number): string {
  if (column === 0) return whole.format(value);
  if (Number.isNaN(value)) return '–';
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : 'infinite';
}
