/** Axes of a lens figure: grid lines, ticks and what they count. */
import styles from './lens.module.css';

/** Room around the plot, in pixels: tick labels left and below, the name of the y axis above. */
export const margin = { left: 76, right: 14, top: 26, bottom: 42 };
export const figureHeight = 264;
export const widest = 700;

export interface Plot {
  width: number;
  height: number;
}

/** The plot inside a figure of this width. */
export const plotOf = (width: number): Plot => ({
  width: Math.max(40, Math.min(width, widest) - margin.left - margin.right),
  height: figureHeight - margin.top - margin.bottom,
});

export interface Tick {
  /** Pixels from the left or the top of the plot. */
  at: number;
  text: string;
}

interface Props {
  plot: Plot;
  xTicks: Tick[];
  yTicks: Tick[];
  xLabel: string;
  yLabel: string;
}

export function Axes({ plot: { width, height }, xTicks, yTicks, xLabel, yLabel }: Props) {
  return (
    <g>
      {yTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(0,${at})`}>
          <line className={styles.grid} x2={width} />
          <text x="-8" dy="0.32em" textAnchor="end">
            {text}
          </text>
        </g>
      ))}
      <path className={styles.base} d={`M0,${height}H${width}`} />
      {xTicks.map(({ at, text }) => (
        <g key={text} transform={`translate(${at},${height})`}>
          <line className={styles.base} y2="5" />
          <text y="18" textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      <text x={-margin.left + 2} y="-11">
        {yLabel}
      </text>
      <text x={width} y={height + 36} textAnchor="end">
        {xLabel}
      </text>
    </g>
  );
}
