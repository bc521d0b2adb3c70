/** Lines with bands, their axes, and what a stage puts on top of them. */
import type { PointerEventHandler, ReactNode } from 'react';
import { runStyle } from '../../charts/run-style';
import { Axes, figureHeight, margin, type Plot } from '../../lens/Axes';
import type { LinesLayout } from './lines-layout';

interface Props {
  plot: Plot;
  layout: LinesLayout;
  xLabel: string;
  yLabel: string;
  /** Points are drawn too: few, and values only there. */
  dots?: boolean;
  children?: ReactNode;
  onPointerDown?: PointerEventHandler<SVGSVGElement>;
  onPointerMove?: PointerEventHandler<SVGSVGElement>;
}

export function LinesDrawing({ plot, layout, xLabel, yLabel, dots = false, children, ...handlers }: Props) {
  const { xTicks, yTicks } = layout;
  return (
    <svg
      width={plot.width + margin.left + margin.right}
      height={figureHeight}
      fontSize={13}
      aria-hidden="true"
      {...handlers}
    >
      <g transform={`translate(${margin.left},${margin.top})`}>
        <Axes {...{ plot, xTicks, yTicks, xLabel, yLabel }} />
        {layout.paths.map(({ series, line, band }) => {
          const { colour, dash } = runStyle(series.style);
          const stroke = `var(${colour})`;
          return (
            <g key={series.name}>
              <path d={band} fill={stroke} opacity={0.16} />
              <path d={line} fill="none" stroke={stroke} strokeWidth={2.2} strokeDasharray={dash.join(' ')} />
              {dots &&
                series.points
                  .filter(({ y }) => Number.isFinite(y))
                  .map(({ x, y }) => (
                    <circle key={x} cx={layout.x(x)} cy={layout.y(y)} r={3.5} fill={stroke} />
                  ))}
            </g>
          );
        })}
        {children}
      </g>
    </svg>
  );
}
