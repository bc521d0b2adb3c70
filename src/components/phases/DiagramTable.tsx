/** The phase diagram as a table, made when it is opened. */
import { useState } from 'react';
import { guessingText, type Measure, measures, specOf } from '../../runs/sweeps/measures';
import type { PointSummary } from '../../runs/sweeps/sweep-results';
import { fields } from '../../training/fields';
import type { Sweep } from '../../training/sweep/sweep';
import tables from '../charts/table.module.css';
import { kindOf } from './point-kind';
import { valueText } from './point-text';

interface Props {
  sweep: Sweep;
  summaries: readonly PointSummary[];
  measure: Measure;
}

export function DiagramTable(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className={tables.table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Show as table<span className="visually-hidden">: Phase diagram</span>
      </summary>
      {open && (
        <section className={tables.scroll} tabIndex={0} aria-label="Phase diagram as a table">
          {props.sweep.kind === 'grid' ? <GridTable {...props} /> : <PointTable {...props} />}
        </section>
      )}
    </details>
  );
}

function GridTable({ sweep, summaries, measure }: Props) {
  const { x, y } = sweep;
  const byPlace = new Map(summaries.map((point) => [`${point.x} ${point.y}`, point]));
  return (
    <table>
      <caption>
        {measures[measure].label}; columns: {fields[x.field].label.toLowerCase()}, rows:{' '}
        {fields[y.field].label.toLowerCase()}
      </caption>
      <thead>
        <tr>
          <td />
          {x.values.map((value) => (
            <th key={value} scope="col">
              {value}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...y.values.keys()].reverse().map((k) => (
          <tr key={k}>
            <th scope="row">{y.values[k]}</th>
            {x.values.map((value, i) => {
              const point = byPlace.get(`${i} ${k}`);
              return <td key={value}>{point && shortText(point, measure)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PointTable({ sweep, summaries, measure }: Props) {
  const axes = [sweep.x, sweep.y, ...sweep.also];
  return (
    <table>
      <caption>{measures[measure].label} of each point</caption>
      <thead>
        <tr>
          {axes.map(({ field }) => (
            <th key={field} scope="col">
              {fields[field].label}
            </th>
          ))}
          <th scope="col">{measures[measure].label}</th>
        </tr>
      </thead>
      <tbody>
        {summaries.map((point) => (
          <tr key={point.x}>
            {axes.map(({ field, values }) => (
              <td key={field}>{values[point.x]}</td>
            ))}
            <td>{shortText(point, measure)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shortText(point: PointSummary, measure: Measure): string {
  const { mean, least, most, known, runs, diverged, guessing } = point;
  const { text, ofLearners } = specOf(measure);
  const kind = kindOf(point, measure);
  if (kind === 'waiting') return '–';
  if (kind !== 'value') return valueText(point, measure);
  const spread = known > 1 ? ` (${text(least)}–${text(most)})` : '';
  const some = [
    diverged > 0 && `, ${diverged} of ${runs} diverged`,
    ofLearners && guessing > 0 && `, ${guessing} of ${runs} ${guessingText}`,
  ];
  return [`${text(mean)}${spread}`, ...some].filter(Boolean).join('');
}
