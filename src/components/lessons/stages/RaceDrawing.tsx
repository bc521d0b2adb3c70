/** The dot plot of a race: a row for each schedule, a circle for each seed, the mean and its 95 % interval. */
import { useMemo } from 'react';
import type { FinalName } from '../../../lessons/lesson';
import type { Entrant } from '../../../lessons/race';
import { finalLabels, rateText, scheduleLabel, tickText, valueText } from '../../../lessons/race-words';
import { runStyle } from '../../charts/run-style';
import { widest } from '../../lens/Axes';
import { raceLayout } from './race-layout';
import styles from './stages.module.css';

interface Props {
  entrants: readonly Entrant[];
  /** Finals of runs that were trained here, by name in the plan. */
  here: ReadonlyMap<string, number>;
  measure: FinalName;
  width: number;
}

const side = 12;
const bottom = 44;

export function RaceDrawing({ entrants, here, measure, width }: Props) {
  const whole = Math.min(width, widest);
  const inner = Math.max(40, whole - 2 * side);
  const layout = useMemo(
    () =>
      raceLayout(entrants, { width: inner }, measure.endsWith('Loss'), (value) => tickText(value, measure)),
    [entrants, inner, measure],
  );
  const { rows, ticks, reference, height, place } = layout;
  return (
    <svg width={whole} height={height + bottom} fontSize={13} aria-hidden="true">
      <g transform={`translate(${side},0)`}>
        {ticks.map(({ at, text, anchor }) => (
          <g key={text} transform={`translate(${at},0)`}>
            <line className={styles.grid} y2={height} />
            <text className={styles.faint} y={height + 17} textAnchor={anchor}>
              {text}
            </text>
          </g>
        ))}
        <path className={styles.base} d={`M0,${height}H${inner}`} />
        {reference !== undefined && (
          <line className={styles.marker} x1={reference} x2={reference} y2={height} />
        )}
        {rows.map(({ entrant, y, dots, mean, low, high }, i) => {
          const stroke = `var(${runStyle(i).colour})`;
          return (
            <g key={entrant.schedule} transform={`translate(0,${y})`}>
              <text y={-14} fontWeight={600} stroke="var(--paper)" strokeWidth={4} paintOrder="stroke">
                {scheduleLabel(entrant)}
                <tspan
                  fontWeight={400}
                >{`, ${rateText(entrant)}: mean ${valueText(entrant.finals.mean, measure)}`}</tspan>
              </text>
              {Number.isFinite(low) && (
                <path d={`M${low},0H${high}M${low},-4V4M${high},-4V4`} stroke={stroke} strokeWidth={2} />
              )}
              {dots.map(({ seed, x }) => (
                <circle key={seed} cx={x} r={4.5} fill="var(--paper)" stroke={stroke} strokeWidth={1.6} />
              ))}
              {entrant.best && here.has(entrant.best.name) && (
                <rect
                  className={styles.here}
                  x={place(here.get(entrant.best.name) as number) - 5}
                  y={-5}
                  width={10}
                  height={10}
                />
              )}
              {Number.isFinite(mean) && (
                <path d={`M${mean},-7L${mean + 5},0L${mean},7L${mean - 5},0Z`} fill={stroke} />
              )}
            </g>
          );
        })}
        <text x={inner} y={height + 36} textAnchor="end">
          {finalLabels[measure]}
          {reference !== undefined && '; dashed: two phases'}
        </text>
      </g>
    </svg>
  );
}
