/** Lines with bands, their axes, and what a stage puts on top of them. */
import type { PointerEventHandler, ReactNode } from 'react';
import { markedColumns, markerSize, markersApart, runStyle } from '../../charts/run-style';
import { Axes, figureHeight, margin, type Plot } from '../../lens/Axes';
import type { LinesLayout } from './lines-layout';

interface Props {
  plot: Plot;
  layout: LinesLayout;
  xLabel: string;
  yLabel: string;
  dash: readonly number[];
  /** Every point is marked: few, and values only there. */
  dots?: boolean;
  children?: ReactNode;
  onPointerDown?: PointerEventHandler<SVGSVGElement>;
  onPointerMove?: PointerEventHandler<SVGSVGElement>;
}

export function LinesDrawing({
  plot,
  layout,
  xLabel,
  yLabel,
  dash,
  dots = false,
  children,
  ...handlers
}: Props) {
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
          const { colour, marker } = runStyle(series.style);
          const points = series.points.filter(({ y }) => Number.isFinite(y));
          const pixels = points.map(({ x }) => layout.x(x));
          const marked = dots
            ? [...points.keys()]
            : markedColumns(pixels, pixels.length, marker, markersApart);
          const stroke = `var(${colour})`;
          return (
            <g key={series.name}>
              <path d={band} fill={stroke} opacity={0.16} />
              <path d={line} fill="none" stroke={stroke} strokeWidth={2.2} strokeDasharray={dash.join(' ')} />
              {marked.map((i) => (
                <path
                  key={i}
                  d={marker.shape}
                  fill={stroke}
                  transform={`translate(${pixels[i]},${layout.y(points[i].y)}) scale(${markerSize})`}
                />
              ))}
            </g>
          );
        })}
        {children}
      </g>
    </svg>
  );
}
